import { bytesReader, type ReadBytes } from '../read-bytes.ts';
import { entryNumbers, openTiffStructure, readDirectory } from './read-directory.ts';
import { EXIF_DIRECTORY } from './read-exif-entries.ts';
import { TYPE } from './write-directory.ts';

/** Values of the tags that are of use here: numbers (rationals divided), or text. */
export type Tags = ReadonlyMap<number, number[] | string>;

const MOST_NUMBERS = 16;
const LONGEST_TEXT = 256;
/** BigTIFF is a format of maps and scans: a photo has none of its types. */
const LAST_TYPE = TYPE.double;

/**
 * The first directory of a TIFF file and its EXIF directory in one map (TIFF 6.0, §2; EXIF 2.32, §4.6), of each tag at most 16 numbers or
 * 256 bytes of text. Broken parts are left out; nothing is thrown for them.
 */
export async function readTiffTags(read: ReadBytes): Promise<Tags> {
  const tags = new Map<number, number[] | string>();
  const tiff = await openTiffStructure(read);
  if (!tiff || tiff.isBig) return tags;
  const addAll = async (offset: number) => {
    const most = (_: number, type: number) =>
      type > LAST_TYPE ? null : type === TYPE.ascii ? LONGEST_TEXT : MOST_NUMBERS;
    for (const entry of await readDirectory(tiff, offset, most)) {
      const isText = entry.type === TYPE.ascii;
      tags.set(entry.tag, isText ? textOf(entry.bytes) : entryNumbers(entry));
    }
  };
  await addAll(tiff.first);
  const exif = tags.get(EXIF_DIRECTORY);
  if (Array.isArray(exif) && exif.length === 1) await addAll(exif[0]);
  return tags;
}

/** Reads the tags of an EXIF block as it lies in a JPEG, PNG, WebP or AVIF, with or without its "Exif" prefix, as `readTiffTags` does. */
export function readExifTags(exif: Buffer): Promise<Tags> {
  return readTiffTags(bytesReader(withoutExifPrefix(exif)));
}

/** The TIFF structure in an EXIF block, which in a JPEG begins with "Exif" and two zeros (EXIF 2.32, §4.5.2). */
export function withoutExifPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8').split('\0', 1)[0];
}

/** EXIF orientation, 1..8; 1 where it says none. */
export function readOrientation(tags: Tags): number {
  const value = tags.get(0x0112);
  return Array.isArray(value) && value[0] >= 1 && value[0] <= 8 ? value[0] : 1;
}
