import type { DepthKind } from '../depth-map.ts';
import { percentileRange } from './percentile-range.ts';

/*
 * How a depth becomes a place 0..1 on a colour map, in window, pictures and reports alike. Metres run linearly in 1 / depth, as disparity
 * and what eyes make of depth do; relative values as they are. An exponent then spreads the colours over the pixels that there are.
 */

/** What a person asks for: the automatic scale, or one of the two straight ones. */
export const SCALES = ['auto', 'inverse', 'linear'] as const;
export type ScaleName = (typeof SCALES)[number];

/** From a value to its nearness: through 1 / value or not, linear between both ends, then raised to the exponent. */
export interface Transfer {
  isInverse: boolean;
  exponent: number;
}

/** Values up to this count as this where 1 / value is taken: metres are positive. The shaders do the same (glsl.ts). */
export const LEAST_INVERTED = 1e-6;

/** What a scale is even in: the value, or 1 / value. */
export function curved(value: number, isInverse: boolean): number {
  return isInverse ? 1 / (value < LEAST_INVERTED ? LEAST_INVERTED : value) : value;
}

/** Nearness 0..1 of a value between the values that are nearest and farthest: 1 is near; NaN where the value is. */
export function nearnessOf(
  value: number,
  near: number,
  far: number,
  { isInverse, exponent }: Transfer,
): number {
  const last = curved(far, isInverse);
  const share = (curved(value, isInverse) - last) / (curved(near, isInverse) - last);
  return (share < 0 ? 0 : share > 1 ? 1 : share) ** exponent;
}

/** The value at a nearness 0..1: the way back. */
export function valueAtNearness(
  nearness: number,
  near: number,
  far: number,
  { isInverse, exponent }: Transfer,
): number {
  const last = curved(far, isInverse);
  const at = last + nearness ** (1 / exponent) * (curved(near, isInverse) - last);
  return isInverse ? 1 / at : at;
}

/** Whether a scale goes through 1 / value: only metres have one. */
export function isInverseScale(scale: ScaleName, kind: DepthKind): boolean {
  return kind === 'metric' && scale !== 'linear';
}

/** Exponents are powers of two in steps of a tenth, so that two sizes of one map agree; eight times is as far as they go. */
const STEP = 0.1;
const MOST_STEPS = 30;
/** An exponent is worth it that takes this share of the pixels out of the fullest tenth of the scale; else the straighter one stays. */
const WORTH = 0.02;
const FINE_BINS = 4096;
const ENOUGH = 262_144;

/**
 * The exponent with which no tenth of the scale between near and far holds more of the pixels than it must: of all whose fullest tenth
 * is within 2 % of the best, the one closest to 1. Own rule. A map without a range has 1. Looks at an even sample of 262144 values.
 */
export function automaticExponent(
  values: Float32Array,
  near: number,
  far: number,
  isInverse: boolean,
): number {
  const below = cumulative(values, near, far, isInverse);
  if (below[FINE_BINS] === 0) return 1;
  const fullest: number[] = [];
  for (let step = -MOST_STEPS; step <= MOST_STEPS; step++)
    fullest.push(fullestTenth(below, 2 ** (step * STEP)));
  const limit = Math.min(...fullest) + WORTH;
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, share] of fullest.entries()) {
    const step = index - MOST_STEPS;
    if (share > limit || Math.abs(step) >= distance) continue;
    best = step;
    distance = Math.abs(step);
  }
  return 2 ** (best * STEP);
}

/** Which value `automaticExponent` takes of so many: every n-th. */
export function exponentStride(length: number): number {
  return Math.max(1, Math.floor(length / ENOUGH));
}

/** Share of the pixels whose straight nearness lies below k / FINE_BINS, for each k. */
function cumulative(values: Float32Array, near: number, far: number, isInverse: boolean): Float64Array {
  const below = new Float64Array(FINE_BINS + 1);
  const last = curved(far, isInverse);
  const perUnit = FINE_BINS / (curved(near, isInverse) - last);
  if (!Number.isFinite(perUnit)) return below;
  const step = exponentStride(values.length);
  let total = 0;
  for (let i = 0; i < values.length; i += step) {
    const place = (curved(values[i], isInverse) - last) * perUnit;
    if (!Number.isFinite(place)) continue;
    const bin = place <= 0 ? 0 : place >= FINE_BINS ? FINE_BINS - 1 : Math.floor(place);
    below[bin + 1]++;
    total++;
  }
  if (total === 0) return below;
  for (let bin = 1; bin <= FINE_BINS; bin++) below[bin] = below[bin - 1] + below[bin] / total;
  return below;
}

/** The most that a tenth of the scale holds, wherever it begins, in steps of a fiftieth. */
function fullestTenth(below: Float64Array, exponent: number): number {
  const at = (nearness: number) => {
    const place = nearness ** (1 / exponent) * FINE_BINS;
    const bin = Math.min(FINE_BINS - 1, Math.floor(place));
    return below[bin] + (place - bin) * (below[bin + 1] - below[bin]);
  };
  let most = 0;
  for (let k = 0; k <= 45; k++) most = Math.max(most, at(Math.min(1, k / 50 + 0.1)) - at(k / 50));
  return most;
}

/** The scale of a map in one: its ends from the percentile on both sides, and how colours run between them. */
export interface ColourScale extends Transfer {
  near: number;
  far: number;
}

/** What a picture of a map is painted with where nobody says anything: `percent` of the values are left out at both ends. */
export function automaticColourScale(
  values: Float32Array,
  kind: DepthKind,
  percent: number,
  isLargerNearer: boolean,
): ColourScale {
  const { low, high } = percentileRange(values, percent);
  const [near, far] = isLargerNearer ? [high, low] : [low, high];
  const isInverse = isInverseScale('auto', kind);
  return { near, far, isInverse, exponent: automaticExponent(values, near, far, isInverse) };
}

/** The scale in words: what it is straight in, and its exponent where it has one. */
export function transferText({ isInverse, exponent }: Transfer): string {
  const straight = isInverse ? '1/depth' : 'linear';
  return exponent === 1 ? straight : `${straight} with γ ${Number(exponent.toPrecision(2))}`;
}
