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
  const work: Work = {
    interleaved,
    photoWidth: photo.width,
    columns,
    pairs: pairsOf(columns, photo.width),
    rows,
    width: to.width,
    planes: new Float32Array(3 * to.width * to.height),
    area: to.width * to.height,
    ring: new Float32Array(3 * to.width * rows.most),
    held: new Int32Array(rows.most).fill(-1),
    from: new Int32Array(rows.most),
  };
  for (let y = 0; y < to.height; y++) resizeRow(work, y);
  return work.planes;
}

interface Work {
  interleaved: Uint8Array;
  photoWidth: number;
  columns: Runs;
  pairs: Pairs | null;
  rows: Runs;
  width: number;
  planes: Float32Array;
  area: number;
  /** Rows of the photo at the new width, for all three channels; each is computed once and used by several rows of the answer. */
  ring: Float32Array;
  /** The row of the photo in each place of the ring. */
  held: Int32Array;
  /** Where the rows lie that the row under way is made of. */
  from: Int32Array;
}

/** One row of the answer. A function of its own, so that it stays compiled from photo to photo: the loop around it would be compiled in each. */
function resizeRow(work: Work, y: number): void {
  const { interleaved, photoWidth, columns, pairs, rows, width, planes, area, ring, held, from } = work;
  const base = y * rows.most;
  for (let k = 0; k < rows.count[y]; k++) {
    const source = rows.index[base + k];
    const slot = source % rows.most;
    if (held[slot] !== source) {
      const start = 3 * source * photoWidth;
      if (pairs) narrowPairs(interleaved, start, pairs, ring, 3 * slot * width, width);
      else narrow(interleaved, start, columns, ring, 3 * slot * width, width);
      held[slot] = source;
    }
    from[k] = 3 * slot * width;
  }
  let k = 0;
  for (; k + 3 < rows.count[y]; k += 4)
    blendFour(ring, from, k, rows.weight, base + k, planes, y * width, width, area);
  for (; k < rows.count[y]; k++) blend(ring, from[k], rows.weight[base + k], planes, y * width, width, area);
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

/** The weights by pixels of the input, where each pixel counts in one output or in two that are neighbours, as where bilinear shrinks. */
interface Pairs {
  /** The first pixel of each output, and the one after the last; of one more output, which has none. */
  first: Int32Array;
  end: Int32Array;
  /** Of each pixel in the first output that it counts in, and in the one after that. */
  own: Float64Array;
  next: Float64Array;
}

/** Null where a pixel counts in more outputs than two, or where the outputs leave pixels out. */
function pairsOf({ count, most, index, weight }: Runs, length: number): Pairs | null {
  const outputs = count.length;
  const pairs = {
    first: new Int32Array(outputs + 1),
    end: new Int32Array(outputs),
    own: new Float64Array(length),
    next: new Float64Array(length),
  };
  let [before, covered] = [0, 0];
  for (let x = 0; x < outputs; x++) {
    const [from, last] = [x * most, x * most + count[x] - 1];
    const isWhole = count[x] > 0 && index[last] - index[from] === count[x] - 1;
    if (!isWhole || (x > 0 && (index[from] < before || index[from] > covered))) return null;
    for (let k = from; k <= last; k++) pairs[index[k] < covered ? 'next' : 'own'][index[k]] = weight[k];
    pairs.first[x] = index[from];
    before = covered;
    covered = pairs.end[x] = index[last] + 1;
    if (covered <= before) return null;
  }
  pairs.first[outputs] = covered;
  return pairs;
}

/** As `narrow`, in the same order of sums; each pixel is read once for both of its outputs. */
function narrowPairs(
  interleaved: Uint8Array,
  start: number,
  { first, end, own, next }: Pairs,
  output: Float32Array,
  at: number,
  width: number,
): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  let source = first[0];
  let pixel = (start + 3 * source) | 0;
  for (let x = 0; x < width; x++) {
    for (const shared = first[x + 1]; source < shared; source++, pixel += 3) {
      const share = own[source];
      red += share * interleaved[pixel];
      green += share * interleaved[pixel + 1];
      blue += share * interleaved[pixel + 2];
    }
    let nextRed = 0;
    let nextGreen = 0;
    let nextBlue = 0;
    const stop = end[x];
    // Two at a time, and in the same order.
    for (; source + 1 < stop; source += 2, pixel += 6) {
      const share = own[source];
      const share2 = own[source + 1];
      const nextShare = next[source];
      const nextShare2 = next[source + 1];
      const r = interleaved[pixel];
      const g = interleaved[pixel + 1];
      const b = interleaved[pixel + 2];
      const r2 = interleaved[pixel + 3];
      const g2 = interleaved[pixel + 4];
      const b2 = interleaved[pixel + 5];
      red = red + share * r + share2 * r2;
      green = green + share * g + share2 * g2;
      blue = blue + share * b + share2 * b2;
      nextRed = nextRed + nextShare * r + nextShare2 * r2;
      nextGreen = nextGreen + nextShare * g + nextShare2 * g2;
      nextBlue = nextBlue + nextShare * b + nextShare2 * b2;
    }
    if (source < stop) {
      const share = own[source];
      const nextShare = next[source];
      const r = interleaved[pixel];
      const g = interleaved[pixel + 1];
      const b = interleaved[pixel + 2];
      red += share * r;
      green += share * g;
      blue += share * b;
      nextRed += nextShare * r;
      nextGreen += nextShare * g;
      nextBlue += nextShare * b;
      source++;
      pixel += 3;
    }
    output[at + x] = red;
    output[at + width + x] = green;
    output[at + 2 * width + x] = blue;
    red = nextRed;
    green = nextGreen;
    blue = nextBlue;
  }
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
