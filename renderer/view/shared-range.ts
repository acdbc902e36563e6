import { automaticExponent } from '../../contract/maths/transfer.ts';
import type { Span } from '../state/ranges.ts';
import type { Histogram } from './maths/range.ts';
import type { ViewMap } from './resources.ts';

/** What a colour scale is made from: the values that there are, and between which of them it runs until a person says otherwise. */
export type RangeMap = Pick<ViewMap, 'histogram' | 'whole' | 'automatic' | 'exponents'>;

/** So many values of each map have a say in the exponent: all maps the same. */
const SAMPLES = 65_536;

let last: { maps: readonly ViewMap[]; range: RangeMap } | null = null;

/**
 * One scale for several maps in metres: from the nearest to the farthest of their own automatic ends, so that none of them is painted in one
 * colour because it lies before or behind another. What was computed last is kept.
 */
export function rangeOfAll(maps: readonly ViewMap[]): RangeMap {
  if (last && last.maps.length === maps.length && last.maps.every((map, at) => map === maps[at]))
    return last.range;
  const automatic = union(maps.map((map) => map.automatic));
  const values = sampled(maps);
  const exponentOf = (isInverse: boolean) =>
    automaticExponent(values, automatic.near, automatic.far, isInverse);
  const range = {
    histogram: merged(maps.map(({ histogram }) => histogram)),
    whole: union(maps.map(({ whole }) => whole)),
    automatic,
    exponents: { inverse: exponentOf(true), linear: exponentOf(false) },
  };
  last = { maps, range };
  return range;
}

/** Of maps in metres, where smaller is nearer. */
function union(spans: readonly Span[]): Span {
  return {
    near: Math.min(...spans.map(({ near }) => near)),
    far: Math.max(...spans.map(({ far }) => far)),
  };
}

/** An even sample of each map. */
function sampled(maps: readonly ViewMap[]): Float32Array {
  const values = new Float32Array(maps.length * SAMPLES).fill(Number.NaN);
  for (const [at, { values: own }] of maps.entries()) {
    const count = Math.min(SAMPLES, own.length);
    const step = own.length / count;
    for (let i = 0; i < count; i++) values[at * SAMPLES + i] = own[Math.floor(i * step)];
  }
  return values;
}

/** Each bin counts where its middle lies. */
function merged(histograms: readonly Histogram[]): Histogram {
  const low = Math.min(...histograms.map((one) => one.low));
  const high = Math.max(...histograms.map((one) => one.high));
  const counts = new Uint32Array(Math.max(...histograms.map((one) => one.counts.length)));
  const perUnit = high > low ? counts.length / (high - low) : 0;
  for (const one of histograms) {
    const width = (one.high - one.low) / one.counts.length;
    for (const [bin, count] of one.counts.entries()) {
      const middle = one.low + (bin + 0.5) * width;
      counts[Math.min(counts.length - 1, Math.floor((middle - low) * perUnit))] += count;
    }
  }
  return { low, high, counts, total: histograms.reduce((sum, { total }) => sum + total, 0) };
}
