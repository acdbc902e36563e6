import { putQuad, QUAD } from '../quads.ts';
import type { Hierarchy } from './hierarchy.ts';

/**
 * Answers with a function from a number of triangles to the smallest error (in the hierarchy's unit) with which no more than so many are
 * drawn, but for those that cuts ask for; where that would leave less than `fewest`, since many nodes have the same error, the one with which
 * more are drawn. Own method: each node that stays splits two triangles, at the border one, so that a histogram of
 * the errors, made once, says the number of triangles at every one of them.
 */
export function errorsForBudgets(hierarchy: Hierarchy): (triangles: number, fewest?: number) => number {
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
  const withoutAny = drawHierarchy(hierarchy, Number.POSITIVE_INFINITY).indices.length / 3;
  return (triangles, fewest = 0) => {
    let count = withoutAny;
    let bin = histogram.length - 1;
    while (bin > 0 && (count + histogram[bin - 1] <= triangles || count < fewest)) count += histogram[--bin];
    return new Float32Array(new Uint32Array([bin << SHIFT]).buffer)[0];
  };
}

/** Triangles whose corners are pixels. */
export interface PixelMesh {
  /** Pixel of each vertex. */
  pixels: Uint32Array;
  /** Three vertices a triangle, anticlockwise as the camera sees them. */
  indices: Uint32Array;
}

/** What was drawn of a hierarchy. */
export interface DrawnMesh extends PixelMesh {
  /** The triangles whose pixels lie in a line, each by its first corner, a place in the indices. */
  lines: number[];
}

/**
 * The coarsest triangles of the hierarchy that leave out only nodes whose error is below `error`, in the unit of the hierarchy's errors
 * (restricted quadtree, R. Pajarola, IEEE Visualization 1998). No cracks, no T-junctions.
 */
export function drawHierarchy(
  { width, height, quads, columns, rows, tile, errors }: Hierarchy,
  error: number,
): DrawnMesh {
  const stride = columns.length;
  const vertexOf = new Int32Array(width * height).fill(-1);
  let pixels = new Uint32Array(1 << 16);
  let indices = new Uint32Array(1 << 18);
  let vertices = 0;
  let length = 0;
  const lines: number[] = [];
  const vertexAt = (pixel: number): number => {
    if (vertexOf[pixel] >= 0) return vertexOf[pixel];
    if (vertices === pixels.length) pixels = grown(pixels);
    pixels[vertices] = pixel;
    vertexOf[pixel] = vertices;
    return vertices++;
  };

  /** Triangles still to be looked at, by the columns and rows of their nodes a b c: a and b end the longest side, the right angle is at c. */
  const waiting = new Int32Array(6 * 2 * tile);
  let top = 0;
  const put = (ai: number, aj: number, bi: number, bj: number, ci: number, cj: number): void => {
    waiting[top] = ai;
    waiting[top + 1] = aj;
    waiting[top + 2] = bi;
    waiting[top + 3] = bj;
    waiting[top + 4] = ci;
    waiting[top + 5] = cj;
    top += 6;
  };
  const drawWaiting = (): void => {
    while (top > 0) {
      top -= 6;
      const ai = waiting[top];
      const aj = waiting[top + 1];
      const bi = waiting[top + 2];
      const bj = waiting[top + 3];
      const ci = waiting[top + 4];
      const cj = waiting[top + 5];
      // Both differ by one, or the middle of the longest side is a node.
      if (((ai - bi) & 1) === 0 || ((aj - bj) & 1) === 0) {
        const mi = (ai + bi) >> 1;
        const mj = (aj + bj) >> 1;
        if (errors[mj * stride + mi] >= error) {
          put(bi, bj, ci, cj, mi, mj);
          put(ci, cj, ai, aj, mi, mj);
          continue;
        }
      }
      const ax = columns[ai];
      const ay = rows[aj];
      const bx = columns[bi];
      const by = rows[bj];
      const cx = columns[ci];
      const cy = rows[cj];
      let isLine = false;
      if ((bx - ax) * (cy - ay) === (by - ay) * (cx - ax)) {
        // Corners that share a pixel leave nothing. Three pixels in a line stay: that sliver closes what would be a crack.
        if ((ax === bx && ay === by) || (bx === cx && by === cy) || (cx === ax && cy === ay)) continue;
        isLine = true;
      }
      // A leaf lies in whole quads or in empty ones; those beside cuts, where it would be a half of one, follow below.
      const x = Math.min(width - 2, ((ax + bx + cx) / 3) | 0);
      const y = Math.min(height - 2, ((ay + by + cy) / 3) | 0);
      const quad = quads[y * (width - 1) + x];
      if (quad !== QUAD.fall && quad !== QUAD.rise) continue;
      if (length + 3 > indices.length) indices = grown(indices);
      if (isLine) lines.push(length);
      indices[length] = vertexAt(ay * width + ax);
      indices[length + 1] = vertexAt(by * width + bx);
      indices[length + 2] = vertexAt(cy * width + cx);
      length += 3;
    }
  };

  for (let j = 0; j + 1 < rows.length; j += tile) {
    for (let i = 0; i + 1 < stride; i += tile) {
      const right = i + tile;
      const bottom = j + tile;
      if (((i + j) / tile) % 2 === 0) {
        put(i, j, right, bottom, right, j);
        put(right, bottom, i, j, i, bottom);
      } else {
        put(right, j, i, bottom, right, bottom);
        put(i, bottom, right, j, i, j);
      }
      drawWaiting();
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
  return { pixels: pixels.slice(0, vertices), indices: indices.slice(0, length), lines };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
