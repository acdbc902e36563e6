import { floatsFromHalves } from '../../../models/pipeline/half.ts';
import { checkGrowth, checkSize, damaged } from '../limits.ts';
import { toLittleEndian } from '../little-endian.ts';
import { decompressTiff } from './decompress-tiff.ts';
import type { TiffPage } from './read-pages.ts';

/** The samples of a picture as they are stored, interleaved. */
export interface TiffSamples {
  width: number;
  height: number;
  channels: number;
  /** Bits of a whole number; 0 for floats. */
  bits: number;
  data: Uint8Array | Uint16Array | Uint32Array | Float32Array;
}

interface Layout {
  width: number;
  height: number;
  channels: number;
  bits: number;
  isFloat: boolean;
  isPlanar: boolean;
  tile: { width: number; height: number };
  offsets: number[];
  counts: number[];
}

/** Compressions that are undone here: none, LZW, Deflate (two numbers), PackBits, Zstandard. */
export const READ_HERE: readonly number[] = [1, 5, 8, 32946, 32773, 50000];

/**
 * All samples of a page of a TIFF or BigTIFF file (TIFF 6.0): whole numbers of 1 to 16 and of 32 bits, packed without gaps, or floats of 16, 32
 * or 64 bits; in strips or tiles, interleaved or each channel by itself; with or without a predictor. Chroma subsampling is
 * not looked at.
 *
 * Throws `bad-input` where it is cut off or damaged, of another layout, or would grow out of proportion.
 */
export function readTiffSamples(bytes: Buffer, page: TiffPage, name: string): TiffSamples {
  const layout = layoutOf(page, bytes, name);
  const { width, height, channels, bits, isFloat, isPlanar, tile } = layout;
  const data = arrayOf(width * height * channels, bits, isFloat);
  const across = Math.ceil(width / tile.width);
  const tiles = across * Math.ceil(height / tile.height);
  const planes = isPlanar ? channels : 1;
  const inTile = isPlanar ? 1 : channels;
  for (let plane = 0; plane < planes; plane++) {
    for (let index = 0; index < tiles; index++) {
      const left = (index % across) * tile.width;
      const top = Math.floor(index / across) * tile.height;
      const rows = Math.min(tile.height, height - top);
      const columns = Math.min(tile.width, width - left);
      const values = tileValues(
        bytes,
        plane * tiles + index,
        { ...layout, channels: inTile },
        rows,
        page,
        name,
      );
      for (let y = 0; y < rows; y++) {
        let from = y * tile.width * inTile;
        let to = ((top + y) * width + left) * channels + plane;
        if (!isPlanar) data.set(values.subarray(from, from + columns * channels) as never, to);
        else for (let x = 0; x < columns; x++, from++, to += channels) data[to] = values[from];
      }
    }
  }
  return { width, height, channels, bits: isFloat ? 0 : bits, data };
}

