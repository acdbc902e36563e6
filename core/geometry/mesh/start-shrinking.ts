import type { PixelMesh } from './draw-hierarchy.ts';
import { addBorders, addTriangles } from './quadric-sums.ts';
import { isBorderSide, LIES, type ShrinkingMesh, vertexAfter, vertexBefore } from './shrinking-mesh.ts';

/**
 * Makes a mesh on a pixel grid ready for having its edges joined. `positions` are interleaved, in any axes and unit, one for each of the
 * mesh's pixels; the arrays that are handed in are taken over.
 */
export function startShrinking(
  { pixels, indices }: PixelMesh,
  width: number,
  positions: Float64Array,
): ShrinkingMesh {
  const vertices = pixels.length;
  const mesh: ShrinkingMesh = {
    indices,
    positions,
    places: new Int32Array(4 * vertices),
    first: new Int32Array(vertices).fill(-1),
    next: new Int32Array(indices.length),
    lies: new Uint8Array(vertices),
    sums: new Float64Array(10 * vertices),
    triangles: indices.length / 3,
    borderEdges: 0,
    searches: 0,
  };
  for (let vertex = 0; vertex < vertices; vertex++) {
    mesh.places[4 * vertex] = pixels[vertex] % width;
    mesh.places[4 * vertex + 1] = (pixels[vertex] / width) | 0;
  }
  for (let corner = indices.length - 1; corner >= 0; corner--) {
    mesh.next[corner] = mesh.first[indices[corner]];
    mesh.first[indices[corner]] = corner;
  }
  findBorders(mesh);
  addTriangles(mesh);
  addBorders(mesh);
  return mesh;
}

/**
 * Finds how each vertex lies. Around an inner vertex each neighbour stands once after it and once before it, and their numbers cancel out:
 * own trick, which leaves the search for the few where they do not.
 */
function findBorders(mesh: ShrinkingMesh): void {
  const { indices, first, next, lies } = mesh;
  for (let vertex = 0; vertex < first.length; vertex++) {
    let bits = 0;
    let sum = 0;
    for (let corner = first[vertex]; corner >= 0; corner = next[corner]) {
      const after = vertexAfter(indices, corner);
      const before = vertexBefore(indices, corner);
      bits ^= after ^ before;
      sum += after - before;
    }
    if (bits === 0 && sum === 0) continue;
    let sides = 0;
    for (let corner = first[vertex]; corner >= 0; corner = next[corner]) {
      if (isBorderSide(mesh, vertex, vertexAfter(indices, corner))) sides++;
    }
    lies[vertex] = sides === 1 ? LIES.border : LIES.meeting;
    mesh.borderEdges += sides;
  }
}
