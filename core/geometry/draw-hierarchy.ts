import type { Hierarchy } from './hierarchy.ts';
import { putQuad, QUAD } from './quads.ts';

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
