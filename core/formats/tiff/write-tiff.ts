import { DepthroomError } from '../../../contract/errors.ts';
import { LONGEST_TIFF } from '../../../contract/exports/limits.ts';
import { GENERATOR } from '../../../contract/version.ts';
import type { Patch, Sink } from '../../disk/write-file.ts';
import { deflateInOrder } from '../deflate-in-order.ts';
import { ascii, directoryBytes, longs, rational, shorts, type TiffEntry } from './write-directory.ts';

/** A picture whose rows are made when they are written. */
export interface TiffPicture {
  width: number;
  height: number;
  sample: 'uint16' | 'float32';
  /** 1 is grey; 4 is red, green, blue and one channel that is no colour. */
  samplesPerPixel: 1 | 4;
  /** Fills in interleaved samples of one row. */
  fillRow(row: number, out: Uint16Array | Float32Array): void;
  /** Further entries of the directory. */
  entries: readonly TiffEntry[];
  /** Directories that an entry of the first points at, by its tag. */
  directories?: ReadonlyMap<number, readonly TiffEntry[]>;
}

/** About so many bytes are compressed at a time. */
const STRIP_BYTES = 1 << 20;
const DEFLATE_LEVEL = 4;
const DEFLATE = 8;
/** Differences of neighbours: of whole numbers (TIFF 6.0, §14), of the bytes of floats (TIFF Technical Note 3). */
const PREDICTOR = { uint16: 2, float32: 3 } as const;

/**
 * Writes a little-endian TIFF 6.0: strips, deflated after a predictor, then the directory. sharp would convert floats to 8 or 16
 * bits and cannot write tags of one's own, so this is ours.
 *
 * @param report share that is written, 0..1
 *
 * Throws `too-large` where there are more than 4 GiB of samples, beyond which offsets of 32 bits may not reach.
 */
export async function writeTiff(
  sink: Sink,
  patch: Patch,
  picture: TiffPicture,
  report: (share: number) => void,
): Promise<void> {
  const { width, height, sample, samplesPerPixel } = picture;
  const bytesPerSample = sample === 'uint16' ? 2 : 4;
  const rowBytes = width * samplesPerPixel * bytesPerSample;
  refuseHuge(rowBytes * height);
  const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(STRIP_BYTES / rowBytes)));
  const strips = Math.ceil(height / rowsPerStrip);
  const offsets = new Uint32Array(strips);
  const lengths = new Uint32Array(strips);
  // "II", 42, and where the directory will be.
  await sink(Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]));
  let position = 8;
  const makeStrip = (index: number) => {
    const first = index * rowsPerStrip;
    return predictedRows(picture, first, Math.min(rowsPerStrip, height - first));
  };
  await deflateInOrder(strips, makeStrip, DEFLATE_LEVEL, async (packed, _, index) => {
    offsets[index] = position;
    lengths[index] = packed.length;
    await sink(packed);
    position += packed.length;
    report((index + 1) / strips);
  });

  const pointers: TiffEntry[] = [];
  const write = async (entries: readonly TiffEntry[]) => {
    if (position % 2 === 1) {
      await sink(new Uint8Array(1));
      position++;
    }
    const at = position;
    const bytes = directoryBytes(entries, at);
    await sink(bytes);
    position += bytes.length;
    return at;
  };
  for (const [tag, entries] of picture.directories ?? []) pointers.push(longs(tag, [await write(entries)]));
  const isGrey = samplesPerPixel === 1;
  const each = (value: number) => Array<number>(samplesPerPixel).fill(value);
  const directory = await write([
    longs(256, [width]),
    longs(257, [height]),
    shorts(258, ...each(8 * bytesPerSample)),
    shorts(259, DEFLATE),
    // BlackIsZero or RGB.
    shorts(262, isGrey ? 1 : 2),
    longs(273, offsets),
    shorts(274, 1),
    shorts(277, samplesPerPixel),
    longs(278, [rowsPerStrip]),
    longs(279, lengths),
    rational(282, 72),
    rational(283, 72),
    shorts(284, 1),
    // Pixels per inch.
    shorts(296, 2),
    ascii(305, GENERATOR),
    shorts(317, PREDICTOR[sample]),
    // Unspecified: a channel of its own, not the transparency of the picture.
    ...(isGrey ? [] : [shorts(338, 0)]),
    shorts(339, ...each(sample === 'uint16' ? 1 : 3)),
    ...picture.entries,
    ...pointers,
  ]);
  const pointer = Buffer.alloc(4);
  pointer.writeUInt32LE(directory);
  await patch(4, pointer);
}

function refuseHuge(bytes: number): void {
  if (bytes <= LONGEST_TIFF) return;
  throw new DepthroomError(
    'too-large',
    `A TIFF holds 4 GiB at most, but this picture has ${(bytes / 2 ** 30).toFixed(1)} GiB: choose a smaller size, or OpenEXR.`,
  );
}

function predictedRows(picture: TiffPicture, first: number, count: number): Uint8Array {
  const { width, sample, samplesPerPixel } = picture;
  const length = width * samplesPerPixel;
  if (sample === 'uint16') {
    const out = new Uint16Array(count * length);
    for (let i = 0; i < count; i++) {
      const row = out.subarray(i * length, (i + 1) * length);
      picture.fillRow(first + i, row);
      for (let k = length - 1; k >= samplesPerPixel; k--) row[k] -= row[k - samplesPerPixel];
    }
    return new Uint8Array(out.buffer);
  }
  const out = new Uint8Array(count * length * 4);
  const row = new Float32Array(length);
  const bytes = new Uint8Array(row.buffer);
  for (let i = 0; i < count; i++) {
    picture.fillRow(first + i, row);
    splitAndDifference(bytes, samplesPerPixel, out.subarray(4 * i * length, 4 * (i + 1) * length));
  }
  return out;
}

/**
 * The floating-point predictor of one row: first the most significant bytes of all values, then the next, and so on; then each byte as
 * the difference from the one a pixel before it.
 */
function splitAndDifference(littleEndian: Uint8Array, samplesPerPixel: number, out: Uint8Array): void {
  const length = littleEndian.length / 4;
  for (let k = 0, at = 0; k < length; k++, at += 4) {
    out[k] = littleEndian[at + 3];
    out[k + length] = littleEndian[at + 2];
    out[k + 2 * length] = littleEndian[at + 1];
    out[k + 3 * length] = littleEndian[at];
  }
  for (let k = out.length - 1; k >= samplesPerPixel; k--) out[k] -= out[k - samplesPerPixel];
}
