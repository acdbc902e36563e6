import { expect, test } from 'vitest';
import { uprightXmp, withPacketWrapper, withXmpProperties, xmpProperty } from './xmp.ts';

const group = (values: Record<string, string>) => ({ prefix: 'a', uri: 'urn:a:', values });
const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF></x:xmpmeta>`;

test('a new packet holds the properties, escaped', () => {
  expect(withXmpProperties(null, [group({ Name: 'x < "y" & z' })])).toBe(
    packet('<rdf:Description rdf:about="" xmlns:a="urn:a:" a:Name="x &lt; &quot;y&quot; &amp; z"/>'),
  );
});

test('what was there is kept, of the same subject, without its frame and padding', () => {
  const old = packet('<rdf:Description rdf:about="uuid:1" b:Rating="4"/>');
  expect(withXmpProperties(`${withPacketWrapper(old)}   \n`, [group({ Name: '1' })])).toBe(
    packet(
      '<rdf:Description rdf:about="uuid:1" b:Rating="4"/><rdf:Description rdf:about="uuid:1" xmlns:a="urn:a:" a:Name="1"/>',
    ),
  );
});

test.each([
  [
    'attributes',
    '<rdf:Description rdf:about="" a:Name="old" b:Name="kept"/>',
    '<rdf:Description rdf:about="" b:Name="kept"/>',
  ],
  [
    'elements',
    '<rdf:Description rdf:about=""><a:Name>old</a:Name><b:Name>kept</b:Name></rdf:Description>',
    '<rdf:Description rdf:about=""><b:Name>kept</b:Name></rdf:Description>',
  ],
])('properties of the same name written as %s are replaced', (_, before, after) => {
  expect(withXmpProperties(packet(before), [group({ Name: 'new' })])).toBe(
    packet(`${after}<rdf:Description rdf:about="" xmlns:a="urn:a:" a:Name="new"/>`),
  );
});

test('all properties of a namespace can go', () => {
  const old = packet(
    '<rdf:Description rdf:about="" c:One="1" c:Two=\'2\'><c:Three>3</c:Three></rdf:Description>',
  );
  expect(withXmpProperties(old, [], ['c'])).toBe(packet('<rdf:Description rdf:about=""></rdf:Description>'));
});

test('what is no XMP is replaced', () => {
  expect(withXmpProperties('broken', [group({ Name: '1' })])).toBe(
    packet('<rdf:Description rdf:about="" xmlns:a="urn:a:" a:Name="1"/>'),
  );
});

test('a property is found as attribute and as element', () => {
  expect(xmpProperty(packet('<rdf:Description a:Name="1"/>'), 'a', 'Name')).toBe('1');
  expect(xmpProperty(packet('<a:Name>2</a:Name>'), 'a', 'Name')).toBe('2');
  expect(xmpProperty(packet(''), 'a', 'Name')).toBeNull();
});

test('an upright picture is not turned once more', () => {
  expect(uprightXmp('<d tiff:Orientation="6"/><tiff:Orientation>8</tiff:Orientation>')).toBe(
    '<d tiff:Orientation="1"/><tiff:Orientation>1</tiff:Orientation>',
  );
});
