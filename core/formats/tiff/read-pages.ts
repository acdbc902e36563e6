import type { ReadBytes } from '../read-bytes.ts';
import { entryNumbers, openTiffStructure, readDirectory } from './read-directory.ts';
import type { TiffEntry } from './write-directory.ts';

/** One picture of a TIFF file: its entries by their tags, whole. */
export interface TiffPage {
  isLittle: boolean;
  entries: ReadonlyMap<number, TiffEntry>;
  /** All numbers of a tag; undefined where it is not there. */
  all(tag: number): number[] | undefined;
  one(tag: number, otherwise: number): number;
}

const MOST_PAGES = 100;
/** A table of strips of a huge picture, or a profile: nothing that a photo has is longer. */
const MOST_BYTES = 1 << 26;

/** The pictures of a TIFF or BigTIFF file in their order (TIFF 6.0, §2), at most a hundred; none where it is no TIFF. Nothing is thrown for broken parts. */
export async function readPages(read: ReadBytes): Promise<TiffPage[]> {
  const tiff = await openTiffStructure(read);
  if (!tiff) return [];
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  for (let offset = tiff.first; offset > 0 && !seen.has(offset) && pages.length < MOST_PAGES; ) {
    seen.add(offset);
    const wanted = (_tag: number, _type: number, count: number) => (count * 8 <= MOST_BYTES ? count : null);
    const entries = await readDirectory(tiff, offset, wanted);
    if (entries.length === 0) break;
    pages.push(pageOf(entries, tiff.isLittle));
    offset = await nextOffset(tiff, offset);
  }
  return pages;
}

function pageOf(list: readonly TiffEntry[], isLittle: boolean): TiffPage {
  const entries = new Map(list.map((entry) => [entry.tag, entry]));
  const all = (tag: number) => {
    const entry = entries.get(tag);
    return entry && entryNumbers(entry);
  };
  return { isLittle, entries, all, one: (tag, otherwise) => all(tag)?.[0] ?? otherwise };
}

async function nextOffset(
  { read, isLittle, isBig }: NonNullable<Awaited<ReturnType<typeof openTiffStructure>>>,
  offset: number,
): Promise<number> {
  const number = (bytes: Buffer, size: 2 | 4 | 8) => {
    if (bytes.length < size) return 0;
    if (size === 8) return Number(isLittle ? bytes.readBigUInt64LE(0) : bytes.readBigUInt64BE(0));
    return isLittle ? bytes.readUIntLE(0, size) : bytes.readUIntBE(0, size);
  };
  const headBytes = isBig ? 8 : 2;
  const count = number(await read(offset, headBytes), headBytes);
  const word = isBig ? 8 : 4;
  return number(await read(offset + headBytes + count * (isBig ? 20 : 12), word), word);
}
