import { type Taps, tapsOf } from '../../contract/maths/taps.ts';
import type { ResizeOptions, Size } from './resize.ts';

/**
 * Resizes interleaved 8-bit pixels, `photo.height` x `photo.width` x 3, into three planes (R, G, B; each `to.height` x `to.width`, row by
 * row), as `resize` does plane by plane, and to the same bits. Values stay 0..255. The photo is read once: all that decides the time of a
 * photo of many megapixels.
 */
export function resizePixels(
  interleaved: Uint8Array,
  photo: Size,
  to: Size,
  { method, antialias = false, alignCorners = false }: ResizeOptions,
): Float32Array {
  const axis = (source: number, target: number) =>
    runsOf(
      tapsOf({ from: source, over: target, start: 0, length: target }, { method, antialias, alignCorners }),
    );
  const columns = axis(photo.width, to.width);
  const rows = axis(photo.height, to.height);
  const { width, height } = to;
  const area = width * height;
  const planes = new Float32Array(3 * area);
  // Rows of the photo at the new width, one ring for all three channels, each computed once and used by several rows of the answer.
  const ring = new Float32Array(3 * width * rows.most);
  const held = new Int32Array(rows.most).fill(-1);
  const from = new Int32Array(rows.most);
  for (let y = 0; y < height; y++) {
    const base = y * rows.most;
    for (let k = 0; k < rows.count[y]; k++) {
      const source = rows.index[base + k];
      const slot = source % rows.most;
      if (held[slot] !== source) {
        narrow(interleaved, 3 * source * photo.width, columns, ring, 3 * slot * width, width);
        held[slot] = source;
      }
      from[k] = 3 * slot * width;
    }
    let k = 0;
    for (; k + 3 < rows.count[y]; k += 4)
      blendFour(ring, from, k, rows.weight, base + k, planes, y * width, width, area);
    for (; k < rows.count[y]; k++)
      blend(ring, from[k], rows.weight[base + k], planes, y * width, width, area);
  }
  return planes;
}

/** Taps without those of weight 0: what reads a pixel in vain changes nothing. */
interface Runs {
  /** Taps of each output; `most` places are kept for each. */
  count: Int32Array;
  most: number;
  index: Int32Array;
  /** In float64, which holds the float32 weights exactly and is what sums are made in. */
  weight: Float64Array;
}

function runsOf({ count: most, index, weight }: Taps): Runs {
  const outputs = index.length / most;
  const runs = {
    count: new Int32Array(outputs),
    most,
    index: new Int32Array(index.length),
    weight: new Float64Array(index.length),
  };
  for (let i = 0; i < outputs; i++)
    for (let k = i * most; k < (i + 1) * most; k++) {
      if (weight[k] === 0) continue;
      const at = i * most + runs.count[i]++;
      runs.index[at] = index[k];
      runs.weight[at] = weight[k];
    }
  return runs;
}

/** One row of pixels from `start` on at another width: three rows, one behind the other, from `at` on. */
function narrow(
  interleaved: Uint8Array,
  start: number,
  { count, most, index, weight }: Runs,
  output: Float32Array,
  at: number,
  width: number,
): void {
  for (let x = 0; x < width; x++) {
    let red = 0;
    let green = 0;
    let blue = 0;
    const first = x * most;
    const end = first + count[x];
    let pixel = (start + 3 * index[first]) | 0;
    if (index[end - 1] - index[first] === count[x] - 1) {
      let k = first;
      // Two at a time, and in the same order.
      for (; k + 1 < end; k += 2, pixel += 6) {
        const share = weight[k];
        const next = weight[k + 1];
        red = red + share * interleaved[pixel] + next * interleaved[pixel + 3];
        green = green + share * interleaved[pixel + 1] + next * interleaved[pixel + 4];
        blue = blue + share * interleaved[pixel + 2] + next * interleaved[pixel + 5];
      }
      if (k < end) {
        const share = weight[k];
        red += share * interleaved[pixel];
        green += share * interleaved[pixel + 1];
        blue += share * interleaved[pixel + 2];
      }
    } else {
      for (let k = first; k < end; k++) {
        pixel = start + 3 * index[k];
        const share = weight[k];
        red += share * interleaved[pixel];
        green += share * interleaved[pixel + 1];
        blue += share * interleaved[pixel + 2];
      }
    }
    output[at + x] = red;
    output[at + width + x] = green;
    output[at + 2 * width + x] = blue;
  }
}

/** Adds a share of three rows to a row of each plane. */
function blend(
  ring: Float32Array,
  from: number,
  share: number,
  planes: Float32Array,
  to: number,
  width: number,
  area: number,
): void {
  for (let channel = 0; channel < 3; channel++) {
    const source = from + channel * width;
    const target = to + channel * area;
    for (let x = 0; x < width; x++) planes[target + x] += share * ring[source + x];
  }
}

/** As `blend` of four shares, one after the other; sums are rounded to float32 in between, as they are there. */
function blendFour(
  ring: Float32Array,
  from: Int32Array,
  at: number,
  shares: Float64Array,
  first: number,
  planes: Float32Array,
  to: number,
  width: number,
  area: number,
): void {
  const [share0, share1, share2, share3] = shares.subarray(first, first + 4);
  for (let channel = 0; channel < 3; channel++) {
    const row = channel * width;
    const target = to + channel * area;
    const row0 = from[at] + row;
    const row1 = from[at + 1] + row;
    const row2 = from[at + 2] + row;
    const row3 = from[at + 3] + row;
    for (let x = 0; x < width; x++) {
      const one = Math.fround(planes[target + x] + share0 * ring[row0 + x]);
      const two = Math.fround(one + share1 * ring[row1 + x]);
      planes[target + x] = Math.fround(two + share2 * ring[row2 + x]) + share3 * ring[row3 + x];
    }
  }
}
