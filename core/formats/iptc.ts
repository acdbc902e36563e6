/*
 * IPTC-IIM as it lies in files: in a JPEG inside Photoshop's image resources (APP13; Adobe Photoshop File Formats, "Image Resource Blocks",
 * resource 0x0404), in a TIFF by itself (tag 33723).
 */
const HEAD = Buffer.from('Photoshop 3.0\0', 'latin1');
const IPTC = 0x0404;

/** The IPTC records in Photoshop's resources, or the records themselves; null where there are none. Nothing is thrown for broken ones. */
export function iptcOf(bytes: Buffer): Buffer | null {
  if (bytes[0] === 0x1c) return bytes;
  let at = bytes.subarray(0, HEAD.length).equals(HEAD) ? HEAD.length : 0;
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const id = bytes.readUInt16BE(at + 4);
    // A name of its own, padded to even.
    const name = bytes[at + 6] + 1;
    const start = at + 6 + name + (name % 2);
    if (start + 4 > bytes.length) return null;
    const length = bytes.readUInt32BE(start);
    if (id === IPTC) return bytes.subarray(start + 4, start + 4 + length);
    at = start + 4 + length + (length % 2);
  }
  return null;
}

/** IPTC records as the body of a JPEG's APP13 segment. */
export function iptcSegment(records: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, 8);
  return Buffer.concat([HEAD, head, records, Buffer.alloc(records.length % 2)]);
}
