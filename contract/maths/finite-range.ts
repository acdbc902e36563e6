/** Ends of the finite values, in their unit. */
export interface FiniteRange {
  minimum: number;
  maximum: number;
  /** How many values do not count: NaN, infinite, or not above `above`. */
  invalid: number;
}

/** Smallest and largest finite value of a plane above `above`, in its unit; both NaN where there is none. */
export function finiteRange(values: ArrayLike<number>, above = Number.NEGATIVE_INFINITY): FiniteRange {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let invalid = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // Not zero for NaN and infinite values alone; several times quicker than asking for each.
    if (value - value !== 0 || value <= above) {
      invalid++;
      continue;
    }
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum > maximum
    ? { minimum: Number.NaN, maximum: Number.NaN, invalid }
    : { minimum, maximum, invalid };
}
