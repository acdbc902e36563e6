import { automaticExponent } from '../../../contract/maths/transfer.ts';
import type { Span } from '../../state/ranges.ts';
import type { Histogram } from './range.ts';

/** What a colour scale is made from: the values that there are, and between which of them it runs until a person says otherwise. */
export interface RangeMap {
  /** Of each map that is painted by it: in one of all, what lies near together in a near map would be one bin of a far one. */
  histograms: readonly Histogram[];
  whole: Span;
  automatic: Span;
  /** Exponents that spread the colours over the pixels between the automatic ends, straight in 1 / value and in the value. */
  exponents: { inverse: number; linear: number };
  /** The value of all pixels where they have but one: the ends are apart then only so that it can be painted. Null elsewhere. */
  only: number | null;
}

/** A map with its own. */
type Ranged = RangeMap & { values: Float32Array };

/** So many values of each map have a say in the exponent: all maps the same. */
const SAMPLES = 65_536;

let last: { maps: readonly Ranged[]; range: RangeMap } | null = null;

/**
 * One scale for several maps in metres: from the nearest to the farthest of their own automatic ends, so that none of them is painted in one
 * colour because it lies before or behind another. What was computed last is kept.
 */
export function rangeOfAll(maps: readonly Ranged[]): RangeMap {
  if (last && last.maps.length === maps.length && last.maps.every((map, at) => map === maps[at]))
    return last.range;
  const automatic = union(maps, 'automatic');
  const values = sampled(maps);
  const exponentOf = (isInverse: boolean) =>
    automaticExponent(values, automatic.near, automatic.far, isInverse);
  const range = {
    histograms: maps.flatMap(({ histograms }) => histograms),
    whole: union(maps, 'whole'),
    automatic,
    exponents: { inverse: exponentOf(true), linear: exponentOf(false) },
    only: maps.every(({ only }) => only === maps[0].only) ? maps[0].only : null,
  };
  last = { maps, range };
  return range;
}

/** Of maps in metres, where smaller is nearer. */
function union(maps: readonly Ranged[], of: 'automatic' | 'whole'): Span {
  const near = Math.min(...maps.map((map) => map[of].near));
  const far = Math.max(...maps.map((map) => map.only ?? map[of].far));
  return { near, far: far > near ? far : near + 1 };
}

/** An even sample of each map. */
function sampled(maps: readonly Ranged[]): Float32Array {
  const values = new Float32Array(maps.length * SAMPLES).fill(Number.NaN);
  for (const [at, { values: own }] of maps.entries()) {
    const count = Math.min(SAMPLES, own.length);
    const step = own.length / count;
    for (let i = 0; i < count; i++) values[at * SAMPLES + i] = own[Math.floor(i * step)];
  }
  return values;
}
