import { normalsRow } from '../normals.ts';
import { countTriangles, putQuad, QUAD, type Surface } from '../quads.ts';
import { unprojectRow } from '../unproject.ts';
import type { MeshStream } from './mesh-stream.ts';

/**
 * A surface with a vertex for each pixel that belongs to a triangle, streamed row by row in camera axes (x right, y down, z forward), in
 * metres. Needs one byte a pixel. Vertices are pixel centres unprojected (`unprojectRow`), normals those of `normalsRow`.
 */
export function gridMesh(surface: Surface, hasNormals: boolean): MeshStream {
  const { width, height, depth, camera, quads } = surface;
  const used = usedPixels(surface);
  let vertices = 0;
  for (let p = 0; p < used.length; p++) vertices += used[p];

  return {
    vertices,
    triangles: countTriangles(quads),
    *vertexBlocks(needsNormals = true) {
      const positions = new Float32Array(3 * width);
      const normals = hasNormals && needsNormals ? new Float32Array(3 * width) : null;
      for (let row = 0; row < height; row++) {
        unprojectRow(depth, width, row, camera, positions);
        if (normals) normalsRow(depth, width, height, row, camera, normals);
        const count = closeUp(used, row * width, width, positions, normals);
        if (count > 0) yield { count, positions, normals };
      }
    },
    *triangleBlocks() {
      // Vertices are numbered in the order of reading: two rows of numbers are all that is needed at a time.
      let above = new Uint32Array(width);
      let below = new Uint32Array(width);
      let next = number(used, 0, width, 0, above);
      const corners = new Uint32Array(6 * width);
      for (let y = 0; y + 1 < height; y++) {
        next = number(used, (y + 1) * width, width, next, below);
        const length = putRow(quads, y * (width - 1), above, below, corners);
        if (length > 0) yield corners.subarray(0, length);
        [above, below] = [below, above];
      }
    },
  };
}

/*
 * What is done for each pixel stands in functions of its own: a generator is suspended at each row, and V8 does not replace its loops by
 * faster code while they run.
 */

/** Puts what belongs to used pixels of a row one after the other; answers with their number. */
function closeUp(
  used: Uint8Array,
  start: number,
  width: number,
  positions: Float32Array,
  normals: Float32Array | null,
): number {
  let count = 0;
  for (let x = 0; x < width; x++) {
    if (used[start + x] === 0) continue;
    if (count < x) {
      move(positions, x, count);
      if (normals) move(normals, x, count);
    }
    count++;
  }
  return count;
}

/** Writes the triangles between two rows of vertex numbers; answers with how many numbers that took. */
function putRow(
  quads: Uint8Array,
  start: number,
  above: Uint32Array,
  below: Uint32Array,
  corners: Uint32Array,
): number {
  let length = 0;
  for (let x = 0, q = start; x + 1 < above.length; x++, q++) {
    if (quads[q] === QUAD.empty) continue;
    length = putQuad(quads[q], above[x], above[x + 1], below[x], below[x + 1], corners, length);
  }
  return length;
}

function move(vectors: Float32Array, from: number, to: number): void {
  vectors[3 * to] = vectors[3 * from];
  vectors[3 * to + 1] = vectors[3 * from + 1];
  vectors[3 * to + 2] = vectors[3 * from + 2];
}

function number(used: Uint8Array, start: number, width: number, first: number, numbers: Uint32Array): number {
  let next = first;
  for (let x = 0; x < width; x++) {
    numbers[x] = next;
    next += used[start + x];
  }
  return next;
}

/** Marks the pixels (1) that are corners of a triangle. */
function usedPixels({ width, height, quads }: Surface): Uint8Array {
  const used = new Uint8Array(width * height);
  for (let y = 0, q = 0; y + 1 < height; y++) {
    for (let p = y * width, end = p + width - 1; p < end; p++, q++) {
      const quad = quads[q];
      if (quad === QUAD.empty) continue;
      if (quad !== QUAD.withoutA) used[p] = 1;
      if (quad !== QUAD.withoutB) used[p + 1] = 1;
      if (quad !== QUAD.withoutC) used[p + width] = 1;
      if (quad !== QUAD.withoutD) used[p + width + 1] = 1;
    }
  }
  return used;
}
