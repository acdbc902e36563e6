import {
  addInterpolated,
  type CoarseGrid,
  coarserOf,
  type Grid,
  gridOf,
  relax,
  restrictRest,
} from './membrane-grid.ts';
import { KNOWN, nearestFill } from './nearest-fill.ts';

/** A cycle that changes nothing by more than this share of the range of what is known ends the work; and so does the last of so many. */
const TOLERANCE = 5e-5;
const MOST_CYCLES = 24;
/** Sweeps before and after each correction, and on the coarsest grid. */
const SWEEPS = 2;
const COARSEST_SWEEPS = 40;
/** A grid of fewer wanted pixels is not made coarser. */
const FEWEST = 12;

/**
 * Fills wanted pixels with the membrane that is spanned by the known ones around: the discrete Laplace equation, each wanted pixel the mean of
 * its four neighbours, with known ones as its border and none across what is outside (Dirichlet and Neumann conditions). In place; `height` x
 * `width` values in any unit. It is what Perez, Gangnet & Blake (2003, Poisson Image Editing, equation 2) fill with where there is no guidance;
 * whatever is linear in the pixels comes out as it is. Solved by full multigrid, Gauss-Seidel between (Briggs, Henson & McCormick 2000, A Multigrid
 * Tutorial, chapter 3). What no known pixel is connected with takes values of what is nearest.
 */
export function membraneFill(values: Float64Array, roles: Uint8Array, width: number, height: number): void {
  const spread = spreadOf(values, roles);
  if (spread === null) return;
  const finest = gridOf(roles, width, height);
  const coarser: CoarseGrid[] = [];
  for (let grid = finest; grid.wanted > FEWEST && Math.min(grid.width, grid.height) > 2; ) {
    const next = coarserOf(grid);
    coarser.push(next);
    grid = next;
  }
  guess(values, finest, coarser, 0);
  const before = new Float64Array(values.length);
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    before.set(values);
    correct(values, null, finest, coarser, 0);
    if (!hasChanged(values, before, finest.runs, TOLERANCE * spread)) return;
  }
}

/** Whether a wanted pixel has changed by more than that. */
function hasChanged(values: Float64Array, before: Float64Array, runs: Int32Array, most: number): boolean {
  for (let k = 0; k < runs.length; k += 3)
    for (let p = runs[k], end = runs[k + 1]; p < end; p++)
      if (Math.abs(values[p] - before[p]) > most) return true;
  return false;
}

/** How far the known values lie apart; null where there is none. */
function spreadOf(values: Float64Array, roles: Uint8Array): number | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < values.length; p++) {
    if (roles[p] !== KNOWN) continue;
    if (values[p] < low) low = values[p];
    if (values[p] > high) high = values[p];
  }
  return low <= high ? high - low : null;
}

/** First values of a grid, from the coarsest of the grids below it on: the one at `next` is half as fine. */
function guess(values: Float64Array, grid: Grid, grids: readonly CoarseGrid[], next: number): void {
  const coarser = grids[next];
  if (!coarser) {
    nearestFill(values, grid.roles, grid.width, grid.height);
    relax(values, null, grid, COARSEST_SWEEPS);
    return;
  }
  averageKnown(values, grid, coarser);
  guess(coarser.error, coarser, grids, next + 1);
  const { runs } = grid;
  for (let k = 0; k < runs.length; k += 3) values.fill(0, runs[k], runs[k + 1]);
  addInterpolated(values, grid, coarser.error, coarser);
  relax(values, null, grid, 2 * SWEEPS);
}

/** What is known of a coarser grid: the mean of what is known of each of its pixels. */
function averageKnown(values: Float64Array, { width, height, roles }: Grid, coarser: CoarseGrid): void {
  const { error: means } = coarser;
  const counts = new Uint8Array(means.length);
  means.fill(0);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0, row = (y >> 1) * coarser.width; x < width; x++, p++) {
      if (roles[p] !== KNOWN) continue;
      const q = row + (x >> 1);
      means[q] += values[p];
      counts[q]++;
    }
  for (let q = 0; q < means.length; q++) if (counts[q] > 1) means[q] /= counts[q];
}

/** One V-cycle towards the solution; `aim` is what the operator (neighbours less four times the middle) is to give, null for zero. */
function correct(
  values: Float64Array,
  aim: Float64Array | null,
  grid: Grid,
  grids: readonly CoarseGrid[],
  next: number,
): void {
  const coarser = grids[next];
  if (!coarser || coarser.wanted === 0) {
    relax(values, aim, grid, COARSEST_SWEEPS);
    return;
  }
  relax(values, aim, grid, SWEEPS);
  restrictRest(values, aim, grid, coarser);
  coarser.error.fill(0);
  correct(coarser.error, coarser.rest, coarser, grids, next + 1);
  addInterpolated(values, grid, coarser.error, coarser);
  relax(values, aim, grid, SWEEPS);
}
