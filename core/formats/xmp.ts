/** Properties of one namespace; the values are simple text. */
export interface XmpProperties {
  prefix: string;
  uri: string;
  values: Readonly<Record<string, string>>;
}

/** The facts of an export in XMP, for files that carry a photo. */
export const DEPTHROOM_XMP = { prefix: 'depthroom', uri: 'urn:depthroom:export:1.0/' };

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
/** Not a byte order mark of the file but part of the packet header (XMP Specification, part 1, §7.3.2). */
const PACKET_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const PACKET_TAIL = '<?xpacket end="w"?>';
const END_OF_RDF = '</rdf:RDF>';

/**
 * An XMP packet with further properties (XMP Specification, part 1, §7): each group as one more `rdf:Description` of the same subject.
 * Simple properties of the same names that were there already are taken out, since XMP allows each only once, and so are all of the
 * namespaces whose prefixes are in `removed`. What cannot be read as XMP is replaced; a new packet is about `subject`.
 */
export function withXmpProperties(
  packet: string | null,
  groups: readonly XmpProperties[],
  removed: readonly string[] = [],
  subject = '',
): string {
  const keys = groups.flatMap(({ prefix, values }) => Object.keys(values).map((name) => `${prefix}:${name}`));
  const old = [...keys, ...removed.map((prefix) => `${prefix}:\\w+`)];
  const clean = old.reduce(withoutProperty, stripped(packet ?? ''));
  const end = clean.lastIndexOf(END_OF_RDF);
  const body = end < 0 ? null : clean;
  const about = xmpSubject(clean) ?? subject;
  const added = groups.map((group) => descriptionOf(group, about)).join('');
  if (body) return `${body.slice(0, end)}${added}${body.slice(end)}`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">${added}${END_OF_RDF}</x:xmpmeta>`;
}

/**
 * What a packet is about (`rdf:about`; XMP Specification, part 1, §7.4): the subject that all its descriptions share, often empty; null
 * where it has none.
 */
export function xmpSubject(packet: string): string | null {
  return /rdf:about\s*=\s*(["'])(.*?)\1/.exec(packet)?.[2] ?? null;
}

/** The packet as it stands in a file (XMP Specification, part 1, §7.3.2); an extension has no such frame. */
export function withPacketWrapper(xmp: string): string {
  return `${PACKET_HEAD}${xmp}${PACKET_TAIL}`;
}

/** A simple property of a packet, written as an attribute or as an element; null where there is none. */
export function xmpProperty(packet: string, prefix: string, name: string): string | null {
  const key = `${prefix}:${name}`;
  return (
    new RegExp(`\\s${key}\\s*=\\s*(["'])([^"']*)\\1`).exec(packet)?.[2] ??
    new RegExp(`<${key}\\s*>([^<]*)</${key}\\s*>`).exec(packet)?.[1] ??
    null
  );
}

/** Says that the pixels lie upright (tiff:Orientation 1), where the packet repeats what EXIF said of another file. */
export function uprightXmp(packet: string): string {
  return packet
    .replace(/(\stiff:Orientation\s*=\s*["'])[1-8](["'])/g, '$11$2')
    .replace(/(<tiff:Orientation\s*>)[1-8](<)/g, '$11$2');
}

/** Without where it was taken (exif:GPS...), which stands here as a repetition of EXIF. */
export function withoutPlaceXmp(packet: string): string {
  return withoutProperty(withoutProperty(packet, 'exif:GPS\\w*'), 'Iptc4xmpCore:Location');
}

/** Without the frame and the white space that is kept in it for edits in place. */
function stripped(packet: string): string {
  return packet.replace(/<\?xpacket[^>]*\?>/g, '').trim();
}

function withoutProperty(packet: string, key: string): string {
  return packet
    .replace(new RegExp(`\\s${key}\\s*=\\s*("[^"]*"|'[^']*')`, 'g'), '')
    .replace(new RegExp(`<(${key})(\\s[^>]*)?>[^<]*</\\1\\s*>`, 'g'), '');
}

function descriptionOf({ prefix, uri, values }: XmpProperties, about: string): string {
  const properties = Object.entries(values).map(([name, value]) => ` ${prefix}:${name}="${escaped(value)}"`);
  return `<rdf:Description rdf:about="${about}" xmlns:${prefix}="${uri}"${properties.join('')}/>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
