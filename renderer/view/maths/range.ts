import { finiteRange } from '../../../contract/maths/finite-range.ts';
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

/** Sums neighbouring bins, so that a histogram can be drawn with fewer. `bins` divides the number of bins. */
export function rebinned(histogram: Histogram, bins: number): Histogram {
  const step = histogram.counts.length / bins;
  const counts = new Uint32Array(bins);
  for (let bin = 0; bin < histogram.counts.length; bin++)
    counts[Math.floor(bin / step)] += histogram.counts[bin];
  return { ...histogram, counts };
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

/** Where a value lies on the bar, 0 at the nearest value of the map, 1 at the farthest. */
export function placeOnBar(value: number, whole: Span): number {
  return (value - whole.near) / (whole.far - whole.near);
}

/** The value at a place on the bar, 0..1 from near to far. */
export function valueOnBar(place: number, whole: Span): number {
  return whole.near + place * (whole.far - whole.near);
}

/** Moves one end of a range to a place on the bar; near stays in front of far by half a percent of the bar. */
export function moveEnd(span: Span, whole: Span, end: 'near' | 'far', place: number): Span {
  const least = 0.005;
  if (end === 'near') {
    const limit = placeOnBar(span.far, whole) - least;
    return { ...span, near: valueOnBar(Math.min(Math.max(place, 0), limit), whole) };
  }
  const limit = placeOnBar(span.near, whole) + least;
  return { ...span, far: valueOnBar(Math.max(Math.min(place, 1), limit), whole) };
}
