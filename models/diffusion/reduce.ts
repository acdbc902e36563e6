/** How members become one map, and with it the measure of their spread. */
export type Reduction = 'median' | 'mean';

/** One map of several members of one length, in their unit. */
export interface Reduced {
  values: Float32Array;
  /** Median absolute deviation for the median, unbiased standard deviation for the mean. */
  spread: Float32Array;
}

/** Scale and shift of each member: member * scale + shift agrees with the others. */
export interface Alignment {
  scale: Float64Array;
  shift: Float64Array;
}

/**
 * Reduces members (maps of one length, one unit once they are aligned) pixel by pixel to their median or mean, with the spread in the same
 * unit, as diffusers' ensemble_depth. The median of an even number is the lower of the two in the middle, as torch's is. Aligned values are
 * float32.
 */
export function reduceMembers(
  members: readonly Float32Array[],
  reduction: Reduction = 'median',
  { scale, shift }: Alignment = unaligned(members.length),
): Reduced {
  const length = members[0].length;
  const reduced = { values: new Float32Array(length), spread: new Float32Array(length) };
  const block = new Float32Array(members.length * Math.min(BLOCK, length));
  const reduceBlock = reduction === 'median' ? mediansOf(members.length) : meansOf(members.length);
  for (let from = 0; from < length; from += BLOCK) {
    const pixels = Math.min(BLOCK, length - from);
    for (let i = 0; i < members.length; i++)
      alignInto(block, i * pixels, members[i], from, pixels, scale[i], shift[i]);
    reduceBlock(block, pixels, reduced, from);
  }
  return reduced;
}

/** What leaves every value as it is, -0 too. */
function unaligned(members: number): Alignment {
  return { scale: new Float64Array(members).fill(1), shift: new Float64Array(members).fill(-0) };
}

/** Pixels that are reduced together: all members of them stay in the cache. */
const BLOCK = 1024;

/** scale x value + shift of some values, in float32. */
function alignInto(
  block: Float32Array,
  to: number,
  member: Float32Array,
  from: number,
  pixels: number,
  scale: number,
  shift: number,
): void {
  for (let i = 0; i < pixels; i++) block[to + i] = scale * member[from + i] + shift;
}

/** Reduces `pixels` values of each member, one member behind the other, to as many from `at` on. */
type ReduceBlock = (block: Float32Array, pixels: number, reduced: Reduced, at: number) => void;

function mediansOf(count: number): ReduceBlock {
  const network = sortingNetwork(count);
  const middle = (count - 1) >> 1;
  return (block, pixels, { values, spread }, at) => {
    sort(block, pixels, network, count);
    const centre = middle * pixels;
    values.set(block.subarray(centre, centre + pixels), at);
    // The lower median of the distances from the median is the middle-th nearest beside it. Of two sorted lists, below and above, the k-th
    // is the least of what the larger of the i-th below and the (k - i)-th above can be.
    toDistances(block, values, at, pixels, 2 * middle + 1);
    const distances = new Int32Array(block.buffer);
    const least = new Int32Array(spread.buffer, 4 * at, pixels);
    least.set(distances.subarray(2 * middle * pixels, (2 * middle + 1) * pixels));
    for (let below = 1; below <= middle; below++)
      lowerToLarger(least, distances, (middle - below) * pixels, (2 * middle - below) * pixels);
  };
}

/** How far the first `rows` values of each pixel are from those of the middle, in float32. */
function toDistances(
  block: Float32Array,
  centres: Float32Array,
  at: number,
  pixels: number,
  rows: number,
): void {
  for (let row = 0; row < rows * pixels; row += pixels)
    for (let i = 0; i < pixels; i++) block[row + i] = Math.abs(block[row + i] - centres[at + i]);
}

/**
 * Lowers each distance to the larger of two others, where that is less. As the integers of their bits, which are of the same order: sums
 * alone do it, since which one it is cannot be foretold, and a wrong guess costs more than all of this.
 */
function lowerToLarger(least: Int32Array, distances: Int32Array, below: number, above: number): void {
  for (let i = 0; i < least.length; i++) {
    const down = distances[below + i];
    const more = down - distances[above + i];
    const larger = down - (more & (more >> 31));
    const less = larger - least[i];
    least[i] += less & (less >> 31);
  }
}

/** Sorts the values of each pixel. */
function sort(block: Float32Array, pixels: number, network: Int32Array, count: number): void {
  const keys = new Int32Array(block.buffer, 0, count * pixels);
  const bits = anyBits(keys);
  // Of values below 2 the difference of two keys is an integer of 32 bits too.
  if (bits & 0x40000000) sortValues(block, pixels, network);
  else {
    if (bits < 0) toggleKeys(keys);
    sortKeys(keys, pixels, network);
    if (bits < 0) toggleKeys(keys);
  }
}

function anyBits(keys: Int32Array): number {
  let any = 0;
  for (let i = 0; i < keys.length; i++) any |= keys[i];
  return any;
}

/** The bits of float32 values as integers of the same order, and those as bits again: where none is negative they are the same. */
function toggleKeys(keys: Int32Array): void {
  for (let i = 0; i < keys.length; i++) keys[i] ^= (keys[i] >> 31) & 0x7fffffff;
}

/** Puts the smaller of each two keys first, by sums alone, as `lowerToLarger`. */
function sortKeys(keys: Int32Array, pixels: number, network: Int32Array): void {
  for (let pair = 0; pair < network.length; pair += 2) {
    const first = network[pair] * pixels;
    const second = network[pair + 1] * pixels;
    for (let i = 0; i < pixels; i++) {
      const a = keys[first + i];
      const b = keys[second + i];
      const more = (a - b) | 0;
      const swap = more & (more >> 31);
      keys[first + i] = (b + swap) | 0;
      keys[second + i] = (a - swap) | 0;
    }
  }
}

/** As `sortKeys`, of values of any size. */
function sortValues(block: Float32Array, pixels: number, network: Int32Array): void {
  for (let pair = 0; pair < network.length; pair += 2) {
    const first = network[pair] * pixels;
    const second = network[pair + 1] * pixels;
    for (let i = 0; i < pixels; i++) {
      const a = block[first + i];
      const b = block[second + i];
      if (a > b) {
        block[first + i] = b;
        block[second + i] = a;
      }
    }
  }
}

/** Pairs of places that sort `count` values when they are compared in this order: Batcher's merge exchange (Knuth, 5.2.2, algorithm M). */
function sortingNetwork(count: number): Int32Array {
  const pairs: number[] = [];
  const top = 2 ** Math.max(0, Math.ceil(Math.log2(count)) - 1);
  for (let p = top; p >= 1; p /= 2)
    for (let q = top, r = 0, d = p; ; d = q - p, q /= 2, r = p) {
      for (let i = 0; i < count - d; i++) if ((i & p) === r) pairs.push(i, i + d);
      if (q === p) break;
    }
  return Int32Array.from(pairs);
}

function meansOf(count: number): ReduceBlock {
  const scratch = new Float64Array(count);
  return (block, pixels, { values, spread }, at) => {
    for (let i = 0; i < pixels; i++) {
      for (let member = 0; member < count; member++) scratch[member] = block[member * pixels + i];
      const centre = mean(scratch);
      values[at + i] = centre;
      for (let member = 0; member < count; member++)
        scratch[member] = (block[member * pixels + i] - centre) ** 2;
      spread[at + i] = count > 1 ? Math.sqrt((mean(scratch) * count) / (count - 1)) : 0;
    }
  };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Smallest and largest of the values that are not NaN, in their unit; Infinity and -Infinity where there are none. */
export function extremesOf(values: Float32Array): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
