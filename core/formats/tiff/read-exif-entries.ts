import type { ReadBytes } from '../read-bytes.ts';
import { bytesOfType, openTiffStructure, readDirectory } from './read-directory.ts';
import { type TiffEntry, TYPE } from './write-directory.ts';

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

const MOST_BYTES = 1 << 24;
const wholeValues = (_: number, type: number, count: number) =>
  type > TYPE.double || count === 0 || count * bytesOfType(type) > MOST_BYTES ? null : count;

/**
 * Reads the entries of an EXIF block or of a TIFF file (EXIF 2.32, §4.6), values in little-endian order, to be written into another
 * file. Broken parts, and values over 16 MiB, are left out; nothing is thrown for them. A maker note is copied as it is.
 */
export async function readExifEntries(read: ReadBytes): Promise<ExifEntries> {
  const found: ExifEntries = { photo: [], exif: [], gps: [] };
  const tiff = await openTiffStructure(read);
  if (!tiff || tiff.isBig) return found;
  const entriesAt = (offset: number) => readDirectory(tiff, offset, wholeValues);
  const first = await entriesAt(tiff.first);
  found.photo = first.filter(({ tag }) => OF_THE_PHOTO.has(tag));
  for (const { tag, bytes } of first) {
    if (bytes.length !== 4) continue;
    const offset = Buffer.from(bytes).readUInt32LE(0);
    if (tag === EXIF_DIRECTORY) {
      const entries = await entriesAt(offset);
      found.exif = entries.filter((entry) => !OF_THE_FILE.has(entry.tag));
    }
    if (tag === GPS_DIRECTORY) found.gps = await entriesAt(offset);
  }
  return found;
}
