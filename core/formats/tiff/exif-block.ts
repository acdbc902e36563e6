import { EXIF_DIRECTORY, type ExifEntries, GPS_DIRECTORY } from './read-exif-entries.ts';
import { directoryBytes, longs, shorts, type TiffEntry } from './write-directory.ts';

/** The entries of a photo as an EXIF block of its own (EXIF 2.32, §4.5), of upright pixels unless it is said otherwise; null where there are none. */
export function exifBlock({
  photo,
  exif,
  gps,
  orientation = 1,
}: ExifEntries & { orientation?: number }): Buffer | null {
  if (photo.length + exif.length + gps.length === 0 && orientation === 1) return null;
  const pieces: Buffer[] = [];
  // The first directory comes first, as some readers expect: it is as long whatever its pointers say.
  const first = (pointers: readonly TiffEntry[]) =>
    Buffer.from(directoryBytes([...photo, shorts(0x0112, orientation), ...pointers], 8));
  const further = [
    [EXIF_DIRECTORY, exif],
    [GPS_DIRECTORY, gps],
  ].filter(([, entries]) => (entries as TiffEntry[]).length > 0) as [number, TiffEntry[]][];
  let position = 8 + first(further.map(([tag]) => longs(tag, [0]))).length;
  const pointers = further.map(([tag, entries]) => {
    const at = position + (position % 2);
    const bytes = Buffer.concat([Buffer.alloc(position % 2), directoryBytes(entries, at)]);
    pieces.push(bytes);
    position += bytes.length;
    return longs(tag, [at]);
  });
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), first(pointers), ...pieces]);
}

/**
 * An EXIF block whose place (the GPS directory) is empty, of the same length, so that nothing in it moves; `block` begins with its TIFF header.
 */
export function withoutPlace(block: Buffer): Buffer {
  const out = Buffer.from(block);
  const isLittle = out.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? out.readUInt16LE(at) : out.readUInt16BE(at));
  const long = (at: number) => (isLittle ? out.readUInt32LE(at) : out.readUInt32BE(at));
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
  try {
    const first = long(4);
    for (let k = 0; k < short(first); k++) {
      const entry = first + 2 + 12 * k;
      if (short(entry) !== GPS_DIRECTORY) continue;
      const gps = long(entry + 8);
      const count = short(gps);
      for (let g = 0; g < count; g++) {
        const at = gps + 2 + 12 * g;
        const length = (sizes[short(at + 2)] ?? 0) * long(at + 4);
        if (length > 4) out.fill(0, long(at + 8), long(at + 8) + length);
      }
      out.fill(0, gps, gps + 2 + 12 * count + 4);
    }
    return out;
  } catch {
    // Too broken to say where the place stands: then nothing of it goes along.
    return Buffer.alloc(0);
  }
}
