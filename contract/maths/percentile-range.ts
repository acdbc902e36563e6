/** More values than this are sampled at even distances: a picture's range does not hang on the rest. */
const MOST_VALUES = 1 << 20;
/** Enough values for a percentile to three digits, where only a threshold is wanted. */
export const ENOUGH_VALUES = 1 << 17;

/**
 * The finite values above `above`, sorted: all up to `most`, of more every n-th pixel. Sorting a few megapixels for a threshold is not
 * worth the wait.
 */
function sortedSample(values: Float32Array, most: number, above: number): Float32Array {
  const stride = Math.max(1, Math.ceil(values.length / most));
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i];
    if (Number.isFinite(value) && value > above) sample[count++] = value;
  }
  return sample.subarray(0, count).sort();
}

/**
 * The one convention of percentiles here, nearest rank: the value of n sorted ones that has floor(n * percent / 100) values before
 * it (the last, where there is none behind), and the one that has as many after it. Never a mean of two, so that each is a value
 * of the map, in its unit; `percent` is within 0..50. Values up to `above` do not count. Both NaN where none counts; of more than `most` values of an even sample.
 */
export function percentileRange(
  values: Float32Array,
  percent: number,
  { most = MOST_VALUES, above = Number.NEGATIVE_INFINITY }: { most?: number; above?: number } = {},
): { low: number; high: number } {
  const sorted = sortedSample(values, most, above);
  const count = sorted.length;
  if (count === 0) return { low: Number.NaN, high: Number.NaN };
  const rank = Math.min(count - 1, Math.floor((percent / 100) * count));
  return { low: sorted[rank], high: sorted[count - 1 - rank] };
}
