import type { CameraMesh } from './surface-distance.ts';

/**
 * Leaves out the vertices that no triangle uses; the others are numbered in the order in which the triangles name them. Axes and unit stay.
 */
export function compactMesh({ positions, indices }: CameraMesh): CameraMesh {
  const numbers = new Int32Array(positions.length / 3).fill(-1);
  const kept = new Float32Array(positions.length);
  let count = 0;
  const renumbered = indices.map((vertex) => {
    if (numbers[vertex] < 0) {
      kept.set(positions.subarray(3 * vertex, 3 * vertex + 3), 3 * count);
      numbers[vertex] = count++;
    }
    return numbers[vertex];
  });
  return { positions: kept.slice(0, 3 * count), indices: renumbered };
}
