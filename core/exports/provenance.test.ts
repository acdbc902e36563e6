import { expect, test } from 'vitest';
import { asciiJson, plainLine } from './provenance.ts';

test('plainLine makes one line of printable ASCII that no reader stumbles over', () => {
  expect(plainLine('  a\r\n\tb\u0000 \u00e9\u{1f4f7}  ')).toBe('a b \\u00e9\\ud83d\\udcf7');
  expect(plainLine('x'.repeat(5000))).toBe(`${'x'.repeat(237)}...`);
});

test('asciiJson is ASCII and gives the same text back', () => {
  const value = { name: 'Caf\u00e9 \u{1f4f7}\n"\\', note: null };
  expect(asciiJson(value)).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(asciiJson(value))).toEqual(value);
});
