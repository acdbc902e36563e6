/**
 * Spearman's rank correlation (-1..1) of two planes of one height x width, in any units, over the pixels that are finite in both: Pearson's
 * correlation of the ranks, equal values sharing the mean of theirs (Spearman 1904; Kendall, Rank Correlation Methods, §3). NaN where
 * either does not vary. Linear time: the order comes from a radix sort of the float32 bits.
 */
export function spearman(a: Float32Array, b: Float32Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (Number.isFinite(a[i]) && Number.isFinite(b[i])) count++;
  const left = new Float32Array(count);
  const right = new Float32Array(count);
  for (let i = 0, at = 0; i < a.length; i++) {
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) continue;
    left[at] = a[i];
    right[at++] = b[i];
  }
  return correlation(ranks(left), ranks(right));
}

/**
 * Ranks from 0 on, one for each value, equal values sharing their mean (Kendall, Rank Correlation Methods, §3). All values must be finite.
 */
export function ranks(values: Float32Array): Float64Array {
  const order = orderOf(values);
  const out = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start]];
    let end = start + 1;
    while (end < order.length && values[order[end]] === value) end++;
    const rank = (start + end - 1) / 2;
    for (let k = start; k < end; k++) out[order[k]] = rank;
    start = end;
  }
  return out;
}

/** Digits of the radix sort: three of eleven bits, so that its counters stay in the fastest memory. */
const DIGIT = 11;
const MASK = (1 << DIGIT) - 1;

/** Indices by rising value: a radix sort over the bits of the floats, made to rise with the values; keys travel with their index. */
function orderOf(values: Float32Array): Uint32Array {
  const count = values.length;
  let keys = new Uint32Array(count);
  let order = new Uint32Array(count);
  const bits = new Uint32Array(new Float32Array(values).buffer);
  for (let i = 0; i < count; i++) {
    // Zero has two signs; both are one value.
    const word = bits[i] === 0x80000000 ? 0 : bits[i];
    keys[i] = word & 0x80000000 ? ~word : word | 0x80000000;
    order[i] = i;
  }
  let nextKeys = new Uint32Array(count);
  let nextOrder = new Uint32Array(count);
  const starts = new Uint32Array(MASK + 1);
  for (let shift = 0; shift < 32; shift += DIGIT) {
    starts.fill(0);
    for (let i = 0; i < count; i++) starts[(keys[i] >>> shift) & MASK]++;
    for (let k = 0, sum = 0; k < starts.length; k++) {
      const here = starts[k];
      starts[k] = sum;
      sum += here;
    }
    for (let i = 0; i < count; i++) {
      const to = starts[(keys[i] >>> shift) & MASK]++;
      nextKeys[to] = keys[i];
      nextOrder[to] = order[i];
    }
    [keys, nextKeys] = [nextKeys, keys];
    [order, nextOrder] = [nextOrder, order];
  }
  return order;
}

function correlation(a: Float64Array, b: Float64Array): number {
  // The mean of ranks is known: halfway between the first and the last.
  const mean = (a.length - 1) / 2;
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i] - mean;
    const db = b[i] - mean;
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : Number.NaN;
}
