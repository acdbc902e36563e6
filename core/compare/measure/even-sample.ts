/** Enough values for a percentile to three digits. */
const MOST_VALUES = 1 << 17;

/** Every n-th value of a plane, so that there are at most 131072: sorting a few megapixels for a threshold is not worth the wait. */
export function evenSample(values: Float32Array): Float32Array {
  const stride = Math.ceil(values.length / MOST_VALUES);
  if (stride <= 1) return values;
  const sample = new Float32Array(Math.ceil(values.length / stride));
  for (let i = 0, at = 0; i < values.length; i += stride) sample[at++] = values[i];
  return sample;
}
