import type { Grid } from '../edges.ts';
import { MEETS, quadsAround } from '../quads.ts';
import { type SlideLimit, slideAlong } from './texture-slide.ts';

/**
 * A surface on the pixel grid as a hierarchy of right triangles, each halved at the middle of its longest side (restricted
 * quadtree; R. Pajarola, Large Scale Terrain Visualization Using the Restricted Quadtree Triangulation, IEEE Visualization
 * 1998; W. Evans, D. Kirkpatrick, G. Townsend, Right-Triangulated Irregular Networks, Algorithmica 30, 2001).
 *
 * A picture's sides are no powers of two. So the hierarchy stands on nodes, a few more than there are pixels, which are
 * spread over the pixels evenly: some neighbouring nodes share a pixel, and what lies between them is left out. That wastes less than padding to the next power and leaves no seam at the border.
 */
export interface Hierarchy extends Grid {
  quads: Uint8Array;
  /** Pixel column of each node column, and pixel row of each node row. */
  columns: Int32Array;
  rows: Int32Array;
  tile: number;
  /** For each node the error of leaving it out, never smaller than those of the nodes that hang on it. Infinite: must stay. */
  errors: Float32Array;
}

/** What an error is measured on: `values` of height x width, row by row. */
export interface ErrorMeasure {
  /** Linear between pixels of one flat piece: disparity in a perspective picture, height in a relief. */
  values: Float32Array;
  /** `relative`: deviation along the ray over depth, where `values` is disparity. `absolute`: in the unit of `values`. */
  kind: 'relative' | 'absolute';
  /** How far a texture on the triangles may slide beside its place (`slideAlong`), where `values` is disparity; null: no texture. */
  slide: SlideLimit | null;
}

/** A slide beyond the limit is an error larger than any deviation: such nodes are left out last, those that slide least before. */
const SLIDING = 1e6;

/**
 * Measures what leaving out each node costs, from fine to coarse (see `Hierarchy` for the papers). `quads` are (height - 1) x (width - 1)
 * bytes of `QUAD`; errors come as shares of the depth (`relative`) or in the unit of the values (`absolute`). Linear in the pixels.
 */
export function buildHierarchy(grid: Grid & { quads: Uint8Array }, measure: ErrorMeasure): Hierarchy {
  const { width, height, quads } = grid;
  const tile = Math.min(width, height) >= 512 ? 64 : 16;
  const columns = spread(width, tile);
  const rows = spread(height, tile);
  const errors = new Float32Array(columns.length * rows.length);
  const hierarchy: Hierarchy = { width, height, quads, columns, rows, tile, errors };
  const around = quadsAround(quads, grid);
  // Row by row in functions of their own: those are soon compiled, where one loop over millions of nodes is not before its end.
  for (let s = 1; s < tile; s *= 2) {
    for (let j = 0; j < rows.length; j += s) measureSides(hierarchy, measure, around, s, j);
    for (let j = s; j < rows.length; j += 2 * s) measureSquares(hierarchy, measure, around, s, j);
  }
  return hierarchy;
}

/** How far a value is from where its neighbours would put it. */
function deviation(value: number, predicted: number, isRelative: boolean): number {
  return isRelative ? Math.abs(value - predicted) / predicted : Math.abs(value - predicted);
}

/** What a slide between two disparities counts: nothing up to the limit. */
function slideError(a: number, b: number, across: number, down: number, limit: SlideLimit | null): number {
  if (limit === null) return 0;
  const slide = slideAlong(Math.hypot(across * limit.across, down * limit.down), Math.sqrt(a), Math.sqrt(b));
  return slide > limit.most ? SLIDING * slide : 0;
}

/** Beside cuts and holes all nodes must stay. */
function mustStay(meets: number): boolean {
  return meets !== MEETS.whole && meets !== MEETS.empty;
}

/** Not a number: a line ends beside the surface. */
function orInfinite(error: number): number {
  return error >= 0 ? error : Number.POSITIVE_INFINITY;
}

/**
 * The nodes of row j in the middle of a side of length 2 s along a row or a column. On them hang the middles of the squares of half the size
 * that touch them.
 */