function arrayOf(length: number, bits: number, isFloat: boolean): TiffSamples['data'] {
  if (isFloat) return new Float32Array(length);
  return bits <= 8 ? new Uint8Array(length) : bits <= 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Checks everything that memory is asked for before it is. */
function layoutOf(page: TiffPage, bytes: Buffer, name: string): Layout {
  const { one, all } = page;
  const [width, height, channels] = [one(256, 0), one(257, 0), one(277, 1)];
  checkSize(width, height, name);
  const bits = one(258, 1);
  const isFloat = one(339, 1) === 3;
  const isKnown = isFloat ? [16, 32, 64].includes(bits) : (bits >= 1 && bits <= 16) || bits === 32;
  if (!isKnown || !(channels >= 1 && channels <= 32) || all(258)?.some((each) => each !== bits))
    throw damaged(name, `its ${channels} samples of ${bits} bits are not read here`);
  const isTiled = all(322) !== undefined;
  const tile = isTiled
    ? { width: one(322, 0), height: one(323, 0) }
    : { width, height: Math.min(height, one(278, height)) };
  checkSize(tile.width, tile.height, name);
  const isPlanar = one(284, 1) === 2 && channels > 1;
  const count = Math.ceil(width / tile.width) * Math.ceil(height / tile.height) * (isPlanar ? channels : 1);
  const offsets = all(isTiled ? 324 : 273) ?? [];
  const counts = all(isTiled ? 325 : 279) ?? [];
  if (offsets.length < count || counts.length < count)
    throw damaged(name, `it lists ${Math.min(offsets.length, counts.length)} of ${count} strips or tiles`);
  for (let k = 0; k < count; k++) if (offsets[k] + counts[k] > bytes.length) throw damaged(name);
  checkGrowth((width * height * channels * bits) / 8, bytes.length, name);
  return { width, height, channels, bits, isFloat, isPlanar, tile, offsets, counts };
}

function tileValues(
  bytes: Buffer,
  index: number,
  layout: Layout,
  rows: number,
  { one, isLittle }: TiffPage,
  name: string,
): TiffSamples['data'] {
  const { tile, channels, bits, isFloat, offsets, counts } = layout;
  const rowBytes = Math.ceil((tile.width * channels * bits) / 8);
  const packed = bytes.subarray(offsets[index], offsets[index] + counts[index]);
  // The last strip may be shorter, a tile is always whole.
  const whole = decompressTiff(packed, one(259, 1), rowBytes * tile.height, name);
  if (whole.length < rowBytes * rows) throw damaged(name);
  const raw = Buffer.from(whole.subarray(0, rowBytes * rows));
  const predictor = one(317, 1);
  if (one(266, 1) === 2) for (let k = 0; k < raw.length; k++) raw[k] = reversedBits(raw[k]);
  if (predictor === 3) return floatsOf(undoFloats(raw, tile.width, channels, bits / 8), bits);
  if (bits % 8 !== 0) return unpackBits(raw, rows, tile.width * channels, rowBytes, bits);
  const ordered = toLittleEndian(raw, bits / 8, isLittle);
  // libtiff takes differences of floats as of whole numbers of their size.
  if (predictor === 2 && bits === 64) throw damaged(name, 'differences of 64 bits are not read here');
  const values = numbersOf(ordered, bits);
  if (predictor === 2) {
    const row = tile.width * channels;
    for (let start = 0; start < values.length; start += row)
      for (let k = start + channels; k < start + row; k++) values[k] += values[k - channels];
  }
  return isFloat ? floatsOf(new Uint8Array(values.buffer), bits) : values;
}

function reversedBits(byte: number): number {
  let out = 0;
  for (let k = 0; k < 8; k++) out |= ((byte >> k) & 1) << (7 - k);
  return out;
}

const copied = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;

function numbersOf(bytes: Uint8Array, bits: number): Uint8Array | Uint16Array | Uint32Array {
  if (bits === 8) return new Uint8Array(copied(bytes));
  // Of 64 bits only the bytes matter, which come back as they are.
  return bits === 16 ? new Uint16Array(copied(bytes)) : new Uint32Array(copied(bytes));
}

function floatsOf(littleEndian: Uint8Array, bits: number): Float32Array {
  const buffer = copied(littleEndian);
  if (bits === 16) return Float32Array.from(floatsFromHalves(new Uint16Array(buffer)));
  return bits === 32 ? new Float32Array(buffer) : Float32Array.from(new Float64Array(buffer));
}

/** Numbers of 1 to 15 bits, most significant bit first, each row from a byte of its own. */
function unpackBits(
  raw: Buffer,
  rows: number,
  perRow: number,
  rowBytes: number,
  bits: number,
): Uint8Array | Uint16Array {
  const out = bits <= 8 ? new Uint8Array(rows * perRow) : new Uint16Array(rows * perRow);
  for (let row = 0, to = 0; row < rows; row++) {
    let held = 0;
    let count = 0;
    let at = row * rowBytes;
    for (let k = 0; k < perRow; k++) {
      while (count < bits) {
        held = ((held << 8) | raw[at++]) & 0xffffff;
        count += 8;
      }
      count -= bits;
      out[to++] = (held >> count) & ((1 << bits) - 1);
    }
  }
  return out;
}

/** The floating-point predictor of several channels (Adobe Photoshop TIFF Technical Note 3). */
function undoFloats(differences: Buffer, width: number, channels: number, bytesPerSample: number): Buffer {
  const perRow = width * channels;
  const rowBytes = perRow * bytesPerSample;
  const out = Buffer.alloc(differences.length);
  for (let start = 0; start < out.length; start += rowBytes) {
    const row = differences.subarray(start, start + rowBytes);
    for (let k = channels; k < rowBytes; k++) row[k] += row[k - channels];
    for (let b = 0, from = 0; b < bytesPerSample; b++)
      for (let to = start + bytesPerSample - 1 - b, x = 0; x < perRow; x++, to += bytesPerSample, from++)
        out[to] = row[from];
  }
  return out;
}
