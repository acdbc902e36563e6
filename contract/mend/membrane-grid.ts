import { KNOWN, OUTSIDE, WANTED } from './nearest-fill.ts';

/** One grid of the pyramid of `membraneFill`: what its pixels are, and those that are wanted. */
export interface Grid {
  width: number;
  height: number;
  roles: Uint8Array;
  /** Wanted pixels of a row beside each other, as three numbers: the first, the one behind the last, and 1 where all four neighbours of all count. */
  runs: Int32Array;
  /** How many pixels are wanted. */
  wanted: number;
}

/** A grid that corrects a finer one. */
export interface CoarseGrid extends Grid {
  /** What the operator is to give, and what is found for it. */
  rest: Float64Array;
  error: Float64Array;
  /** One row, with a pixel more at both ends. */
  row: Float64Array;
  /** 1 where a pixel around a pixel, or itself, is outside. */
  nearOutside: Uint8Array;
}

export function gridOf(roles: Uint8Array, width: number, height: number): Grid {
  return { width, height, roles, ...runsOf(roles, width, height) };
}

/** Pixels of two by two: known where one of them is, else wanted where one of them is. */
export function coarserOf({ width, height, roles }: Grid): CoarseGrid {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const coarse = new Uint8Array(w * h);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0, row = (y >> 1) * w; x < width; x++, p++) {
      const role = roles[p];
      const q = row + (x >> 1);
      if (role === KNOWN) coarse[q] = KNOWN;
      else if (role === WANTED && coarse[q] !== KNOWN) coarse[q] = WANTED;
    }
  return {
    ...gridOf(coarse, w, h),
    rest: new Float64Array(w * h),
    error: new Float64Array(w * h),
    row: new Float64Array(w + 2),
    nearOutside: nearOutsideOf(coarse, w, h),
  };
}

function runsOf(roles: Uint8Array, width: number, height: number): { runs: Int32Array; wanted: number } {
  let runs = new Int32Array(3 * 4 * height);
  let at = 0;
  let wanted = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    const isEdge = y === 0 || y === height - 1;
    for (let p = y * width; p < end; ) {
      if (roles[p] !== WANTED) {
        p++;
        continue;
      }
      const first = p;
      const plain = isPlain(roles, p, width, isEdge);
      while (p < end && roles[p] === WANTED && isPlain(roles, p, width, isEdge) === plain) p++;
      if (at + 3 > runs.length) {
        const longer = new Int32Array(2 * runs.length);
        longer.set(runs);
        runs = longer;
      }
      runs[at++] = first;
      runs[at++] = p;
      runs[at++] = plain ? 1 : 0;
      wanted += p - first;
    }
  }
  return { runs: runs.subarray(0, at), wanted };
}

function isPlain(roles: Uint8Array, p: number, width: number, isEdge: boolean): boolean {
  const x = p % width;
  return (
    !isEdge &&
    x > 0 &&
    x < width - 1 &&
    roles[p - 1] !== OUTSIDE &&
    roles[p + 1] !== OUTSIDE &&
    roles[p - width] !== OUTSIDE &&
    roles[p + width] !== OUTSIDE
  );
}

function nearOutsideOf(roles: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(roles.length);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      if (roles[p] !== OUTSIDE) continue;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) near[v * width + u] = 1;
    }
  return near;
}

/**
 * Gauss-Seidel, in place: each wanted pixel becomes the mean of its neighbours less a quarter of what the operator is to give there (`aim`, null for
 * zero). A neighbour that does not count is the pixel itself, as if nothing flowed across.
 */
export function relax(values: Float64Array, aim: Float64Array | null, grid: Grid, sweeps: number): void {
  const { runs, width } = grid;
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let k = 0; k < runs.length; k += 3) {
      const first = runs[k];
      const end = runs[k + 1];
      if (runs[k + 2] === 0)
        for (let p = first; p < end; p++)
          values[p] = (neighbourSum(values, grid, p) - (aim ? aim[p] : 0)) * 0.25;
      else if (k + 5 < runs.length && runs[k + 5] === 1 && isRowBelow(first, runs[k + 3], width)) {
        relaxRows(values, aim, width, first, end, runs[k + 3] - width, runs[k + 4] - width);
        k += 3;
      } else relaxRow(values, aim, width, first, end);
    }
}

function isRowBelow(first: number, next: number, width: number): boolean {
  return Math.floor(next / width) === Math.floor(first / width) + 1;
}

function relaxRow(
  values: Float64Array,
  aim: Float64Array | null,
  width: number,
  first: number,
  end: number,
): void {
  // The pixel to the left comes last: what waits for the one before it is one addition and one product.
  let left = values[first - 1];
  for (let p = first; p < end; p++) {
    const others = values[p + 1] + values[p - width] + values[p + width];
    left = (left + (aim ? others - aim[p] : others)) * 0.25;
    values[p] = left;
  }
}

/**
 * A run and the first one of the row below it, which begins at `below` + `width`: the lower one follows a pixel behind, so that each is worked
 * out from what it would be if one came after the other, but neither waits for the other.
 */
