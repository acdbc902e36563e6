import type { MeshStream } from './mesh-stream.ts';
import type { CameraMesh } from './surface-distance.ts';

/** Vertices are handed over in blocks of this many. */
const BLOCK = 1 << 14;

/** A mesh in memory as a stream, in its own axes and unit, with the normals of `vertexNormals` where wanted. */
export function indexedMesh({ positions, indices }: CameraMesh, hasNormals: boolean): MeshStream {
  const vertices = positions.length / 3;
  const normals = hasNormals ? vertexNormals(positions, indices) : null;
  return {
    vertices,
    triangles: indices.length / 3,
    *vertexBlocks(needsNormals = true) {
      for (let from = 0; from < vertices; from += BLOCK) {
        const to = Math.min(vertices, from + BLOCK);
        yield {
          count: to - from,
          // Copies: whoever takes a block may turn its vectors in place.
          positions: positions.slice(3 * from, 3 * to),
          normals: normals && needsNormals ? normals.slice(3 * from, 3 * to) : null,
        };
      }
    },
    *triangleBlocks() {
      for (let from = 0; from < indices.length; from += 3 * BLOCK) {
        yield indices.subarray(from, Math.min(indices.length, from + 3 * BLOCK));
      }
    },
  };
}

/**
 * Unit normals of vertices (interleaved x, y, z, as many as positions): the sum of their triangles' cross products, so that larger
 * triangles count more, as in Open3D. They point to where the triangles run anticlockwise; a vertex without a triangle has (0, 0, -1),
 * towards the camera.
 */
function vertexNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
  const sums = new Float64Array(positions.length);
  for (let k = 0; k < indices.length; k += 3) {
    const a = 3 * indices[k];
    const b = 3 * indices[k + 1];
    const c = 3 * indices[k + 2];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (let corner = k; corner < k + 3; corner++) {
      const at = 3 * indices[corner];
      sums[at] += nx;
      sums[at + 1] += ny;
      sums[at + 2] += nz;
    }
  }
  const normals = new Float32Array(positions.length);
  for (let at = 0; at < positions.length; at += 3) {
    const length = Math.hypot(sums[at], sums[at + 1], sums[at + 2]);
    const perLength = length > 0 ? 1 / length : 0;
    normals[at] = sums[at] * perLength;
    normals[at + 1] = sums[at + 1] * perLength;
    normals[at + 2] = length > 0 ? sums[at + 2] * perLength : -1;
  }
  return normals;
}

/** The other way: a streamed mesh as arrays, 3 coordinates a vertex and 3 vertex numbers a triangle, in its own axes and unit. */
export function meshInMemory(stream: MeshStream): CameraMesh {
  const positions = new Float32Array(3 * stream.vertices);
  const indices = new Uint32Array(3 * stream.triangles);
  let at = 0;
  for (const block of stream.vertexBlocks()) {
    positions.set(block.positions.subarray(0, 3 * block.count), at);
    at += 3 * block.count;
  }
  at = 0;
  for (const block of stream.triangleBlocks()) {
    indices.set(block, at);
    at += block.length;
  }
  return { positions, indices };
}
