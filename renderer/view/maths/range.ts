import { finiteRange } from '../../../contract/maths/finite-range.ts';
import { curved } from '../../../contract/maths/transfer.ts';
import type { Span } from '../../state/ranges.ts';

/** How many pixels hold a value in each of equally wide bins between `low` and `high`. */
export interface Histogram {
  low: number;
  high: number;
  counts: Uint32Array;
  /** Pixels that are counted: those with a finite value. */
  total: number;
}

/** Counts the finite values of a map; the two ends are the smallest and largest of them. */
export function histogramOf(values: Float32Array, bins: number): Histogram {
  const { minimum: low, maximum: high, invalid } = finiteRange(values);
  const counts = new Uint32Array(bins);
  const total = values.length - invalid;
  if (total === 0) return { low: 0, high: 0, counts, total };
  const scale = high > low ? bins / (high - low) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - low) * scale))]++;
  }
  return { low, high, counts, total };
}

/**
 * The value below which `share` (0..1) of the counted pixels lie: the nearest rank of contract/maths/percentile-range.ts to within the
 * width of a bin, without sorting megapixels; linear within the bin.
 */
export function percentile(histogram: Histogram, share: number): number {
  const { low, high, counts, total } = histogram;
  const wanted = share * total;
  const width = (high - low) / counts.length;
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin];
    if (count > 0 && below + count >= wanted) return low + (bin + (wanted - below) / count) * width;
    below += count;
  }
  return high;
}

/** The range from the 1st to the 99th percentile, which a few stray pixels cannot stretch. */
export function percentileSpan(histogram: Histogram, isLargerNearer: boolean, share = 0.01): Span {
  const low = percentile(histogram, share);
  const high = percentile(histogram, 1 - share);
  // A flat map has no range; any width shows it as one colour.
  const end = high > low ? high : low + 1;
  return isLargerNearer ? { near: end, far: low } : { near: low, far: end };
}

/** Everything between the smallest and the largest value. */
export function wholeSpan(histogram: Histogram, isLargerNearer: boolean): Span {
  return percentileSpan(histogram, isLargerNearer, 0);
}

/** Where a value lies on the bar, 0 at the nearest value of the map, 1 at the farthest; even in the value, or in 1 / value. */
export function placeOnBar(value: number, whole: Span, isInverse = false): number {
  const near = curved(whole.near, isInverse);
  return (curved(value, isInverse) - near) / (curved(whole.far, isInverse) - near);
}

/** The value at a place on the bar, 0..1 from near to far. */
export function valueOnBar(place: number, whole: Span, isInverse = false): number {
  const near = curved(whole.near, isInverse);
  const at = near + place * (curved(whole.far, isInverse) - near);
  return isInverse ? 1 / at : at;
}

/**
 * What a bar runs from and to: the whole map, but at each end no farther beyond the automatic range than that is wide. A few pixels right at the
 * lens, which lie very far off in 1 / value, would press all others into one corner.
 */
export function barSpan({ whole, automatic }: { whole: Span; automatic: Span }, isInverse = false): Span {
  const [first, last] = [curved(automatic.near, isInverse), curved(automatic.far, isInverse)];
  const end = (outer: number, inner: number, width: number) => {
    const beyond = (curved(outer, isInverse) - inner) / width;
    // No depth at all has no place in 1 / value.
    const isNowhere = isInverse && !(outer > 0);
    if (!isNowhere && beyond <= 1) return outer;
    return isInverse ? 1 / (inner + width) : inner + width;
  };
  return { near: end(whole.near, first, first - last), far: end(whole.far, last, last - first) };
}

/** Share of the counted pixels below a value; linear within a bin. */
export function shareBelow({ low, high, counts, total }: Histogram, value: number): number {
  if (total === 0 || !(high > low)) return 0;
  const place = Math.min(1, Math.max(0, (value - low) / (high - low))) * counts.length;
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (place <= bin) break;
    below += counts[bin] * Math.min(1, place - bin);
  }
  return below / total;
}

/** Moves one end of a range to a place on the bar; near stays in front of far by half a percent of the bar. */
export function moveEnd(
  span: Span,
  whole: Span,
  end: 'near' | 'far',
  place: number,
  isInverse = false,
): Span {
  const least = 0.005;
  if (end === 'near') {
    const limit = placeOnBar(span.far, whole, isInverse) - least;
    return { ...span, near: valueOnBar(Math.min(Math.max(place, 0), limit), whole, isInverse) };
  }
  const limit = placeOnBar(span.near, whole, isInverse) + least;
  return { ...span, far: valueOnBar(Math.max(Math.min(place, 1), limit), whole, isInverse) };
}

/** The same of the pixels of several maps together. */
export function sharesBelow(histograms: readonly Histogram[], value: number): number {
  const total = histograms.reduce((sum, one) => sum + one.total, 0);
  if (total === 0) return 0;
  return histograms.reduce((sum, one) => sum + shareBelow(one, value) * one.total, 0) / total;
}
