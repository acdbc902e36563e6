import type { Resampler } from '../../contract/depth-map.ts';
import { type Axis, type Taps, tapsOf } from '../../contract/maths/taps.ts';

/** Sides in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** How a plane is resampled; `tapsOf` says by which conventions. */
export interface ResizeOptions {
  method: Resampler;
  /** Widens bilinear and bicubic kernels where the plane gets smaller; other methods know no antialias. */
  antialias?: boolean;
  /** Puts the centres of the corner pixels on each other, instead of the outer edges. */
  alignCorners?: boolean;
}

/**
 * Resizes one plane of `from.height` x `from.width` to `to.height` x `to.width`, row by row, in its own unit, as
 * torch.nn.functional.interpolate does (see contract/maths/taps.ts), rows first, then columns. Extra memory: the few rows that one row of the
 * output is made of.
 */
export function resize(plane: Float32Array, from: Size, to: Size, options: ResizeOptions): Float32Array {
  const readRow = (y: number, row: Float32Array) =>
    row.set(plane.subarray(y * from.width, (y + 1) * from.width));
  return resample(readRow, whole(from.width, to.width), whole(from.height, to.height), options);
}

/** Fills `row` with the values of row `y` of the input. */
export type ReadRow = (y: number, row: Float32Array) => void;

/**
 * Separable resampling of whatever `readRow` gives, with the weights of `tapsOf`. Returns the wanted part of the output, `vertical.length`
 * x `horizontal.length`, row by row, in the unit of the rows.
 */
export function resample(
  readRow: ReadRow,
  horizontal: Axis,
  vertical: Axis,
  options: ResizeOptions,
): Float32Array {
  const axisOptions = {
    method: options.method,
    antialias: options.antialias ?? false,
    alignCorners: options.alignCorners ?? false,
  };
  const columns = tapsOf(horizontal, axisOptions);
  const rows = tapsOf(vertical, axisOptions);
  const width = horizontal.length;
  const ring = createRing(rows, width);
  const row = new Float32Array(horizontal.from);
  const output = new Float32Array(width * vertical.length);
  for (let y = 0; y < vertical.length; y++) {
    for (let k = y * rows.count; k < (y + 1) * rows.count; k++) {
      const source = rows.index[k];
      const slot = source % ring.held.length;
      if (ring.held[slot] === source) continue;
      readRow(source, row);
      gatherRow(row, columns, ring.values, slot * width, width);
      ring.held[slot] = source;
    }
    blendRows(ring, rows, y, output, width);
  }
  return output;
}

/** Rows of the input at the new width: as many as one row of the output is made of, in the cache. Each is computed once and used by several. */
interface Ring {
  values: Float32Array;
  /** The row of the input in each place. */
  held: Int32Array;
}

function createRing({ count, index }: Taps, width: number): Ring {
  let most = 1;
  for (let first = 0; first < index.length; first += count) {
    let [low, high] = [index[first], index[first]];
    for (let k = first + 1; k < first + count; k++) {
      if (index[k] < low) low = index[k];
      if (index[k] > high) high = index[k];
    }
    most = Math.max(most, high - low + 1);
  }
  return { values: new Float32Array(most * width), held: new Int32Array(most).fill(-1) };
}

function gatherRow(row: Float32Array, taps: Taps, output: Float32Array, offset: number, width: number): void {
  const { count, index, weight } = taps;
  if (count === 2) {
    // By far the most common kernel; from 0 on, as the sum below, so that a zero has the same sign.
    for (let x = 0, k = 0; x < width; x++, k += 2)
      output[offset + x] = 0 + weight[k] * row[index[k]] + weight[k + 1] * row[index[k + 1]];
    return;
  }
  for (let x = 0, k = 0; x < width; x++) {
    let sum = 0;
    for (const end = k + count; k < end; k++) sum += weight[k] * row[index[k]];
    output[offset + x] = sum;
  }
}

function blendRows(
  { values: narrow, held }: Ring,
  taps: Taps,
  y: number,
  output: Float32Array,
  width: number,
): void {
  const { count, index, weight } = taps;
  const target = y * width;
  if (count === 2 && weight[2 * y] !== 0 && weight[2 * y + 1] !== 0) {
    const [upper, lower] = [2 * y, 2 * y + 1].map((k) => (index[k] % held.length) * width);
    const [above, below] = [weight[2 * y], weight[2 * y + 1]];
    for (let x = 0; x < width; x++)
      output[target + x] = Math.fround(0 + above * narrow[upper + x]) + below * narrow[lower + x];
    return;
  }
  for (let k = 0; k < count; k++) {
    const share = weight[y * count + k];
    if (share === 0) continue;
    const origin = (index[y * count + k] % held.length) * width;
    for (let x = 0; x < width; x++) output[target + x] += share * narrow[origin + x];
  }
}

function whole(from: number, to: number): Axis {
  return { from, over: to, start: 0, length: to };
}
