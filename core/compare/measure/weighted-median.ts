/**
 * The weighted median of the first `count` values, in their unit: the smallest value v of which values up to v have at least half of the
 * weight, so that it has the smallest sum of weight * |value - v|. Expected linear time (quickselect, Hoare 1961, with three-way
 * partition). Reorders the first `count` entries of both arrays. NaN without entries.
 */
export function weightedMedian(values: Float64Array, weights: Float64Array, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += weights[i];
  const half = total / 2;
  let low = 0;
  let high = count - 1;
  let before = 0;
  while (low <= high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let less = low;
    let more = high;
    let weightLess = 0;
    let weightEqual = 0;
    for (let i = low; i <= more; ) {
      const value = values[i];
      if (value < pivot) {
        weightLess += weights[i];
        swap(values, weights, less++, i++);
      } else if (value > pivot) swap(values, weights, i, more--);
      else weightEqual += weights[i++];
    }
    if (less > low && before + weightLess >= half) high = less - 1;
    else if (before + weightLess + weightEqual >= half || more >= high) return pivot;
    else {
      before += weightLess + weightEqual;
      low = more + 1;
    }
  }
  return Number.NaN;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swap(values: Float64Array, weights: Float64Array, i: number, j: number): void {
  const value = values[i];
  values[i] = values[j];
  values[j] = value;
  const weight = weights[i];
  weights[i] = weights[j];
  weights[j] = weight;
}
