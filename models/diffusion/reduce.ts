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
  return reduction === 'median' ? mediansOf(members) : meansOf(members);
}

function mediansOf(members: readonly Float32Array[]): Reduced {
  const count = members.length;
  const length = members[0].length;
  const values = new Float32Array(length);
  const spread = new Float32Array(length);
  const sorted = new Float64Array(count);
  const middle = (count - 1) >> 1;
  for (let i = 0; i < length; i++) {
    for (let member = 0; member < count; member++) {
      const value = members[member][i];
      let at = member - 1;
      for (; at >= 0 && sorted[at] > value; at--) sorted[at + 1] = sorted[at];
      sorted[at + 1] = value;
    }
    values[i] = sorted[middle];
    spread[i] = lowerMedianDistance(sorted, middle);
  }
  return { values, spread };
}

/** The lower median of the distances of sorted values from the one in the middle: the nearest ones are beside it. */
function lowerMedianDistance(sorted: Float64Array, middle: number): number {
  const centre = sorted[middle];
  let below = middle - 1;
  let above = middle + 1;
  let distance = 0;
  for (let nearest = 0; nearest < middle; nearest++) {
    const down = below >= 0 ? centre - sorted[below] : Number.POSITIVE_INFINITY;
    const up = above < sorted.length ? sorted[above] - centre : Number.POSITIVE_INFINITY;
    if (down <= up) {
      distance = down;
      below--;
    } else {
      distance = up;
      above++;
    }
  }
  return distance;
}

function meansOf(members: readonly Float32Array[]): Reduced {
  const length = members[0].length;
  const values = new Float32Array(length);
  const spread = new Float32Array(length);
  const scratch = new Float64Array(members.length);
  for (let i = 0; i < length; i++) {
    for (let member = 0; member < members.length; member++) scratch[member] = members[member][i];
    const centre = mean(scratch);
    values[i] = centre;
    for (let member = 0; member < members.length; member++)
      scratch[member] = (members[member][i] - centre) ** 2;
    spread[i] = members.length > 1 ? Math.sqrt((mean(scratch) * members.length) / (members.length - 1)) : 0;
  }
  return { values, spread };
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
