import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import type { QuadricSimplifier } from './simplify.ts';

/** Loads the quadric simplifier of meshoptimizer (A. Kapoulkine, MIT), which runs as WebAssembly. */
export async function openQuadrics(): Promise<QuadricSimplifier> {
  await MeshoptSimplifier.ready;
  return ({ positions, indices }, triangles) => {
    const newIndices = indices.slice();
    const newPositions = positions.slice();
    const [length] = MeshoptSimplifier.simplifyWithUpdate(
      newIndices,
      newPositions,
      3,
      new Float32Array(0),
      0,
      [],
      null,
      3 * triangles,
      // Only the number of triangles is a limit; the error is measured afterwards.
      1,
    );
    return compact(newPositions, newIndices.slice(0, length));
  };
}

/** Leaves out the vertices that no triangle uses. */
function compact(positions: Float32Array, indices: Uint32Array) {
  const [remap, count] = MeshoptSimplifier.compactMesh(indices);
  const kept = new Float32Array(3 * count);
  for (let vertex = 0; vertex < remap.length; vertex++) {
    const to = remap[vertex];
    if (to !== 0xffffffff) kept.set(positions.subarray(3 * vertex, 3 * vertex + 3), 3 * to);
  }
  return { positions: kept, indices };
}
