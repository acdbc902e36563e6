import { openEdges } from './open-edges.ts';
import type { CameraMesh } from './surface-distance.ts';

/**
 * Walls behind the open edges of a mesh in camera axes (x right, y down, z forward), in its unit: each edge is drawn out away from the
 * camera along its rays until its depth has grown by `share` of it. Own rule, so that cuts are closed without a point that was not seen
 * beside one that was.
 */
export function skirtOf({ positions, indices }: CameraMesh, share: number): CameraMesh {
  const edges = openEdges(indices, positions.length / 3);
  const placeOf = new Map<number, number>();
  const vertices: number[] = [];
  const place = (vertex: number): number => {
    const known = placeOf.get(vertex);
    if (known !== undefined) return known;
    const at = vertices.length / 3;
    const [x, y, z] = positions.subarray(3 * vertex, 3 * vertex + 3);
    vertices.push(x, y, z, x * (1 + share), y * (1 + share), z * (1 + share));
    placeOf.set(vertex, at);
    return at;
  };
  const corners: number[] = [];
  for (let k = 0; k < edges.length; k += 2) {
    const from = place(edges[k]);
    const to = place(edges[k + 1]);
    // The wall runs through the edge the other way than the surface does.
    corners.push(to, from, from + 1, to, from + 1, to + 1);
  }
  return { positions: Float32Array.from(vertices), indices: Uint32Array.from(corners) };
}
