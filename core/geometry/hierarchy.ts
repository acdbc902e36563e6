import type { Grid } from './edges.ts';
import { MEETS, putQuad, QUAD, quadsAround } from './quads.ts';

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

/**
 * The smallest error with which no more than `triangles` are drawn, but for those that cuts ask for: each node that stays
 * splits two triangles, at the border one, so that a histogram of the errors says the number of triangles at every one of them.
 */
export function errorForBudget(hierarchy: Hierarchy, triangles: number): number {
  const { columns, rows, errors } = hierarchy;
  const stride = columns.length;
  const bits = new Uint32Array(errors.buffer, errors.byteOffset, errors.length);
  // Positive floats are in the order of their bits; the upper ones tell errors 0.2 per cent apart.
  const SHIFT = 14;
  const histogram = new Uint32Array((0x7f800000 >>> SHIFT) + 1);
  for (let j = 0, node = 0; j < rows.length; j++) {
    const isBorderRow = j === 0 || j === rows.length - 1;
    for (let i = 0; i < stride; i++, node++) {
      histogram[bits[node] >>> SHIFT] += isBorderRow || i === 0 || i === stride - 1 ? 1 : 2;
    }
  }
  // Nodes that must stay split what is empty too: what they leave is counted by drawing it.
  let count = drawHierarchy(hierarchy, Number.POSITIVE_INFINITY).indices.length / 3;
  let bin = histogram.length - 1;
  while (bin > 1 && count + histogram[bin - 1] <= triangles) count += histogram[--bin];
  return bin === 1 ? 0 : new Float32Array(new Uint32Array([bin << SHIFT]).buffer)[0];
}

/** Triangles whose corners are pixels. */
export interface PixelMesh {
  /** Pixel of each vertex. */
  pixels: Uint32Array;
  /** Three vertices a triangle, anticlockwise as the camera sees them. */
  indices: Uint32Array;
}

/** The coarsest triangles of the hierarchy that leave out only nodes whose error is below `error`. No cracks, no T-junctions. */
export function drawHierarchy(
  { width, height, quads, columns, rows, tile, errors }: Hierarchy,
  error: number,
): PixelMesh {
  const stride = columns.length;
  const vertexOf = new Int32Array(width * height).fill(-1);
  let pixels = new Uint32Array(1 << 16);
  let indices = new Uint32Array(1 << 18);
  let vertices = 0;
  let length = 0;
  const vertexAt = (pixel: number): number => {
    if (vertexOf[pixel] >= 0) return vertexOf[pixel];
    if (vertices === pixels.length) pixels = grown(pixels);
    pixels[vertices] = pixel;
    vertexOf[pixel] = vertices;
    return vertices++;
  };

  /** a and b end the longest side; the right angle is at c. */
  const draw = (ai: number, aj: number, bi: number, bj: number, ci: number, cj: number): void => {
    const isUnit = ai !== bi && aj !== bj && Math.abs(ai - bi) === 1;
    if (!isUnit) {
      const mi = (ai + bi) >> 1;
      const mj = (aj + bj) >> 1;
      if (errors[mj * stride + mi] >= error) {
        draw(ci, cj, ai, aj, mi, mj);
        draw(bi, bj, ci, cj, mi, mj);
        return;
      }
    }
    const ax = columns[ai];
    const ay = rows[aj];
    const bx = columns[bi];
    const by = rows[bj];
    const cx = columns[ci];
    const cy = rows[cj];
    // Corners that share a pixel leave nothing. Three pixels in a line stay: that sliver closes what would be a crack.
    if ((ax === bx && ay === by) || (bx === cx && by === cy) || (cx === ax && cy === ay)) return;
    // A leaf lies in whole quads or in empty ones; those beside cuts, where it would be a half of one, follow below.
    const x = Math.min(width - 2, Math.floor((ax + bx + cx) / 3));
    const y = Math.min(height - 2, Math.floor((ay + by + cy) / 3));
    const quad = quads[y * (width - 1) + x];
    if (quad !== QUAD.fall && quad !== QUAD.rise) return;
    if (length + 3 > indices.length) indices = grown(indices);
    indices[length] = vertexAt(ay * width + ax);
    indices[length + 1] = vertexAt(by * width + bx);
    indices[length + 2] = vertexAt(cy * width + cx);
    length += 3;
  };

  for (let j = 0; j + 1 < rows.length; j += tile) {
    for (let i = 0; i + 1 < stride; i += tile) {
      const k = i + tile;
      const l = j + tile;
      if (((i + j) / tile) % 2 === 0) {
        draw(k, l, i, j, i, l);
        draw(i, j, k, l, k, j);
      } else {
        draw(i, l, k, j, i, j);
        draw(k, j, i, l, k, l);
      }
    }
  }

  // Quads beside cuts are drawn whole or in part as on the full grid: all their corners had to stay.
  const corners = new Uint32Array(3);
  for (let y = 0, q = 0; y + 1 < height; y++) {
    for (let p = y * width, end = p + width - 1; p < end; p++, q++) {
      if (quads[q] < QUAD.withoutA) continue;
      putQuad(quads[q], p, p + 1, p + width, p + width + 1, corners, 0);
      if (length + 3 > indices.length) indices = grown(indices);
      for (let k = 0; k < 3; k++) indices[length++] = vertexAt(corners[k]);
    }
  }
  return { pixels: pixels.slice(0, vertices), indices: indices.slice(0, length) };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
