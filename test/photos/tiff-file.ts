import { deflateSync } from 'node:zlib';
import {
  directoryBytes,
  longs,
  opaque,
  shorts,
  type TiffEntry,
} from '../../core/formats/tiff/write-directory.ts';

/** One picture of a TIFF file. */
export interface TiffFilePage {
  width: number;
  height: number;
  /** The samples as they lie in the file, one strip. */
  pixels: Uint8Array;
  bits: number;
  channels: number;
  photometric: number;
  /** ExtraSamples; left out: the tag is not there. */
  extra?: number[];
  sampleFormat?: number;
  icc?: Buffer;
  deflate?: boolean;
  entries?: TiffEntry[];
}

/** A little-endian TIFF 6.0, written by hand, as no library would write it. */
export function tiffFile(...pages: TiffFilePage[]): Buffer {
  const pieces: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])];
  let position = 8;
  const add = (bytes: Uint8Array) => {
    const at = position;
    const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
    pieces.push(padded);
    position += padded.length;
    return at;
  };
  const places = pages.map((page) => {
    const packed = page.deflate ? deflateSync(page.pixels) : page.pixels;
    const strip = add(packed);
    const each = (value: number) => Array<number>(page.channels).fill(value);
    const entries = [
      longs(256, [page.width]),
      longs(257, [page.height]),
      shorts(258, ...each(page.bits)),
      shorts(259, page.deflate ? 8 : 1),
      shorts(262, page.photometric),
      longs(273, [strip]),
      shorts(277, page.channels),
      longs(278, [page.height]),
      longs(279, [packed.length]),
      ...(page.extra ? [shorts(338, ...page.extra)] : []),
      ...(page.sampleFormat ? [shorts(339, ...each(page.sampleFormat))] : []),
      ...(page.icc ? [opaque(34675, page.icc)] : []),
      ...(page.entries ?? []),
    ];
    const at = position;
    add(directoryBytes(entries, at));
    return { at, next: at + 2 + 12 * entries.length };
  });
  const file = Buffer.concat(pieces);
  file.writeUInt32LE(places[0].at, 4);
  for (let k = 1; k < places.length; k++) file.writeUInt32LE(places[k].at, places[k - 1].next);
  return file;
}
