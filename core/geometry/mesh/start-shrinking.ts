import type { PixelMesh } from './draw-hierarchy.ts';
import { addBorders, addTriangles } from './quadric-sums.ts';
import { isBorderSide, LIES, type ShrinkingMesh, vertexAfter } from './shrinking-mesh.ts';

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
  linkCorners(mesh);
  findBorders(mesh);
  addTriangles(mesh);
  addBorders(mesh);
  return mesh;
}

/** Where a vertex's four numbers hold, for a moment, all bits and the sum of its neighbours. */
const [BITS, SUM] = [2, 3];

/** Chains the corners of each vertex, in their order, and gathers what its neighbours leave of each other's numbers (`findBorders`). */
function linkCorners({ indices, first, next, places }: ShrinkingMesh): void {
  for (let corner = indices.length - 1; corner >= 0; corner -= 3) {
    let [before, vertex, after] = [indices[corner - 1], indices[corner], indices[corner - 2]];
    for (let k = corner; k > corner - 3; k--) {
      next[k] = first[vertex];
      first[vertex] = k;
      places[4 * vertex + BITS] ^= scatter(after) ^ scatter(before);
      places[4 * vertex + SUM] += after - before;
      [before, vertex, after] = [after, before, vertex];
    }
  }
}

/** Another number for each vertex: those of neighbours follow one another, and two pairs of them would cancel out where pieces meet. */
function scatter(vertex: number): number {
  const once = Math.imul(vertex ^ (vertex >>> 16), 0x45d9f3b);
  return Math.imul(once ^ (once >>> 16), 0x45d9f3b);
}

/**
 * Finds how each vertex lies. Around an inner vertex each neighbour stands once after it and once before it, and their numbers cancel out:
 * own trick, which leaves the search for the few where they do not.
 */
function findBorders(mesh: ShrinkingMesh): void {
  const { indices, first, next, lies, places } = mesh;
  for (let vertex = 0; vertex < first.length; vertex++) {
    const isInside = places[4 * vertex + BITS] === 0 && places[4 * vertex + SUM] === 0;
    places[4 * vertex + BITS] = places[4 * vertex + SUM] = 0;
    if (isInside) continue;
    let sides = 0;
    for (let corner = first[vertex]; corner >= 0; corner = next[corner]) {
      if (isBorderSide(mesh, vertex, vertexAfter(indices, corner))) sides++;
    }
    lies[vertex] = sides === 1 ? LIES.border : LIES.meeting;
    mesh.borderEdges += sides;
  }
}
