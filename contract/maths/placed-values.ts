import type { Placement } from '../depth-map.ts';
import { finiteRange } from './finite-range.ts';
import { placementAxes, type Taps, tapsOf } from './taps.ts';

interface Size {
  width: number;
  height: number;
}

interface Plane extends Size {
  values: Float32Array;
}

/** What is known of the values of a map on the pixels of a file, without its plane. */
export interface FileValues {
  /** The smallest, the largest and the smallest positive value; none where every pixel is invalid. */
  extremes: Float32Array;
  /** Every n-th pixel, a million of them at most: those that percentile-range.ts looks at. */
  sample: Float32Array;
}

const MOST_SAMPLES = 1 << 20;
/** Rows whose bound is this near to what was found are not looked at: rounding to float32 differs as much. */
const ROUNDING = 1e-6;
/** Rows of the map that are kept stretched to the width of the file. */
const MOST_ROWS = 64;

/** The values of a plane that is written as it is. */
export function valuesOfPlane({ values }: Plane): FileValues {
  const step = strideOf(values.length);
  const sample = new Float32Array(Math.ceil(values.length / step));
  for (let i = 0; i < sample.length; i++) sample[i] = values[i * step];
  return { extremes: extremesOf(values), sample };
}

/**
 * The values of a map at the model's size once it is placed at `size` pixels of the photo, as models/pipeline/place.ts does. The plane is never made:
 * rows are looked at in the order of what they can reach at most, and only until none can reach farther.
 */
export function valuesWherePlaced(map: Plane, placement: Placement, size: Size, photo: Size): FileValues {
  const rows = placedRows(map, placement, size, photo);
  const largest = rows.largest(1, Number.NEGATIVE_INFINITY);
  const smallest = -rows.largest(-1, Number.NEGATIVE_INFINITY);
  const positive = smallest > 0 ? smallest : -rows.largest(-1, 0);
  const extremes = Float32Array.of(smallest, largest, positive).filter(Number.isFinite);
  return { extremes, sample: rows.sample() };
}

function strideOf(pixels: number): number {
  return Math.max(1, Math.ceil(pixels / MOST_SAMPLES));
}

function extremesOf(values: Float32Array): Float32Array {
  const { minimum, maximum } = finiteRange(values);
  const positive = minimum > 0 ? minimum : finiteRange(values, 0).minimum;
  return Float32Array.of(minimum, maximum, positive).filter(Number.isFinite);
}

function placedRows(map: Plane, placement: Placement, size: Size, photo: Size) {
  const isLog = placement.space === 'log';
  const values = isLog ? map.values.map(Math.log) : map.values;
  const unlogged = (value: number) => (isLog ? Math.fround(Math.exp(value)) : value);
  const { horizontal, vertical } = placementAxes(map, placement, size, photo);
  const method = { method: placement.method, antialias: false, alignCorners: false };
  const columns = tapsOf(horizontal, method);
  const rows = tapsOf(vertical, method);
  const rowOf = (y: number) => values.subarray(y * map.width, (y + 1) * map.width);
  const ranges = Array.from({ length: map.height }, (_, y) => finiteRange(rowOf(y)));
  const overshoot = mostWeight(columns) * mostWeight(rows);

  const stretched = new Map<number, Float32Array>();
  const stretchedRow = (y: number): Float32Array => {
    const kept = stretched.get(y);
    if (kept) return kept;
    if (stretched.size >= MOST_ROWS) stretched.clear();
    const row = rowOf(y);
    const wide = new Float32Array(size.width);
    for (let x = 0; x < size.width; x++) wide[x] = gathered(row, columns, x);
    stretched.set(y, wide);
    return wide;
  };

  /** The most that a row of the file can reach with this sign: a kernel with negative weights goes beyond its values. */
  const boundOf = (y: number, sign: 1 | -1): number => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let k = y * rows.count; k < (y + 1) * rows.count; k++) {
      if (rows.weight[k] === 0) continue;
      const { minimum, maximum } = ranges[rows.index[k]];
      if (minimum < low) low = minimum;
      if (maximum > high) high = maximum;
    }
    return low > high ? Number.NEGATIVE_INFINITY : (sign * (low + high) + (high - low) * overshoot) / 2;
  };

  return {
    /** The largest of `sign` times the finite values above `above`, or -Infinity. */
    largest(sign: 1 | -1, above: number): number {
      const floor = isLog && above === 0 ? Number.NEGATIVE_INFINITY : above;
      // A value above `floor`, its sign turned, lies below it.
      const bound = (y: number) =>
        sign < 0 && floor === 0 ? Math.min(0, boundOf(y, sign)) : boundOf(y, sign);
      const bounds = Float64Array.from({ length: size.height }, (_, y) => bound(y));
      const order = Uint32Array.from(bounds.keys()).sort((a, b) => bounds[b] - bounds[a]);
      const output = new Float32Array(size.width);
      let best = Number.NEGATIVE_INFINITY;
      for (const y of order) {
        if (bounds[y] <= best + Math.abs(best) * ROUNDING) break;
        output.fill(0);
        for (let k = y * rows.count; k < (y + 1) * rows.count; k++) {
          const share = rows.weight[k];
          if (share === 0) continue;
          const row = stretchedRow(rows.index[k]);
          for (let x = 0; x < output.length; x++) output[x] += share * row[x];
        }
        for (let x = 0; x < output.length; x++) {
          const value = output[x];
          if (value > floor && sign * value > best && Number.isFinite(value)) best = sign * value;
        }
      }
      return best === Number.NEGATIVE_INFINITY ? best : sign * unlogged(sign * best);
    },

    sample(): Float32Array {
      const step = strideOf(size.width * size.height);
      const sample = new Float32Array(Math.ceil((size.width * size.height) / step));
      for (let i = 0, p = 0; i < sample.length; i++, p += step) {
        const x = p % size.width;
        const y = (p - x) / size.width;
        let sum = 0;
        for (let k = y * rows.count; k < (y + 1) * rows.count; k++) {
          const share = rows.weight[k];
          if (share === 0) continue;
          sum = Math.fround(sum + share * Math.fround(gathered(rowOf(rows.index[k]), columns, x)));
        }
        sample[i] = unlogged(sum);
      }
      return sample;
    },
  };
}

function gathered(row: Float32Array, { count, index, weight }: Taps, x: number): number {
  let sum = 0;
  for (let k = x * count; k < (x + 1) * count; k++) sum += weight[k] * row[index[k]];
  return sum;
}

/** The largest sum of the weights of one pixel, without their signs: 1, or more where some are negative. */
function mostWeight({ count, weight }: Taps): number {
  let most = 1;
  for (let first = 0; first < weight.length; first += count) {
    let sum = 0;
    for (let k = first; k < first + count; k++) sum += Math.abs(weight[k]);
    if (sum > most) most = sum;
  }
  return most;
}
