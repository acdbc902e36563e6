import { toLittleEndian } from '../little-endian.ts';
import type { ReadBytes } from '../read-bytes.ts';
import type { TiffEntry } from './write-directory.ts';

/*
 * The directories of a TIFF structure: a TIFF file, or the EXIF block of any other photo, which is the same thing inside (TIFF 6.0, §2
 * "TIFF Structure"; BigTIFF: libtiff's "The BigTIFF File Format").
 */

/** How numbers lie in the structure, and where its first directory is. */
export interface TiffStructure {
  read: ReadBytes;
  isLittle: boolean;
  isBig: boolean;
  first: number;
}

/** How many values of an entry are wanted; null leaves it out. Asked before anything is read. */
export type WantedValues = (tag: number, type: number, count: number) => number | null;

const MOST_ENTRIES = 1000;
/** Bytes of a value by its type, and of the numbers that it consists of; 13 is an offset, 16 to 18 are those of BigTIFF. */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const NUMBER_BYTES = [0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4, 0, 0, 8, 8, 8];

/** Bytes of one value of a type; 0 for types that are not known. */
export function bytesOfType(type: number): number {
  return VALUE_BYTES[type] ?? 0;
}

/** The header of a TIFF structure; null where it begins like none. */
export async function openTiffStructure(read: ReadBytes): Promise<TiffStructure | null> {
  const header = await read(0, 16);
  const order = header.toString('latin1', 0, 2);
  if (header.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const isLittle = order === 'II';
  const version = numberAt(header, 2, 2, isLittle);
  if (version === 42) return { read, isLittle, isBig: false, first: numberAt(header, 4, 4, isLittle) };
  if (version !== 43 || header.length < 16 || numberAt(header, 4, 2, isLittle) !== 8) return null;
  return { read, isLittle, isBig: true, first: numberAt(header, 8, 8, isLittle) };
}

/**
 * The entries of the directory at `offset`, values in little-endian order, at most `wanted` of each. Entries whose values lie outside or
 * whose type is unknown are left out, as are all after the thousandth; nothing is thrown for them.
 */
export async function readDirectory(
  { read, isLittle, isBig }: TiffStructure,
  offset: number,
  wanted: WantedValues,
): Promise<TiffEntry[]> {
  const word = isBig ? 8 : 4;
  const headBytes = isBig ? 8 : 2;
  const entryBytes = 4 + 2 * word;
  const head = await read(offset, headBytes);
  if (head.length < headBytes) return [];
  const entriesThere = Math.min(numberAt(head, 0, headBytes, isLittle), MOST_ENTRIES);
  const table = await read(offset + headBytes, entryBytes * entriesThere);
  const entries: TiffEntry[] = [];
  for (let at = 0; at + entryBytes <= table.length; at += entryBytes) {
    const tag = numberAt(table, at, 2, isLittle);
    const type = numberAt(table, at + 2, 2, isLittle);
    const count = numberAt(table, at + 4, word, isLittle);
    const size = bytesOfType(type);
    const values = size > 0 ? wanted(tag, type, count) : null;
    if (values === null) continue;
    const length = Math.min(values, count) * size;
    const place = at + 4 + word;
    const bytes =
      count * size <= word
        ? table.subarray(place, place + length)
        : await read(numberAt(table, place, word, isLittle), length);
    if (bytes.length < length) continue;
    entries.push({
      tag,
      type,
      count: Math.min(values, count),
      bytes: toLittleEndian(bytes, NUMBER_BYTES[type], isLittle),
    });
  }
  return entries;
}

/** The numbers of an entry, rationals divided; bytes of types that are no numbers as bytes. */
export function entryNumbers({ type, count, bytes }: TiffEntry): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytesOfType(type);
  return Array.from({ length: count }, (_, i) => entryNumber(view, i * size, type));
}

function entryNumber(view: DataView, at: number, type: number): number {
  switch (type) {
    case 3:
      return view.getUint16(at, true);
    case 4:
    case 13:
      return view.getUint32(at, true);
    case 5:
      return view.getUint32(at, true) / view.getUint32(at + 4, true);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, true);
    case 9:
      return view.getInt32(at, true);
    case 10:
      return view.getInt32(at, true) / view.getInt32(at + 4, true);
    case 11:
      return view.getFloat32(at, true);
    case 12:
      return view.getFloat64(at, true);
    case 16:
    case 18:
      return Number(view.getBigUint64(at, true));
    case 17:
      return Number(view.getBigInt64(at, true));
    default:
      return view.getUint8(at);
  }
}

function numberAt(bytes: Buffer, at: number, size: number, isLittle: boolean): number {
  if (size === 2) return isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  if (size === 4) return isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
}
