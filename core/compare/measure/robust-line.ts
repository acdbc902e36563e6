import { fitLine, type Line } from '../../../models/pipeline/least-squares.ts';
import { weightedMedian } from './weighted-median.ts';

/** Pairs with weights, all finite, weights above zero; the three arrays have one length. */
export interface WeightedPairs {
  x: Float64Array;
  y: Float64Array;
  weight: Float64Array;
}

/**
 * Exactly the scale (units of y over x) with the smallest sum of weight * |scale x - y|: the median of y / x with weights weight * |x|
 * (least absolute deviations; MoGe, Wang et al. 2025, minimises the same sum). 0 without pairs.
 */
export function fitRobustScale({ x, y, weight }: WeightedPairs): number {
  const ratios = new Float64Array(x.length);
  const weights = new Float64Array(x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0) continue;
    ratios[count] = y[i] / x[i];
    weights[count++] = weight[i] * Math.abs(x[i]);
  }
  return count === 0 ? 0 : weightedMedian(ratios, weights, count);
}

/** More turns than any data has needed: each one lowers the sum, so that the search ends by itself. */
const MOST_TURNS = 500;

/**
 * Exactly the line (scale in units of y over x, shift in units of y) with the smallest sum of weight * |scale x + shift - y|.
 *
 * The sum is convex and linear between the lines that meet two of the points, so that one of those is a best one. As in G. O. Wesolowsky
 * (Communications in Statistics B10(5), 1981): (1) start near the least-squares line; (2) turn the line round a point that it meets, to the
 * best slope, which is a weighted median; (3) look whether turning round any other point that it now meets would lower the sum; if so, turn
 * there, otherwise the line is a best one. Step 3 looks at every point on the line, so that ties (quantised values, many points on one
 * line) do not end the search early. MoGe (Wang et al. 2025, evaluation code) minimises the same sum by trying every point as a pivot.
 */
export function fitRobustLine(pairs: WeightedPairs): Line {
  const count = pairs.x.length;
  if (count === 0) return { scale: 0, shift: 0 };
  const scratch = { values: new Float64Array(count), weights: new Float64Array(count) };
  let line = startLine(pairs, scratch);
  let sum = sumOfDifferences(pairs, line);
  let pivot = pointOn(pairs, line);
  for (let turn = 0; turn < MOST_TURNS && pivot >= 0; turn++) {
    const turned = turnRound(pivot, pairs, scratch);
    const lower = sumOfDifferences(pairs, turned);
    if (turn > 0 && !(lower < sum)) break;
    if (lower <= sum) {
      line = turned;
      sum = lower;
    }
    pivot = betterPivot(pairs, line, Math.abs(pairs.y[pivot]) + Math.abs(line.scale * pairs.x[pivot]));
  }
  return line;
}

interface Scratch {
  values: Float64Array;
  weights: Float64Array;
}

/** The least-squares slope at the best height for it: meets at least one point. */
function startLine({ x, y, weight }: WeightedPairs, { values, weights }: Scratch): Line {
  const { scale } = fitLine(
    x.length,
    (i) => x[i],
    (i) => y[i],
  );
  for (let i = 0; i < x.length; i++) values[i] = y[i] - scale * x[i];
  weights.set(weight);
  return { scale, shift: weightedMedian(values, weights, x.length) };
}

function pointOn({ x, y }: WeightedPairs, { scale, shift }: Line): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const distance = Math.abs(y[i] - scale * x[i] - shift);
    if (distance >= least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

/** The best line through one point: its slope is the median of the slopes to all others, by weight * |distance in x|. */
function turnRound(pivot: number, { x, y, weight }: WeightedPairs, { values, weights }: Scratch): Line {
  const px = x[pivot];
  const py = y[pivot];
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const run = x[i] - px;
    if (run === 0) continue;
    values[count] = (y[i] - py) / run;
    weights[count++] = weight[i] * Math.abs(run);
  }
  const scale = count === 0 ? 0 : weightedMedian(values, weights, count);
  return { scale, shift: py - scale * px };
}

function sumOfDifferences({ x, y, weight }: WeightedPairs, { scale, shift }: Line): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += weight[i] * Math.abs(y[i] - scale * x[i] - shift);
  return sum;
}

/**
 * A point on the line that the line should turn round; -1 where there is none, so that the line is a best one. Turning
 * round point i by a little changes the sum by +-(slope of the points off the line) + (that of those on it), and the
 * second is a sum of weight * |x_j - x_i|, which prefix sums over the sorted points give at once. `size` is that of the
 * numbers from which the shift was computed, whose rounding decides which points count as on the line.
 */
function betterPivot({ x, y, weight }: WeightedPairs, { scale, shift }: Line, size: number): number {
  const on: number[] = [];
  let moment = 0;
  let balance = 0;
  let extent = 0;
  for (let i = 0; i < x.length; i++) {
    const at = scale * x[i];
    const difference = y[i] - at - shift;
    extent += weight[i] * Math.abs(x[i]);
    if (Math.abs(difference) <= 1e-14 * (Math.abs(y[i]) + Math.abs(at) + size)) on.push(i);
    else {
      const pull = difference > 0 ? -weight[i] : weight[i];
      moment += pull * x[i];
      balance += pull;
    }
  }
  on.sort((a, b) => x[a] - x[b]);
  let weightAfter = 0;
  let momentAfter = 0;
  for (const i of on) {
    weightAfter += weight[i];
    momentAfter += weight[i] * x[i];
  }
  let weightBefore = 0;
  let momentBefore = 0;
  let best = -1;
  let steepest = -1e-11 * extent;
  for (const i of on) {
    const held = x[i] * (weightBefore - weightAfter) + momentAfter - momentBefore;
    const change = held - Math.abs(moment - x[i] * balance);
    if (change < steepest) {
      steepest = change;
      best = i;
    }
    weightBefore += weight[i];
    momentBefore += weight[i] * x[i];
    weightAfter -= weight[i];
    momentAfter -= weight[i] * x[i];
  }
  return best;
}
