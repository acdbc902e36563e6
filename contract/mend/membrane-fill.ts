import { KNOWN, nearestFill, OUTSIDE, WANTED } from './nearest-fill.ts';

/** A cycle that changes nothing by more than this share of the range of what is known ends the work; and so does the last of so many. */
const TOLERANCE = 5e-5;
const MOST_CYCLES = 24;
/** Sweeps before and after each correction, and on the coarsest grid. */
const SWEEPS = 2;
const COARSEST_SWEEPS = 40;
/** A grid of fewer wanted pixels is not made coarser. */
const FEWEST = 12;

/** One grid of the pyramid: what its pixels are, those that are wanted, and the four neighbours of each. */
interface Grid {
  width: number;
  height: number;
  roles: Uint8Array;
  index: Int32Array;
  neighbours: Int32Array;
}

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
  const grids = [gridOf(roles, width, height)];
  for (let grid = grids[0]; grid.index.length > FEWEST && Math.min(grid.width, grid.height) > 2; ) {
    grid = coarserOf(grid);
    grids.push(grid);
  }
  guess(values, grids, 0);
  const before = new Float64Array(grids[0].index.length);
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    const { index } = grids[0];
    for (let i = 0; i < index.length; i++) before[i] = values[index[i]];
    correct(values, null, grids, 0);
    let most = 0;
    for (let i = 0; i < index.length; i++) most = Math.max(most, Math.abs(values[index[i]] - before[i]));
    if (most <= TOLERANCE * spread) return;
  }
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

/** A neighbour that does not count is the pixel itself, as if nothing flowed across. */
function gridOf(roles: Uint8Array, width: number, height: number): Grid {
  let count = 0;
  for (let p = 0; p < roles.length; p++) if (roles[p] === WANTED) count++;
  const index = new Int32Array(count);
  const neighbours = new Int32Array(4 * count);
  for (let y = 0, p = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      if (roles[p] !== WANTED) continue;
      index[at] = p;
      neighbours[4 * at] = x > 0 && roles[p - 1] !== OUTSIDE ? p - 1 : p;
      neighbours[4 * at + 1] = x < width - 1 && roles[p + 1] !== OUTSIDE ? p + 1 : p;
      neighbours[4 * at + 2] = y > 0 && roles[p - width] !== OUTSIDE ? p - width : p;
      neighbours[4 * at + 3] = y < height - 1 && roles[p + width] !== OUTSIDE ? p + width : p;
      at++;
    }
  return { width, height, roles, index, neighbours };
}

/** Pixels of two by two: known where one of them is, else wanted where one of them is. */
function coarserOf({ width, height, roles }: Grid): Grid {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const coarse = new Uint8Array(w * h);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      const q = (y >> 1) * w + (x >> 1);
      if (roles[p] === KNOWN) coarse[q] = KNOWN;
      else if (roles[p] === WANTED && coarse[q] !== KNOWN) coarse[q] = WANTED;
    }
  return gridOf(coarse, w, h);
}

/** First values, from the coarsest grid to the finest. */
function guess(values: Float64Array, grids: readonly Grid[], level: number): void {
  const grid = grids[level];
  const coarser = grids[level + 1];
  if (!coarser) {
    nearestFill(values, grid.roles, grid.width, grid.height);
    relax(values, null, grid, COARSEST_SWEEPS);
    return;
  }
  const { width, height, roles } = grid;
  const coarse = new Float64Array(coarser.roles.length);
  const counts = new Uint8Array(coarse.length);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      if (roles[p] !== KNOWN) continue;
      const q = (y >> 1) * coarser.width + (x >> 1);
      coarse[q] += values[p];
      counts[q]++;
    }
  for (let q = 0; q < coarse.length; q++) if (counts[q] > 0) coarse[q] /= counts[q];
  guess(coarse, grids, level + 1);
  for (let i = 0; i < grid.index.length; i++) values[grid.index[i]] = 0;
  addInterpolated(values, grid, coarse, coarser);
  relax(values, null, grid, 2 * SWEEPS);
}

/** One V-cycle towards the solution; `wanted` is what the operator (neighbours less four times the middle) is to give, null for zero. */
function correct(
  values: Float64Array,
  wanted: Float64Array | null,
  grids: readonly Grid[],
  level: number,
): void {
  const grid = grids[level];
  const coarser = grids[level + 1];
  if (!coarser || coarser.index.length === 0) {
    relax(values, wanted, grid, COARSEST_SWEEPS);
    return;
  }
  relax(values, wanted, grid, SWEEPS);
  const { index, neighbours, width } = grid;
  const rest = new Float64Array(coarser.roles.length);
  for (let i = 0, k = 0; i < index.length; i++, k += 4) {
    const p = index[i];
    const x = p % width;
    const y = (p - x) / width;
    const sum =
      values[neighbours[k]] +
      values[neighbours[k + 1]] +
      values[neighbours[k + 2]] +
      values[neighbours[k + 3]];
    // Four times the area and a quarter of the operator: the sum of the four pixels.
    rest[(y >> 1) * coarser.width + (x >> 1)] += (wanted ? wanted[p] : 0) - sum + 4 * values[p];
  }
  const error = new Float64Array(rest.length);
  correct(error, rest, grids, level + 1);
  addInterpolated(values, grid, error, coarser);
  relax(values, wanted, grid, SWEEPS);
}

function relax(values: Float64Array, wanted: Float64Array | null, grid: Grid, sweeps: number): void {
  const { index, neighbours } = grid;
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let i = 0, k = 0; i < index.length; i++, k += 4) {
      const sum =
        values[neighbours[k]] +
        values[neighbours[k + 1]] +
        values[neighbours[k + 2]] +
        values[neighbours[k + 3]];
      const p = index[i];
      values[p] = wanted ? (sum - wanted[p]) / 4 : sum / 4;
    }
}

/** Adds the coarser grid's values to the wanted pixels: bilinear (9, 3, 3 and 1 sixteenths), over those of the four that count. */
function addInterpolated(values: Float64Array, grid: Grid, coarse: Float64Array, coarser: Grid): void {
  const { index, width } = grid;
  const { width: w, height: h, roles } = coarser;
  for (let i = 0; i < index.length; i++) {
    const p = index[i];
    const x = p % width;
    const y = (p - x) / width;
    const u = x >> 1;
    const v = y >> 1;
    const across = Math.min(w - 1, Math.max(0, u + (x & 1 ? 1 : -1)));
    const down = Math.min(h - 1, Math.max(0, v + (y & 1 ? 1 : -1)));
    const a = v * w + u;
    const b = v * w + across;
    const c = down * w + u;
    const d = down * w + across;
    const [wa, wb, wc, wd] = WEIGHTS;
    let sum = wa * coarse[a];
    let total = wa;
    if (roles[b] !== OUTSIDE) {
      sum += wb * coarse[b];
      total += wb;
    }
    if (roles[c] !== OUTSIDE) {
      sum += wc * coarse[c];
      total += wc;
    }
    if (roles[d] !== OUTSIDE) {
      sum += wd * coarse[d];
      total += wd;
    }
    values[p] += sum / total;
  }
}

const WEIGHTS = [9 / 16, 3 / 16, 3 / 16, 1 / 16] as const;