function measureSides(
  { width, columns, rows, errors }: Hierarchy,
  { values, kind, slide }: ErrorMeasure,
  around: Uint8Array,
  s: number,
  j: number,
): void {
  const isRelative = kind === 'relative';
  const stride = columns.length;
  const half = s / 2;
  const isAcross = (j / s) % 2 === 0;
  for (let i = isAcross ? s : 0; i < stride; i += 2 * s) {
    const node = j * stride + i;
    const pixel = rows[j] * width + columns[i];
    const meets = around[pixel];
    if (mustStay(meets)) {
      errors[node] = Number.POSITIVE_INFINITY;
      continue;
    }
    const before = isAcross ? columns[i] - columns[i - s] : rows[j] - rows[j - s];
    const length = isAcross ? columns[i + s] - columns[i - s] : rows[j + s] - rows[j - s];
    const step = isAcross ? 1 : width;
    let error = 0;
    if (length > 0 && meets !== MEETS.empty) {
      const from = values[pixel - before * step];
      const to = values[pixel + (length - before) * step];
      const predicted = from + (before / length) * (to - from);
      const sliding = slideError(from, to, isAcross ? length : 0, isAcross ? 0 : length, slide);
      error = Math.max(deviation(values[pixel], predicted, isRelative), sliding);
    }
    if (s > 1) {
      const above = node - half * stride;
      const below = node + half * stride;
      if (j > 0 && i > 0) error = Math.max(error, errors[above - half]);
      if (j > 0 && i + 1 < stride) error = Math.max(error, errors[above + half]);
      if (j + 1 < rows.length && i > 0) error = Math.max(error, errors[below - half]);
      if (j + 1 < rows.length && i + 1 < stride) error = Math.max(error, errors[below + half]);
    }
    errors[node] = orInfinite(error);
  }
}

/** The nodes of row j in the middle of a square of side 2 s, which one of its diagonals halves. On them hang the middles of its four sides. */
function measureSquares(
  { width, columns, rows, errors }: Hierarchy,
  { values, kind, slide }: ErrorMeasure,
  around: Uint8Array,
  s: number,
  j: number,
): void {
  const isRelative = kind === 'relative';
  const stride = columns.length;
  const top = rows[j - s] * width;
  const bottom = rows[j + s] * width;
  const down = bottom > top ? ((rows[j] - rows[j - s]) * width) / (bottom - top) : 0.5;
  for (let i = s; i < stride; i += 2 * s) {
    const node = j * stride + i;
    const pixel = rows[j] * width + columns[i];
    const meets = around[pixel];
    if (mustStay(meets)) {
      errors[node] = Number.POSITIVE_INFINITY;
      continue;
    }
    let error = 0;
    if (meets !== MEETS.empty) {
      const left = columns[i - s];
      const right = columns[i + s];
      const isFalling = ((i + j) / s) % 4 === 2;
      const from = values[(isFalling ? top : bottom) + left];
      const to = values[(isFalling ? bottom : top) + right];
      const along = right > left ? (columns[i] - left) / (right - left) : 0.5;
      const across = isFalling ? down : 1 - down;
      let predicted = from + (to - from) * (along + across) * 0.5;
      if (along !== across) {
        // The node lies a pixel beside the diagonal: the other two corners say how the square is tilted.
        const aside = values[(isFalling ? top : bottom) + right] - values[(isFalling ? bottom : top) + left];
        predicted += aside * (along - across) * 0.5;
      }
      error = Math.max(
        deviation(values[pixel], predicted, isRelative),
        slideError(from, to, right - left, rows[j + s] - rows[j - s], slide),
      );
    }
    error = Math.max(error, errors[node - s], errors[node + s]);
    errors[node] = orInfinite(Math.max(error, errors[node - s * stride], errors[node + s * stride]));
  }
}

/** Nodes spread over pixels: a multiple of the tile in number, plus one, with the first and last pixel at the ends. */
function spread(pixels: number, tile: number): Int32Array {
  const last = Math.max(1, Math.ceil((pixels - 1) / tile)) * tile;
  return Int32Array.from({ length: last + 1 }, (_, node) => Math.round((node * (pixels - 1)) / last));
}
