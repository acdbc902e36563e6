import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { compactMesh } from './compact-mesh.ts';
import type { QuadricSimplifier } from './simplify.ts';

/**
 * Loads the quadric simplifier of meshoptimizer (A. Kapoulkine, MIT; M. Garland, P. Heckbert, SIGGRAPH 1997), which runs as WebAssembly.
 * Axes and unit of the mesh stay.
 */
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
    return compactMesh({ positions: newPositions, indices: newIndices.slice(0, length) });
  };
}
