/** More values than this are sampled at even distances: a picture's range does not hang on the rest. */
const MOST_VALUES = 1 << 20;

/**
 * The values that `percent` per cent (0..50) of the finite values lie below and above, in their unit (nearest rank). Both NaN without a
 * finite value. Up to 2^20 values exactly, of more an even sample.
 */
export function percentileRange(values: Float32Array, percent: number): { low: number; high: number } {
  const stride = Math.max(1, Math.ceil(values.length / MOST_VALUES));
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i];
    if (Number.isFinite(value)) sample[count++] = value;
  }
  if (count === 0) return { low: Number.NaN, high: Number.NaN };
  const sorted = sample.subarray(0, count).sort();
  const rank = Math.min(count - 1, Math.floor((percent / 100) * count));
  return { low: sorted[rank], high: sorted[count - 1 - rank] };
}
