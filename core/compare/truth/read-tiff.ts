import { inflateSync } from 'node:zlib';
import { undoGreyScale } from './own-grey-scale.ts';
import { checkSize, damaged, fromHalf, type RawTruth } from './raw-truth.ts';
import { unpackBits, unpackLzw } from './tiff-compression.ts';

/** Bytes of the field types 1..13 of TIFF 6.0, §2. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

interface Layout {
  width: number;
  height: number;
  bits: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  sampleFormat: number;
  compression: number;
  predictor: number;
  isLittle: boolean;
  /** Size of a tile; a strip is a tile of the full width. */
  tile: { width: number; height: number };
  description: string | undefined;
  offsets: number[];
  counts: number[];
}

/**
 * The first picture of a TIFF file (TIFF 6.0; floating-point predictor: Adobe Photoshop TIFF Technical Note 3): one sample of 8, 16
 * or 32 bits or a float of 16, 32 or 64 bits, in strips or tiles, plain, LZW, Deflate or PackBits.
 */
export function readTiff(bytes: Buffer, name: string): RawTruth {
  const layout = readLayout(bytes, name);
  const { width, height, bits, sampleFormat, tile, offsets, counts } = layout;
  const values = arrayOf(layout, width * height);
  const across = Math.ceil(width / tile.width);
  const tileBytes = (tile.width * tile.height * bits) / 8;
  offsets.forEach((offset, k) => {
    const left = (k % across) * tile.width;
    const top = Math.floor(k / across) * tile.height;
    const rows = Math.min(tile.height, height - top);
    const packed = bytes.subarray(offset, offset + counts[k]);
    const raw = Buffer.from(unpack(packed, layout.compression, tileBytes, name));
    if (raw.length < (tile.width * rows * bits) / 8) throw damaged(name);
    const read = readerOf(raw, layout);
    for (let y = 0; y < rows; y++) {
      undoPredictor(raw, y * tile.width, layout);
      for (let x = 0; x < Math.min(tile.width, width - left); x++)
        values[(top + y) * width + left + x] = read(y * tile.width + x);
    }
  });
  const storage = `${['uint', 'int', 'float'][sampleFormat - 1]}${bits}`;
  return undoGreyScale({ format: 'tiff', width, height, values, storage, notes: [] }, layout.description);
}

function readLayout(bytes: Buffer, name: string): Layout {
  const isLittle = bytes.toString('latin1', 0, 2) === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint16(2, isLittle) !== 42) throw damaged(name, 'it is a BigTIFF; save it as an ordinary TIFF');
  const fields = new Map<number, number[]>();
  let description: string | undefined;
  const start = view.getUint32(4, isLittle);
  for (let i = 0, count = view.getUint16(start, isLittle); i < count; i++) {
    const at = start + 2 + 12 * i;
    const type = view.getUint16(at + 2, isLittle);
    const length = view.getUint32(at + 4, isLittle);
    if (view.getUint16(at, isLittle) === 270 && type === 2 && length > 4) {
      const from = view.getUint32(at + 8, isLittle);
      description = bytes.toString('latin1', from, from + length - 1);
    }
    if (type !== 3 && type !== 4) continue;
    const size = TYPE_BYTES[type] * length;
    if (size > bytes.length) throw damaged(name);
    const from = size <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    const read = (k: number) =>
      type === 3 ? view.getUint16(from + 2 * k, isLittle) : view.getUint32(from + 4 * k, isLittle);
    fields.set(
      view.getUint16(at, isLittle),
      Array.from({ length }, (_, k) => read(k)),
    );
  }
  const one = (tag: number, otherwise: number) => fields.get(tag)?.[0] ?? otherwise;
  const width = one(256, 0);
  const height = one(257, 0);
  checkSize(width, height, name);
  if (one(277, 1) !== 1) throw damaged(name, `it has ${one(277, 1)} samples a pixel, expected one`);
  const layout = {
    width,
    height,
    bits: one(258, 1),
    sampleFormat: one(339, 1),
    compression: one(259, 1),
    predictor: one(317, 1),
    description,
    isLittle,
    tile: fields.has(322)
      ? { width: one(322, 0), height: one(323, 0) }
      : { width, height: Math.min(height, one(278, height)) },
    offsets: fields.get(324) ?? fields.get(273) ?? [],
    counts: fields.get(325) ?? fields.get(279) ?? [],
  };
  checkSize(layout.tile.width, layout.tile.height, name);
  const isRead =
    layout.sampleFormat === 3 ? [16, 32, 64].includes(layout.bits) : [8, 16, 32].includes(layout.bits);
  if (!isRead) throw damaged(name, `its samples of ${layout.bits} bits are not read here`);
  return layout;
}

