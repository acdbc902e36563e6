import { floatsFromHalves } from '../../../models/pipeline/half.ts';
import { checkGrowth, checkSize, damaged } from '../limits.ts';
import { toLittleEndian } from '../little-endian.ts';
import type { NumberPlane, Numbers } from '../number-plane.ts';
import { bytesReader } from '../read-bytes.ts';
import { decompressTiff } from './decompress-tiff.ts';
import { entryNumbers, openTiffStructure, readDirectory } from './read-directory.ts';
import { undoDifferences, undoFloatingPredictor } from './undo-predictor.ts';

const DESCRIPTION = 270;
/** The tags that are read, of which each pixel has only one number. */
const STRIP_TABLES = { offsets: 273, counts: 279 };
const TILE_TABLES = { offsets: 324, counts: 325 };
const WANTED = new Set([256, 257, 258, 259, DESCRIPTION, 273, 277, 278, 279, 317, 322, 323, 324, 325, 339]);

/** Arrays by sample format (1 unsigned, 2 signed, 3 floating point; TIFF 6.0, §19) and bits. */
const ARRAYS: Record<string, { storage: string; from: (buffer: ArrayBuffer) => Numbers }> = {
  '1/8': { storage: 'uint8', from: (buffer) => new Uint8Array(buffer) },
  '1/16': { storage: 'uint16', from: (buffer) => new Uint16Array(buffer) },
  '1/32': { storage: 'uint32', from: (buffer) => new Uint32Array(buffer) },
  '2/8': { storage: 'int8', from: (buffer) => new Int8Array(buffer) },
  '2/16': { storage: 'int16', from: (buffer) => new Int16Array(buffer) },
  '2/32': { storage: 'int32', from: (buffer) => new Int32Array(buffer) },
  '3/16': {
    storage: 'float16',
    from: (buffer) => floatsFromHalves(new Uint16Array(buffer)) as Float32Array<ArrayBuffer>,
  },
  '3/32': { storage: 'float32', from: (buffer) => new Float32Array(buffer) },
  '3/64': { storage: 'float64', from: (buffer) => new Float64Array(buffer) },
};

interface Layout {
  width: number;
  height: number;
  bytesPerSample: number;
  compression: number;
  predictor: number;
  isLittle: boolean;
  /** Size of a tile; a strip is a tile of the full width. */
  tile: { width: number; height: number };
  offsets: number[];
  counts: number[];
}

/**
 * The first picture of a TIFF or BigTIFF file (TIFF 6.0; floating-point predictor: Adobe Photoshop TIFF Technical Note 3): one sample
 * of 8, 16 or 32 bits or a float of 16, 32 or 64 bits, in strips or tiles, plain, LZW, Deflate, PackBits or Zstandard; with it
 * the ImageDescription. MinIsWhite is not undone: codes come back as they are stored.
 *
 * Throws `bad-input` where it is cut off or damaged, has several samples a pixel or another layout, or would grow out of proportion.
 */
export async function readTiff(
  bytes: Buffer,
  name: string,
): Promise<NumberPlane & { description: string | undefined }> {
  const tags = await readTags(bytes, name);
  const layout = layoutOf(tags, bytes, name);
  const { width, height, tile, offsets, bytesPerSample } = layout;
  const kind = ARRAYS[`${tags.one(339, 1)}/${8 * bytesPerSample}`];
  const plane = Buffer.from(new ArrayBuffer(width * height * bytesPerSample));
  const across = Math.ceil(width / tile.width);
  const tileRow = tile.width * bytesPerSample;
  offsets.forEach((_, index) => {
    const left = (index % across) * tile.width;
    const top = Math.floor(index / across) * tile.height;
    const rows = Math.min(tile.height, height - top);
    const raw = readTile(bytes, index, rows, layout, name);
    const length = Math.min(tile.width, width - left) * bytesPerSample;
    for (let y = 0; y < rows; y++)
      raw.copy(plane, ((top + y) * width + left) * bytesPerSample, y * tileRow, y * tileRow + length);
  });
  const { description } = tags;
  return { width, height, values: kind.from(plane.buffer), storage: kind.storage, description };
}

