/*
 * The tags of a TIFF structure: a TIFF file, or the EXIF block of any other photo, which is the same thing inside.
 * Source of layout and types: TIFF 6.0 §2, EXIF 2.32 §4.6. BigTIFF is not read: its tags count as absent.
 */

/** Reads bytes at an offset; fewer come back where the source ends. */
export type ReadBytes = (offset: number, length: number) => Promise<Buffer>;

/** Values of the tags that are of use here: numbers (rationals divided), or text. */
export type Tags = ReadonlyMap<number, number[] | string>;

const EXIF_DIRECTORY = 0x8769;
const MAXIMUM_ENTRIES = 1000;
const MAXIMUM_VALUES = 16;
const MAXIMUM_TEXT = 256;

const ASCII = 2;
const BYTES_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

function readNumber(bytes: Buffer, at: number, type: number, isLittle: boolean): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 3:
      return view.getUint16(at, isLittle);
    case 4:
      return view.getUint32(at, isLittle);
    case 5:
      return view.getUint32(at, isLittle) / view.getUint32(at + 4, isLittle);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, isLittle);
    case 9:
      return view.getInt32(at, isLittle);
    case 10:
      return view.getInt32(at, isLittle) / view.getInt32(at + 4, isLittle);
    case 11:
      return view.getFloat32(at, isLittle);
    case 12:
      return view.getFloat64(at, isLittle);
    default:
      return view.getUint8(at);
  }
}

async function readDirectory(
  read: ReadBytes,
  offset: number,
  isLittle: boolean,
  into: Map<number, number[] | string>,
) {
  const head = await read(offset, 2);
  if (head.length < 2) return;
  const count = Math.min(readNumber(head, 0, 3, isLittle), MAXIMUM_ENTRIES);
  const entries = await read(offset + 2, count * 12);
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    const tag = readNumber(entries, at, 3, isLittle);
    const type = readNumber(entries, at + 2, 3, isLittle);
    const size = BYTES_OF_TYPE[type];
    if (!size) continue;
    const values = Math.min(
      readNumber(entries, at + 4, 4, isLittle),
      type === ASCII ? MAXIMUM_TEXT : MAXIMUM_VALUES,
    );
    const isInside = readNumber(entries, at + 4, 4, isLittle) * size <= 4;
    const bytes = isInside
      ? entries.subarray(at + 8, at + 8 + values * size)
      : await read(readNumber(entries, at + 8, 4, isLittle), values * size);
    if (bytes.length < values * size) continue;
    if (type === ASCII) into.set(tag, bytes.toString('utf8').split('\0', 1)[0]);
    else
      into.set(
        tag,
        Array.from({ length: values }, (_, i) => readNumber(bytes, i * size, type, isLittle)),
      );
  }
}

/** Reads the first directory and the EXIF directory into one map. Broken parts are left out; nothing is thrown for them. */
export async function readTiffTags(read: ReadBytes): Promise<Tags> {
  const tags = new Map<number, number[] | string>();
  const header = await read(0, 8);
  const order = header.toString('latin1', 0, 2);
  if (header.length < 8 || (order !== 'II' && order !== 'MM')) return tags;
  const isLittle = order === 'II';
  if (readNumber(header, 2, 3, isLittle) !== 42) return tags;
  await readDirectory(read, readNumber(header, 4, 4, isLittle), isLittle, tags);
  const exif = tags.get(EXIF_DIRECTORY);
  if (Array.isArray(exif) && exif.length === 1) await readDirectory(read, exif[0], isLittle, tags);
  return tags;
}

/** Reads the tags of an EXIF block as it lies in a JPEG, PNG, WebP or AVIF, with or without its "Exif" prefix. */
export function readExifTags(exif: Buffer): Promise<Tags> {
  const start = exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0;
  return readTiffTags(async (offset, length) => exif.subarray(start + offset, start + offset + length));
}
