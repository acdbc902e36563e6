import { type HalfEdges, halfEdges, lastCorner, nextCorner } from './half-edges.ts';
import type { CameraMesh } from './surface-distance.ts';

/**
 * Walls behind the open edges of a mesh in camera axes (x right, y down, z forward), in its unit: each edge is drawn out away from the
 * camera along its rays until its depth has grown by `share` of it. Own rule, so that cuts are closed without a point that was not seen
 * beside one that was. Where pieces of the border meet in a vertex, each has its own wall.
 */
export function skirtOf({ positions, indices }: CameraMesh, share: number): CameraMesh {
  const edges = halfEdges(indices, positions.length / 3);
  const open: number[] = [];
  /** The wall that goes on where that of an open edge ends, by the corner where the edge starts. */
  const following = new Map<number, number>();
  for (let corner = 0; corner < indices.length; corner++) {
    if (edges.find(indices[nextCorner(corner)], indices[corner]) >= 0) continue;
    following.set(openEdgeInto(edges, indices, corner), open.length);
    open.push(corner);
  }
  const vertices = new Float32Array(6 * open.length);
  const corners = new Uint32Array(6 * open.length);
  for (const [wall, corner] of open.entries()) {
    const at = 3 * indices[corner];
    for (let axis = 0; axis < 3; axis++) {
      vertices[6 * wall + axis] = positions[at + axis];
      vertices[6 * wall + 3 + axis] = positions[at + axis] * (1 + share);
    }
    const from = 2 * wall;
    const to = 2 * (following.get(corner) ?? wall);
    // The wall runs through the edge the other way than the surface does.
    corners.set([to, from, from + 1, to, from + 1, to + 1], 6 * wall);
  }
  return { positions: vertices, indices: corners };
}

/** The corner where the open edge starts that ends where that of a corner starts, over the triangles that are connected around this vertex. */
function openEdgeInto(edges: HalfEdges, indices: Uint32Array, corner: number): number {
  const vertex = indices[corner];
  for (let at = corner; ; ) {
    const before = lastCorner(at);
    const beside = edges.find(vertex, indices[before]);
    if (beside < 0) return before;
    at = beside;
  }
}