function unpack(packed: Buffer, compression: number, length: number, name: string): Buffer {
  switch (compression) {
    case 1:
      return packed;
    case 5:
      return unpackLzw(packed, length);
    case 8:
    case 32946:
      return inflateSync(packed, { maxOutputLength: length });
    case 32773:
      return unpackBits(packed, length);
    default:
      throw damaged(
        name,
        `its compression (${compression}) is not read here; save it with Deflate, LZW or none`,
      );
  }
}

/** Undoes the differences of one row in place: of whole numbers (2), or of the bytes of floats laid out most significant first (3). */
function undoPredictor(raw: Buffer, first: number, { predictor, bits, isLittle, tile }: Layout): void {
  const bytes = bits / 8;
  const row = raw.subarray(first * bytes, (first + tile.width) * bytes);
  if (predictor === 2) {
    const view = new DataView(row.buffer, row.byteOffset, row.length);
    for (let x = 1; x < tile.width; x++) {
      if (bytes === 1) row[x] += row[x - 1];
      else if (bytes === 2)
        view.setUint16(
          2 * x,
          view.getUint16(2 * x, isLittle) + view.getUint16(2 * x - 2, isLittle),
          isLittle,
        );
      else
        view.setUint32(
          4 * x,
          view.getUint32(4 * x, isLittle) + view.getUint32(4 * x - 4, isLittle),
          isLittle,
        );
    }
  } else if (predictor === 3) {
    for (let i = 1; i < row.length; i++) row[i] += row[i - 1];
    const planes = Buffer.from(row);
    for (let x = 0; x < tile.width; x++)
      for (let b = 0; b < bytes; b++)
        row[x * bytes + (isLittle ? bytes - 1 - b : b)] = planes[b * tile.width + x];
  }
}

function arrayOf({ bits, sampleFormat }: Layout, length: number): RawTruth['values'] {
  if (sampleFormat === 3) return bits === 64 ? new Float64Array(length) : new Float32Array(length);
  if (sampleFormat === 2) return bits === 32 ? new Int32Array(length) : new Int16Array(length);
  return bits === 8
    ? new Uint8Array(length)
    : bits === 16
      ? new Uint16Array(length)
      : new Uint32Array(length);
}

function readerOf(raw: Buffer, { bits, sampleFormat, isLittle }: Layout): (i: number) => number {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  if (sampleFormat === 3) {
    if (bits === 16) return (i) => fromHalf(view.getUint16(2 * i, isLittle));
    return bits === 32 ? (i) => view.getFloat32(4 * i, isLittle) : (i) => view.getFloat64(8 * i, isLittle);
  }
  if (sampleFormat === 2) {
    if (bits === 8) return (i) => view.getInt8(i);
    return bits === 16 ? (i) => view.getInt16(2 * i, isLittle) : (i) => view.getInt32(4 * i, isLittle);
  }
  if (bits === 8) return (i) => view.getUint8(i);
  return bits === 16 ? (i) => view.getUint16(2 * i, isLittle) : (i) => view.getUint32(4 * i, isLittle);
}
