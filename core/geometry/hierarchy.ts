import type { Grid } from './edges.ts';
import { MEETS, quadsAround } from './quads.ts';

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

export interface ErrorMeasure {
  /** Linear between pixels of one flat piece: disparity in a perspective picture, height in a relief. */
  values: Float32Array;
  /** `relative`: deviation along the ray over depth, where `values` is disparity. `absolute`: in the unit of `values`. */
  kind: 'relative' | 'absolute';
  /**
   * Pixel footprint over depth (1 / focal length), where a texture lies on the triangles: stretched over a triangle it slides
   * against the true picture, since depth changes along it. That slide counts as an error in space. 0: no texture.
   */
  footprint: number;
}

/** Measures what leaving out each node costs, from fine to coarse. Linear in the pixels. */
export function buildHierarchy(
  grid: Grid & { quads: Uint8Array },
  { values, kind, footprint }: ErrorMeasure,
): Hierarchy {
  const { width, height, quads } = grid;
  const tile = Math.min(width, height) >= 512 ? 64 : 16;
  const columns = spread(width, tile);
  const rows = spread(height, tile);
  const stride = columns.length;
  const errors = new Float32Array(stride * rows.length);

  const around = quadsAround(quads, grid);
  const isRelative = kind === 'relative';
  const errorOf = (value: number, predicted: number) =>
    isRelative ? Math.abs(value - predicted) / predicted : Math.abs(value - predicted);
  const slideOf = (one: number, other: number, pixels: number) =>
    footprint === 0 ? 0 : ((footprint * pixels) / 2) * Math.abs((one - other) / (one + other));

  for (let s = 1; s < tile; s *= 2) {
    // The middles of sides along the rows and columns; on them hang the middles of the squares at half the distance.
    const half = s / 2;
    for (let j = 0; j < rows.length; j += s) {
      const isOddRow = (j / s) % 2 === 1;
      const row = rows[j] * width;
      for (let i = isOddRow ? 0 : s; i < stride; i += 2 * s) {
        const node = j * stride + i;
        const pixel = row + columns[i];
        const meets = around[pixel];
        if (meets !== MEETS.whole && meets !== MEETS.empty) {
          errors[node] = Number.POSITIVE_INFINITY;
          continue;
        }
        let from: number;
        let to: number;
        let before: number;
        let length: number;
        if (isOddRow) {
          before = rows[j] - rows[j - s];
          length = rows[j + s] - rows[j - s];
          from = values[pixel - before * width];
          to = values[pixel + (length - before) * width];
        } else {
          before = columns[i] - columns[i - s];
          length = columns[i + s] - columns[i - s];
          from = values[pixel - before];
          to = values[pixel + length - before];
        }
        let error =
          length === 0 || meets === MEETS.empty
            ? 0
            : Math.max(
                errorOf(values[pixel], from + (before / length) * (to - from)),
                slideOf(from, to, length),
              );
        if (s > 1) {
          if (j > 0 && i > 0) error = Math.max(error, errors[node - half * stride - half]);
          if (j > 0 && i + 1 < stride) error = Math.max(error, errors[node - half * stride + half]);
          if (j + 1 < rows.length && i > 0) error = Math.max(error, errors[node + half * stride - half]);
          if (j + 1 < rows.length && i + 1 < stride)
            error = Math.max(error, errors[node + half * stride + half]);
        }
        // Not a number: the line ends beside the surface.
        errors[node] = error >= 0 ? error : Number.POSITIVE_INFINITY;
      }
    }
    // The middles of squares; on them hang the middles of their four sides.
    for (let j = s; j < rows.length; j += 2 * s) {
      for (let i = s; i < stride; i += 2 * s) {
        const node = j * stride + i;
        const x = columns[i];
        const y = rows[j];
        const pixel = y * width + x;
        const meets = around[pixel];
        if (meets !== MEETS.whole && meets !== MEETS.empty) {
          errors[node] = Number.POSITIVE_INFINITY;
          continue;
        }
        const left = columns[i - s];
        const right = columns[i + s];
        const top = rows[j - s] * width;
        const bottom = rows[j + s] * width;
        const isFalling = ((i + j) / s) % 4 === 2;
        const from = isFalling ? values[top + left] : values[bottom + left];
        const to = isFalling ? values[bottom + right] : values[top + right];
        const along = right > left ? (x - left) / (right - left) : 0.5;
        const down = rows[j + s] > rows[j - s] ? (y - rows[j - s]) / (rows[j + s] - rows[j - s]) : 0.5;
        // The node may lie a pixel beside the diagonal: there the other two corners say how the square is tilted.
        const across = isFalling ? down : 1 - down;
        let predicted = from + (to - from) * (along + across) * 0.5;
        if (along !== across) {
          const upper = isFalling ? values[top + right] : values[bottom + right];
          const lower = isFalling ? values[bottom + left] : values[top + left];
          predicted += (upper - lower) * (along - across) * 0.5;
        }
        let error = Math.max(
          errorOf(values[pixel], predicted),
          slideOf(from, to, Math.SQRT2 * (right - left)),
        );
        error = Math.max(error, errors[node - s], errors[node + s]);
        error = Math.max(error, errors[node - s * stride], errors[node + s * stride]);
        errors[node] = error >= 0 ? error : Number.POSITIVE_INFINITY;
      }
    }
  }
  return { width, height, quads, columns, rows, tile, errors };
}

/** Nodes spread over pixels: a multiple of the tile in number, plus one, with the first and last pixel at the ends. */
function spread(pixels: number, tile: number): Int32Array {
  const last = Math.max(1, Math.ceil((pixels - 1) / tile)) * tile;
  return Int32Array.from({ length: last + 1 }, (_, node) => Math.round((node * (pixels - 1)) / last));
}
