import type { Jpeg, JpegSegment } from './jpeg-segments.ts';

/*
 * The index of further pictures behind a JPEG (CIPA DC-007, "Multi-Picture Format"): Ultra HDR's gain map, depth of phones, stereo pairs. Their
 * offsets count from the index itself, and the length of the first picture stands there too: both change with the metadata.
 */
const APP2 = 0xe2;
const MARK = Buffer.from('MPF\0', 'latin1');
const ENTRIES = 0xb002;

const isIndex = ({ marker, body }: JpegSegment) => marker === APP2 && body.subarray(0, 4).equals(MARK);
const lengthOf = (segments: readonly JpegSegment[]) =>
  segments.reduce((sum, { body }) => sum + 4 + body.length, 0);

/** A JPEG whose metadata were changed, with an index of its further pictures that is right again; as it is where it has none. */
export function withRightIndex(before: Jpeg, after: Jpeg): Jpeg {
  const [was, is] = [before, after].map(({ segments }) => segments.findIndex(isIndex));
  if (was < 0 || is < 0) return after;
  const longer = lengthOf(after.segments) - lengthOf(before.segments);
  const behind = lengthOf(after.segments.slice(is + 1)) - lengthOf(before.segments.slice(was + 1));
  const body = Buffer.from(after.segments[is].body);
  moveEntries(body, longer, behind);
  const segments = after.segments.map((segment, k) => (k === is ? { ...segment, body } : segment));
  return { segments, rest: after.rest };
}

/** Where further pictures lie behind a JPEG: offset and length in the file, and what they are (CIPA DC-007, §5.2.3.3.1). */
export function indexedPictures(file: Buffer, jpeg: Jpeg): { offset: number; length: number }[] {
  const index = jpeg.segments.find(isIndex);
  if (!index) return [];
  const start = index.body.byteOffset - file.byteOffset + MARK.length;
  const found: { offset: number; length: number }[] = [];
  eachEntry(index.body, (at, isLittle) => {
    const number = (place: number) =>
      isLittle ? index.body.readUInt32LE(place) : index.body.readUInt32BE(place);
    const [length, offset] = [number(at + 4), number(at + 8)];
    if (offset > 0) found.push({ offset: start + offset, length });
  });
  return found;
}

function moveEntries(body: Buffer, longer: number, behind: number): void {
  eachEntry(body, (at, isLittle, k) => {
    const read = (place: number) => (isLittle ? body.readUInt32LE(place) : body.readUInt32BE(place));
    const write = (value: number, place: number) =>
      isLittle ? body.writeUInt32LE(value >>> 0, place) : body.writeUInt32BE(value >>> 0, place);
    if (k === 0) write(read(at + 4) + longer, at + 4);
    else if (read(at + 8) > 0) write(read(at + 8) + behind, at + 8);
  });
}

/** Calls for the place of every entry of 16 bytes. Nothing happens where the index is broken. */
function eachEntry(body: Buffer, visit: (at: number, isLittle: boolean, k: number) => void): void {
  const tiff = MARK.length;
  if (body.length < tiff + 8) return;
  const isLittle = body.toString('latin1', tiff, tiff + 2) === 'II';
  const short = (at: number) => (isLittle ? body.readUInt16LE(at) : body.readUInt16BE(at));
  const long = (at: number) => (isLittle ? body.readUInt32LE(at) : body.readUInt32BE(at));
  const directory = tiff + long(tiff + 4);
  if (directory + 2 > body.length) return;
  for (let k = 0; k < short(directory); k++) {
    const at = directory + 2 + 12 * k;
    if (at + 12 > body.length) return;
    if (short(at) !== ENTRIES) continue;
    const start = tiff + long(at + 8);
    const count = Math.floor(long(at + 4) / 16);
    for (let e = 0; e < count && start + 16 * (e + 1) <= body.length; e++) visit(start + 16 * e, isLittle, e);
  }
}