interface TiffTags {
  isLittle: boolean;
  description: string | undefined;
  all(tag: number): number[] | undefined;
  one(tag: number, otherwise: number): number;
}

async function readTags(bytes: Buffer, name: string): Promise<TiffTags> {
  const tiff = await openTiffStructure(bytesReader(bytes));
  if (!tiff) throw damaged(name, 'its header is not that of a TIFF file');
  const numbers = new Map<number, number[]>();
  let description: string | undefined;
  // No table can be longer than the file.
  const most = (tag: number, _: number, count: number) =>
    WANTED.has(tag) && count <= bytes.length ? count : null;
  for (const entry of await readDirectory(tiff, tiff.first, most)) {
    if (entry.tag === DESCRIPTION)
      description = Buffer.from(entry.bytes).toString('latin1').replace(/\0+$/, '');
    else numbers.set(entry.tag, entryNumbers(entry));
  }
  return {
    isLittle: tiff.isLittle,
    description,
    all: (tag) => numbers.get(tag),
    one: (tag, otherwise) => numbers.get(tag)?.[0] ?? otherwise,
  };
}

/** Checks everything that memory is asked for before it is. */
function layoutOf(tags: TiffTags, bytes: Buffer, name: string): Layout {
  const { one, all } = tags;
  const width = one(256, 0);
  const height = one(257, 0);
  checkSize(width, height, name);
  if (one(277, 1) !== 1) throw damaged(name, `it has ${one(277, 1)} samples a pixel, expected one`);
  const bits = one(258, 1);
  if (!(`${one(339, 1)}/${bits}` in ARRAYS))
    throw damaged(name, `its samples of ${bits} bits are not read here`);
  const isTiled = all(322) !== undefined;
  const tile = isTiled
    ? { width: one(322, 0), height: one(323, 0) }
    : { width, height: Math.min(height, one(278, height)) };
  checkSize(tile.width, tile.height, name);
  const tables = isTiled ? TILE_TABLES : STRIP_TABLES;
  const offsets = all(tables.offsets) ?? [];
  const counts = all(tables.counts) ?? [];
  const tiles = Math.ceil(width / tile.width) * Math.ceil(height / tile.height);
  if (offsets.length < tiles || counts.length < tiles)
    throw damaged(name, `it lists ${Math.min(offsets.length, counts.length)} of ${tiles} strips or tiles`);
  const packed = counts.slice(0, tiles).reduce((sum, count, k) => {
    if (offsets[k] + count > bytes.length) throw damaged(name);
    return sum + count;
  }, 0);
  const bytesPerSample = bits / 8;
  const unpacked = tiles * tile.width * tile.height * bytesPerSample;
  checkGrowth(unpacked, Math.min(packed, bytes.length), name);
  return {
    width,
    height,
    bytesPerSample,
    compression: one(259, 1),
    predictor: one(317, 1),
    isLittle: tags.isLittle,
    tile,
    offsets: offsets.slice(0, tiles),
    counts,
  };
}

/** The samples of one tile in little-endian order. */
function readTile(bytes: Buffer, index: number, rows: number, layout: Layout, name: string): Buffer {
  const { tile, bytesPerSample, offsets, counts, compression, predictor, isLittle } = layout;
  const packed = bytes.subarray(offsets[index], offsets[index] + counts[index]);
  const length = tile.width * rows * bytesPerSample;
  // The last strip may be shorter, a tile is always whole.
  const whole = decompressTiff(packed, compression, tile.width * tile.height * bytesPerSample, name);
  if (whole.length < length) throw damaged(name);
  const raw = whole.subarray(0, length);
  // The bytes of this predictor stand in an order of their own, whatever that of the file.
  if (predictor === 3) return undoFloatingPredictor(raw, tile.width, bytesPerSample);
  const samples = toLittleEndian(raw, bytesPerSample, isLittle);
  return predictor === 2 ? undoDifferences(samples, tile.width, bytesPerSample) : samples;
}
