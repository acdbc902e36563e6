/** How members become one map, and with it the measure of their spread. */
export type Reduction = 'median' | 'mean';

/** One map of several members of one length, in their unit. */
export interface Reduced {
  values: Float32Array;
  /** Median absolute deviation for the median, unbiased standard deviation for the mean. */
  spread: Float32Array;
}

/**
 * Reduces aligned members (maps of one length, one unit) pixel by pixel to their median or mean, with the spread in the same unit, as
 * diffusers' ensemble_depth. The median of an even number is the lower of the two in the middle, as torch's is.
 */
export function reduceMembers(members: readonly Float32Array[], reduction: Reduction = 'median'): Reduced {
  const length = members[0].length;
  const values = new Float32Array(length);
  const spread = new Float32Array(length);
  const scratch = new Float64Array(members.length);
  for (let i = 0; i < length; i++) {
    for (let member = 0; member < members.length; member++) scratch[member] = members[member][i];
    if (reduction === 'median') {
      const centre = lowerMedian(scratch);
      values[i] = centre;
      for (let member = 0; member < members.length; member++)
        scratch[member] = Math.abs(members[member][i] - centre);
      spread[i] = lowerMedian(scratch);
    } else {
      const centre = mean(scratch);
      values[i] = centre;
      for (let member = 0; member < members.length; member++)
        scratch[member] = (members[member][i] - centre) ** 2;
      spread[i] = members.length > 1 ? Math.sqrt((mean(scratch) * members.length) / (members.length - 1)) : 0;
    }
  }
  return { values, spread };
}

/** The lower middle value, as torch.median. Sorts `values` in place: they are few. */
export function lowerMedian(values: Float64Array): number {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let j = i - 1;
    for (; j >= 0 && values[j] > value; j--) values[j + 1] = values[j];
    values[j + 1] = value;
  }
  return values[(values.length - 1) >> 1];
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
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return { low, high };
}
