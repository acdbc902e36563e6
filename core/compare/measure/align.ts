import { type Fit, fitSpaceOf, type Pairing } from '../../../contract/alignment.ts';
import type { DepthRange } from '../../../contract/compare/comparison.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { fitLine, type Line } from '../../../models/pipeline/least-squares.ts';
import { fitRobustLine, fitRobustScale, type WeightedPairs } from './robust-line.ts';

/** Robust fits look at no more pixels than this: an even sample of the valid ones. */
export const MOST_ROBUST_PIXELS = 1 << 18;

/**
 * Whether a reference value takes part: strictly inside the range (metres) where it is metric, finite where it is not (Marigold,
 * script/depth/eval.py).
 */
export function counts(reference: number, isMetric: boolean, { minimum, maximum }: DepthRange): boolean {
  if (!isMetric) return Number.isFinite(reference);
  return reference > minimum && reference < (maximum ?? Number.POSITIVE_INFINITY);
}

/**
 * Fits a map to a reference of the same height x width (row by row, each in the unit of its kind) as the pairing says
 * (contract/alignment.ts: `fitSchema` says what scale and shift mean). Least squares over all pixels that are valid in both (Marigold,
 * src/util/alignment.py: in depth, or of 1 / depth), or the exact weighted L1 of MoGe with weights 1 / reference in depth and 1 in
 * disparity. Sums in float64. Throws `bad-input` where no pixel, or for a shift only one, is valid in both.
 */
export function align(map: Float32Array, reference: Float32Array, pairing: Pairing, range: DepthRange): Fit {
  const { method, fit: kindOfFit } = pairing.alignment;
  const space = fitSpaceOf(pairing);
  const axes = axesOf(map, reference, pairing, range);
  let validPixels = 0;
  for (let i = 0; i < map.length; i++) if (!Number.isNaN(axes.x(i) + axes.y(i))) validPixels++;
  if (validPixels < (method === 'affine' ? 2 : 1)) {
    throw new DepthroomError(
      'bad-input',
      `Expected pixels that are valid in both maps, but there ${validPixels === 1 ? 'is only one' : 'are none'}: choose another reference or a wider range of depths.`,
    );
  }
  const notes = method === 'scale' && pairing.kind !== 'metric' ? [SHIFT_ASSUMED] : [];
  const finish = ({ scale, shift }: Line, residual: number, fittedPixels: number): Fit => ({
    space,
    scale,
    shift,
    residual,
    validPixels,
    fittedPixels,
    notes: scale < 0 ? [...notes, TURNED_ROUND] : scale === 0 ? [...notes, FLAT] : notes,
  });

  if (kindOfFit === 'robust' && method !== 'none') {
    const pairs = samplePairs(
      axes,
      map.length,
      validPixels,
      space === 'depth' && pairing.referenceKind === 'metric',
    );
    const line = method === 'scale' ? { scale: fitRobustScale(pairs), shift: 0 } : fitRobustLine(pairs);
    return finish(line, meanDifference(pairs, line), pairs.x.length);
  }
  const line =
    method === 'none'
      ? { scale: 1, shift: 0 }
      : method === 'scale'
        ? { scale: fitScale(axes, map.length), shift: 0 }
        : fitLine(map.length, axes.x, axes.y);
  return finish(line, rootMeanSquare(axes, map.length, line), validPixels);
}

const SHIFT_ASSUMED =
  'A scale alone takes the shift of this relative map to be zero, which nothing says it is.';
const TURNED_ROUND = 'The scale is negative: this map calls near what the reference calls far.';
const FLAT = 'The scale is zero: this map says nothing about the reference.';

interface Axes {
  /** Value of a pixel in the space of the fit; NaN where it does not count. */
  x(i: number): number;
  y(i: number): number;
}

function axesOf(map: Float32Array, reference: Float32Array, pairing: Pairing, range: DepthRange): Axes {
  const isDisparity = fitSpaceOf(pairing) === 'disparity' && pairing.alignment.method !== 'none';
  const isMetric = pairing.kind === 'metric';
  const isReferenceMetric = pairing.referenceKind === 'metric';
  const invertX = isDisparity && isMetric;
  const invertY = isDisparity && isReferenceMetric;
  return {
    x(i) {
      const value = map[i];
      if (!Number.isFinite(value) || !counts(reference[i], isReferenceMetric, range)) return Number.NaN;
      if (!invertX) return value;
      return value > 0 ? 1 / value : Number.NaN;
    },
    y(i) {
      const value = reference[i];
      if (!counts(value, isReferenceMetric, range)) return Number.NaN;
      return invertY ? 1 / value : value;
    },
  };
}

function fitScale({ x, y }: Axes, length: number): number {
  let products = 0;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const xi = x(i);
    const yi = y(i);
    if (Number.isNaN(xi + yi)) continue;
    products += xi * yi;
    squares += xi * xi;
  }
  return squares > 0 ? products / squares : 0;
}

function rootMeanSquare({ x, y }: Axes, length: number, { scale, shift }: Line): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const difference = scale * x(i) + shift - y(i);
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    count++;
  }
  return Math.sqrt(sum / count);
}

function meanDifference({ x, y, weight }: WeightedPairs, { scale, shift }: Line): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    sum += weight[i] * Math.abs(scale * x[i] + shift - y[i]);
    total += weight[i];
  }
  return sum / total;
}

/** Every n-th valid pixel, so that there are at most MOST_ROBUST_PIXELS. */
function samplePairs(axes: Axes, length: number, valid: number, byDistance: boolean): WeightedPairs {
  const stride = Math.ceil(valid / MOST_ROBUST_PIXELS);
  const count = Math.ceil(valid / stride);
  const pairs = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    weight: new Float64Array(count).fill(1),
  };
  for (let i = 0, seen = 0, at = 0; i < length; i++) {
    const x = axes.x(i);
    const y = axes.y(i);
    if (Number.isNaN(x + y) || seen++ % stride !== 0) continue;
    pairs.x[at] = x;
    pairs.y[at] = y;
    if (byDistance) pairs.weight[at] = 1 / y;
    at++;
  }
  return pairs;
}
