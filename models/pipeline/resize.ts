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

/** A plane of `height` x `width` that is computed row by row, as each is asked for. */
export interface Rows extends Size {
  /** Puts every `step`-th value of row `y`, from `first` on, into `output` from `at` on. */
  read(y: number, output: Float32Array, at?: number, first?: number, step?: number): void;
}

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
  const taps = bothTapsOf(horizontal, vertical, options);
  const narrowed = narrow(readRow, horizontal, taps, mostApart(taps.rows));
  const { width } = narrowed;
  const output = new Float32Array(width * vertical.length);
  for (let y = 0; y < vertical.length; y++) {
    narrowed.hold(y);
    blendRow(narrowed, y, output, y * width);
  }
  return output;
}

/** The rows of a plane that is there. */
export function rowsOf(values: Float32Array, { width, height }: Size): Rows {
  return {
    width,
    height,
    read(y, output, at = 0, first = 0, step = 1) {
      const row = y * width;
      for (let x = first, to = at; x < width; x += step, to++) output[to] = values[row + x];
    },
  };
}

/** All values of a plane, row by row. */
export function allOf({ width, height, read }: Rows): Float32Array {
  const output = new Float32Array(width * height);
  for (let y = 0; y < height; y++) read(y, output, y * width);
  return output;
}

/** As `resample`, of which each row is computed when it is asked for; what the input says is read at once. */
export function openRows(readRow: ReadRow, horizontal: Axis, vertical: Axis, options: ResizeOptions): Rows {
  const taps = bothTapsOf(horizontal, vertical, options);
  const narrowed = narrow(readRow, horizontal, taps, allApart(taps.rows));
  const { width } = narrowed;
  for (let y = 0; y < vertical.length; y++) narrowed.hold(y);
  return {
    width,
    height: vertical.length,
    read(y, output, at = 0, first = 0, step = 1) {
      if (step === 1 && first === 0) blendRow(narrowed, y, output, at);
      else blendSome(narrowed, y, output, at, first, step);
    },
  };
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

interface TwoTaps {
  columns: Taps;
  rows: Taps;
}

function bothTapsOf(horizontal: Axis, vertical: Axis, options: ResizeOptions): TwoTaps {
  const axisOptions = {
    method: options.method,
    antialias: options.antialias ?? false,
    alignCorners: options.alignCorners ?? false,
  };
  return { columns: tapsOf(horizontal, axisOptions), rows: tapsOf(vertical, axisOptions) };
}

/** Rows of the input at the new width, in turn in the same places, and how rows of the answer are made of them. */
interface Narrowed {
  values: Float32Array;
  /** How many rows there is place for: row k lies in place k % places. */
  places: number;
  rows: Taps;
  width: number;
  /** Computes what row y of the answer is made of and is not there. */
  hold(y: number): void;
}

function narrow(readRow: ReadRow, { from }: Axis, { columns, rows }: TwoTaps, places: number): Narrowed {
  const width = columns.index.length / columns.count;
  const values = new Float32Array(places * width);
  const held = new Int32Array(places).fill(-1);
  const row = new Float32Array(from);
  const hold = (y: number) => {
    for (let k = y * rows.count; k < (y + 1) * rows.count; k++) {
      const source = rows.index[k];
      const place = source % places;
      if (held[place] === source) continue;
      readRow(source, row);
      gatherRow(row, columns, values, place * width, width);
      held[place] = source;
    }
  };
  return { values, places, rows, width, hold };
}

/** How many rows of the input lie between the first and the last of which one row of the answer is made, at most. */
function mostApart({ count, index }: Taps): number {
  let most = 1;
  for (let first = 0; first < index.length; first += count)
    most = Math.max(most, apart(index, first, first + count));
  return most;
}

/** The same of all rows of the answer together. */
function allApart({ index }: Taps): number {
  return apart(index, 0, index.length);
}

function apart(index: Int32Array, first: number, end: number): number {
  let low = index[first];
  let high = low;
  for (let k = first + 1; k < end; k++) {
    if (index[k] < low) low = index[k];
    if (index[k] > high) high = index[k];
  }
  return high - low + 1;
}

function blendRow(
  { values, places, rows: { count, index, weight }, width }: Narrowed,
  y: number,
  output: Float32Array,
  at: number,
): void {
  if (count === 2 && weight[2 * y] !== 0 && weight[2 * y + 1] !== 0) {
    const upper = (index[2 * y] % places) * width;
    const lower = (index[2 * y + 1] % places) * width;
    const above = weight[2 * y];
    const below = weight[2 * y + 1];
    for (let x = 0; x < width; x++)
      output[at + x] = Math.fround(0 + above * values[upper + x]) + below * values[lower + x];
    return;
  }
  output.fill(0, at, at + width);
  for (let k = 0; k < count; k++) {
    const share = weight[y * count + k];
    if (share === 0) continue;
    const origin = (index[y * count + k] % places) * width;
    for (let x = 0; x < width; x++) output[at + x] += share * values[origin + x];
  }
}

/** The same of every `step`-th value. A function of its own: with steps that differ, whole rows would take twice as long. */
function blendSome(
  { values, places, rows: { count, index, weight }, width }: Narrowed,
  y: number,
  output: Float32Array,
  at: number,
  first: number,
  step: number,
): void {
  const all = Math.ceil((width - first) / step);
  output.fill(0, at, at + all);
  for (let k = 0; k < count; k++) {
    const share = weight[y * count + k];
    if (share === 0) continue;
    const origin = (index[y * count + k] % places) * width + first;
    for (let i = 0; i < all; i++) output[at + i] += share * values[origin + i * step];
  }
}

function whole(from: number, to: number): Axis {
  return { from, over: to, start: 0, length: to };
}
