import type { Size } from '../schemas.ts';
import { isConnected, SIDE } from './connected.ts';

/** Whether pixel q, to the right of p or below it, belongs to the same piece; with p = q whether p belongs to any. */
type IsJoined = (p: number, q: number) => boolean;

interface Pieces {
  /** Piece of each run of joined pixels, in the order of reading. */
  pieceOf: Int32Array;
  /** Pixels of each piece, at the number of its first run. */
  pixels: Int32Array;
  touchesBorder: Uint8Array;
}

/** Pieces that were taken out, and how many pixels they had together. */
export interface LooseParts {
  islands: number;
  islandPixels: number;
}

/**
 * Makes the pixels of pieces with fewer than `fewest` pixels invalid (NaN), in place, in a planar depth map of height x width, row by row.
 * Pieces are what depth steps above `threshold` (a share of the nearer depth) and the sides of `cutSides` separate, pixels being joined to four neighbours (J. Hoshen,
 * R. Kopelman, Physical Review B 14, 1976). The largest stays in any case: own rule. Answers with how much went.
 */
export function removeIslands(
  depth: Float32Array,
  grid: Size,
  threshold: number,
  fewest: number,
  steep: Uint8Array | null = null,
): LooseParts {
  const isJoined: IsJoined = (p, q) =>
    isConnected(depth[p], depth[q], threshold) &&
    (steep === null || p === q || (steep[p] & (q === p + 1 ? SIDE.right : SIDE.below)) === 0);
  const { pieceOf, pixels } = findPieces(grid, isJoined);
  const smallest = Math.min(fewest, largestOf(pixels));
  const loose: LooseParts = { islands: 0, islandPixels: 0 };
  for (let piece = 0; piece < pixels.length; piece++) {
    if (pieceOf[piece] !== piece || pixels[piece] >= smallest) continue;
    loose.islands++;
    loose.islandPixels += pixels[piece];
  }
  if (loose.islands === 0) return loose;
  // Whether a pixel starts a run hangs on its left neighbour, which must still be there.
  let run = -1;
  for (let y = 0, p = 0; y < grid.height; y++) {
    let before = Number.NaN;
    for (let x = 0; x < grid.width; x++, p++) {
      const here = depth[p];
      if (isConnected(here, here, threshold)) {
        const isSteep = steep !== null && x > 0 && (steep[p - 1] & SIDE.right) !== 0;
        if (isSteep || !isConnected(before, here, threshold)) run++;
        if (pixels[pieceOf[run]] < smallest) depth[p] = Number.NaN;
      }
      before = here;
    }
  }
  return loose;
}

function largestOf(pixels: Int32Array): number {
  let largest = 0;
  for (let piece = 0; piece < pixels.length; piece++) if (pixels[piece] > largest) largest = pixels[piece];
  return largest;
}

/** Gaps that are closed all around: their number, and their sizes in pixels. */
export interface Holes {
  holes: number;
  holePixels: number;
  largestHolePixels: number;
}

/**
 * The gaps (NaN) in a depth map of height x width, row by row, that are closed all around: missing pixels with no way over four neighbours
 * to the picture's border (J. Hoshen, R. Kopelman, Physical Review B 14, 1976).
 */
export function findHoles(depth: Float32Array, grid: Size): Holes {
  const isJoined: IsJoined = (p, q) => Number.isNaN(depth[p]) && Number.isNaN(depth[q]);
  const { pieceOf, pixels, touchesBorder } = findPieces(grid, isJoined);
  const found: Holes = { holes: 0, holePixels: 0, largestHolePixels: 0 };
  for (let piece = 0; piece < pixels.length; piece++) {
    if (pieceOf[piece] !== piece || touchesBorder[piece] === 1) continue;
    found.holes++;
    found.holePixels += pixels[piece];
    found.largestHolePixels = Math.max(found.largestHolePixels, pixels[piece]);
  }
  return found;
}

/**
 * Connected pieces by runs of a row and union-find (J. Hoshen, R. Kopelman, Physical Review B 14, 1976): memory grows with
 * the runs, not with the pixels.
 */
function findPieces({ width, height }: Size, isJoined: IsJoined): Pieces {
  const parent: number[] = [];
  const pixels: number[] = [];
  const touchesBorder: number[] = [];
  const find = (run: number): number => {
    let root = run;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  };
  let above = new Int32Array(width).fill(-1);
  let here = new Int32Array(width).fill(-1);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (!isJoined(p, p)) {
        here[x] = -1;
        continue;
      }
      const isNew = x === 0 || here[x - 1] < 0 || !isJoined(p - 1, p);
      const run = isNew ? parent.length : here[x - 1];
      if (isNew) {
        parent.push(run);
        pixels.push(0);
        touchesBorder.push(0);
      }
      here[x] = run;
      pixels[run]++;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touchesBorder[run] = 1;
      if (y > 0 && above[x] >= 0 && isJoined(p - width, p)) {
        const one = find(above[x]);
        const other = find(run);
        parent[Math.max(one, other)] = Math.min(one, other);
      }
    }
    [above, here] = [here, above];
  }
  const pieces: Pieces = {
    pieceOf: new Int32Array(parent.length),
    pixels: Int32Array.from(pixels),
    touchesBorder: Uint8Array.from(touchesBorder),
  };
  for (let run = 0; run < parent.length; run++) {
    const root = find(run);
    pieces.pieceOf[run] = root;
    if (root === run) continue;
    pieces.pixels[root] += pieces.pixels[run];
    pieces.touchesBorder[root] |= pieces.touchesBorder[run];
  }
  return pieces;
}
