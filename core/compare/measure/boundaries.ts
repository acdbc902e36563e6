import type { Grid } from '../../geometry/edges.ts';

/** Shares, 0..1. */
export interface BoundaryScore {
  f1: number;
  precision: number;
  recall: number;
}

const COUNT = 10;
const FIRST = 1.05;
const LAST = 1.25;

/**
 * Scale-invariant boundary F1 of two planar depth maps in one unit (Bochkovskii et al., Depth Pro, arXiv 2410.02073, §4.2 and its
 * published evaluation, SI_boundary_F1): (1) of two neighbours one is the foreground if the other is more than t times as
 * far; (2) for each of the four directions precision and recall count the same relation in both maps at the same
 * pair of pixels, an empty set counting as 0 of 1; (3) F1 of the means over the directions; (4) the mean over ten t from 1.05
 * to 1.25, weighted by t. Pairs with an invalid pixel in either map do not count. Precision and recall are weighted alike.
 */
export function boundaryScore(
  map: Float32Array,
  reference: Float32Array,
  { width, height }: Grid,
): BoundaryScore {
  const thresholds = Array.from({ length: COUNT }, (_, k) => FIRST + ((LAST - FIRST) * k) / (COUNT - 1));
  const limits = new Float64Array(thresholds);
  // Of each direction: how many pairs pass exactly the first k thresholds, in the map, the reference and both.
  const passes = [0, 1, 2, 3].map(() => ({
    map: new Uint32Array(COUNT + 1),
    reference: new Uint32Array(COUNT + 1),
    both: new Uint32Array(COUNT + 1),
  }));
  const look = (p: number, q: number, direction: number) => {
    const mapRatio = map[q] / map[p];
    const referenceRatio = reference[q] / reference[p];
    if (!(mapRatio > 0) || !(referenceRatio > 0)) return;
    if (mapRatio === Number.POSITIVE_INFINITY || referenceRatio === Number.POSITIVE_INFINITY) return;
    count(passes[direction], passed(mapRatio, limits), passed(referenceRatio, limits));
    count(passes[direction + 1], passed(1 / mapRatio, limits), passed(1 / referenceRatio, limits));
  };
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (x + 1 < width) look(p, p + 1, 0);
      if (y + 1 < height) look(p, p + width, 2);
    }
  }
  const total = thresholds.reduce((sum, t) => sum + t, 0);
  const score = { f1: 0, precision: 0, recall: 0 };
  for (let k = 0; k < COUNT; k++) {
    let precision = 0;
    let recall = 0;
    for (const direction of passes) {
      const both = above(direction.both, k);
      precision += both / Math.max(1, above(direction.map, k)) / 4;
      recall += both / Math.max(1, above(direction.reference, k)) / 4;
    }
    const weight = thresholds[k] / total;
    score.precision += weight * precision;
    score.recall += weight * recall;
    if (precision + recall > 0) score.f1 += (weight * 2 * precision * recall) / (precision + recall);
  }
  return score;
}

interface Passes {
  map: Uint32Array;
  reference: Uint32Array;
  both: Uint32Array;
}

function count(passes: Passes, map: number, reference: number): void {
  passes.map[map]++;
  passes.reference[reference]++;
  passes.both[map < reference ? map : reference]++;
}

/** How many thresholds a ratio is above. */
function passed(ratio: number, limits: Float64Array): number {
  let k = 0;
  while (k < COUNT && ratio > limits[k]) k++;
  return k;
}

/** Pairs above threshold k. */
function above(counts: Uint32Array, k: number): number {
  let sum = 0;
  for (let i = k + 1; i <= COUNT; i++) sum += counts[i];
  return sum;
}