function relaxRows(
  values: Float64Array,
  aim: Float64Array | null,
  width: number,
  first: number,
  end: number,
  below: number,
  belowEnd: number,
): void {
  const before = Math.max(below, Math.min(belowEnd, first));
  if (below < before) relaxRow(values, aim, width, below + width, before + width);
  const ahead = Math.max(first, Math.min(end, before + 1));
  if (first < ahead) relaxRow(values, aim, width, first, ahead);
  const both = Math.max(0, Math.min(end - ahead, belowEnd - before));
  const p = ahead;
  const q = before + width;
  let left = values[p - 1];
  let lowerLeft = values[q - 1];
  for (let k = 0; k < both; k++) {
    const others = values[p + k + 1] + values[p + k - width] + values[p + k + width];
    const lower = values[q + k + 1] + values[q + k - width] + values[q + k + width];
    left = (left + (aim ? others - aim[p + k] : others)) * 0.25;
    lowerLeft = (lowerLeft + (aim ? lower - aim[q + k] : lower)) * 0.25;
    values[p + k] = left;
    values[q + k] = lowerLeft;
  }
  if (p + both < end) relaxRow(values, aim, width, p + both, end);
  if (before + both < belowEnd) relaxRow(values, aim, width, q + both, belowEnd + width);
}

function neighbourSum(values: Float64Array, { roles, width, height }: Grid, p: number): number {
  const x = p % width;
  const middle = values[p];
  return (
    (x > 0 && roles[p - 1] !== OUTSIDE ? values[p - 1] : middle) +
    (x < width - 1 && roles[p + 1] !== OUTSIDE ? values[p + 1] : middle) +
    (p >= width && roles[p - width] !== OUTSIDE ? values[p - width] : middle) +
    (p < width * (height - 1) && roles[p + width] !== OUTSIDE ? values[p + width] : middle)
  );
}

/** What is still missing (`aim` less the operator), summed into `coarser.rest`: four times the area and a quarter of the operator. */
export function restrictRest(
  values: Float64Array,
  aim: Float64Array | null,
  grid: Grid,
  coarser: CoarseGrid,
): void {
  const { runs, width } = grid;
  const { rest } = coarser;
  rest.fill(0);
  for (let k = 0; k < runs.length; k += 3) {
    const first = runs[k];
    const y = Math.floor(first / width);
    const start = first - y * width;
    const end = runs[k + 1] - y * width;
    const row = (y >> 1) * coarser.width;
    const isPlain = runs[k + 2] === 1;
    for (let x = start, p = first; x < end; ) {
      const q = row + (x >> 1);
      let missing = rest[q];
      // Both pixels of the coarse one, where both are of the run.
      for (const next = Math.min(end, (x | 1) + 1); x < next; x++, p++) {
        const sum = isPlain
          ? values[p - 1] + values[p + 1] + values[p - width] + values[p + width]
          : neighbourSum(values, grid, p);
        missing += (aim ? aim[p] : 0) - sum + 4 * values[p];
      }
      rest[q] = missing;
    }
  }
}

/** Adds the coarser grid's values to the wanted pixels: bilinear (9, 3, 3 and 1 sixteenths), over those of the four that count. What is outside is 0. */
export function addInterpolated(
  values: Float64Array,
  { runs, width }: Grid,
  coarse: Float64Array,
  coarser: CoarseGrid,
): void {
  const { width: w, height: h, row, nearOutside } = coarser;
  for (let k = 0; k < runs.length; k += 3) {
    const first = runs[k];
    const y = Math.floor(first / width);
    const start = first - y * width;
    const end = runs[k + 1] - y * width;
    const v = (y >> 1) * w;
    const down = Math.min(h - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * w;
    const last = Math.min(w - 1, (end >> 1) + 1);
    for (let u = Math.max(0, (start >> 1) - 1); u <= last; u++)
      row[u + 1] = 0.75 * coarse[v + u] + 0.25 * coarse[down + u];
    row[0] = row[1];
    row[w + 1] = row[w];
    for (let x = start, p = first; x < end; x++, p++) {
      const u = x >> 1;
      const toSide = ((x & 1) << 1) - 1;
      const sum = 0.75 * row[u + 1] + 0.25 * row[u + 1 + toSide];
      if (nearOutside[v + u] === 0) values[p] += sum;
      else values[p] += sum / shareInside(coarser, v, down, u, Math.min(w - 1, Math.max(0, u + toSide)));
    }
  }
}

/** How much of the four weights falls on pixels that count; the first always does. */
function shareInside({ roles }: Grid, v: number, down: number, u: number, across: number): number {
  return (
    9 / 16 +
    (roles[v + across] !== OUTSIDE ? 3 / 16 : 0) +
    (roles[down + u] !== OUTSIDE ? 3 / 16 : 0) +
    (roles[down + across] !== OUTSIDE ? 1 / 16 : 0)
  );
}
