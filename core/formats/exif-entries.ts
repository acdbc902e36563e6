import type { TiffEntry } from './tiff-directory.ts';
import type { ReadBytes } from './tiff-tags.ts';

/** The directories of an EXIF block that belong to a photo whatever file it is in. */
export interface ExifEntries {
  photo: TiffEntry[];
  exif: TiffEntry[];
  gps: TiffEntry[];
}

export const EXIF_DIRECTORY = 0x8769;
export const GPS_DIRECTORY = 0x8825;

/** Of the first directory: description, make, model, date, artist, IPTC, copyright. The rest describes the pixels of its own file. */
const OF_THE_PHOTO = new Set([0x010e, 0x010f, 0x0110, 0x0132, 0x013b, 0x83bb, 0x8298]);
/** How the picture was compressed, its size, and the compatibility directory: true of the file they came from only. */
const OF_THE_FILE = new Set([0x9101, 0x9102, 0xa002, 0xa003, 0xa005]);

const MAXIMUM_ENTRIES = 1000;
const MAXIMUM_BYTES = 1 << 24;
/** Bytes of a value by its type, and of the numbers that it consists of (TIFF 6.0, §2). */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const NUMBER_BYTES = [0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8];

/**
 * Reads the entries of an EXIF block or of a TIFF file, values in little-endian order, to be written into another file. Broken
 * parts are left out. A maker note is copied as it is.
 */
export async function readExifEntries(read: ReadBytes): Promise<ExifEntries> {
  const found: ExifEntries = { photo: [], exif: [], gps: [] };
  const header = await read(0, 8);
  const order = header.toString('latin1', 0, 2);
  if (header.length < 8 || (order !== 'II' && order !== 'MM')) return found;
  const isLittle = order === 'II';
  const word = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const first = await readEntries(read, word(header, 4), isLittle);
  found.photo = first.filter(({ tag }) => OF_THE_PHOTO.has(tag));
  for (const { tag, bytes } of first) {
    if (bytes.length !== 4) continue;
    // Swapped already, as all values are.
    const offset = Buffer.from(bytes).readUInt32LE(0);
    if (tag === EXIF_DIRECTORY) {
      const entries = await readEntries(read, offset, isLittle);
      found.exif = entries.filter((entry) => !OF_THE_FILE.has(entry.tag));
    }
    if (tag === GPS_DIRECTORY) found.gps = await readEntries(read, offset, isLittle);
  }
  return found;
}

async function readEntries(read: ReadBytes, offset: number, isLittle: boolean): Promise<TiffEntry[]> {
  const head = await read(offset, 2);
  if (head.length < 2) return [];
  const short = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const table = await read(offset + 2, 12 * Math.min(short(head, 0), MAXIMUM_ENTRIES));
  const entries: TiffEntry[] = [];
  for (let at = 0; at + 12 <= table.length; at += 12) {
    const type = short(table, at + 2);
    const count = long(table, at + 4);
    const length = count * (VALUE_BYTES[type] ?? 0);
    if (length === 0 || length > MAXIMUM_BYTES) continue;
    const bytes =
      length <= 4 ? table.subarray(at + 8, at + 8 + length) : await read(long(table, at + 8), length);
    if (bytes.length < length) continue;
    entries.push({
      tag: short(table, at),
      type,
      count,
      bytes: isLittle ? bytes : swapped(bytes, NUMBER_BYTES[type]),
    });
  }
  return entries;
}

function swapped(bytes: Buffer, size: number): Buffer {
  const copy = Buffer.from(bytes);
  if (size === 2) return copy.swap16();
  if (size === 4) return copy.swap32();
  return size === 8 ? copy.swap64() : copy;
}
