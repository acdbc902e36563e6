import { halfEdges, nextCorner } from './half-edges.ts';

/**
 * Directed edges of triangles (three vertex numbers each) that no triangle beside them runs through the other way, as pairs of vertex
 * numbers.
 */
export function openEdges(indices: Uint32Array, vertices: number): Uint32Array {
  const edges = halfEdges(indices, vertices);
  const open: number[] = [];
  for (let edge = 0; edge < indices.length; edge++) {
    const from = indices[edge];
    const to = indices[nextCorner(edge)];
    if (edges.count(to, from) === 0) open.push(from, to);
  }
  return Uint32Array.from(open);
}

/** What keeps a mesh from being the skin of a solid. All zero: watertight. */
export interface Leaks {
  /** Edges with a triangle on one side only. */
  openEdges: number;
  /** Edges that two triangles run through the same way, or more than two share. */
  crowdedEdges: number;
}

/**
 * Counts the edges that do not lie between exactly two triangles (three vertex numbers each) of opposite direction, as in the skin of a
 * solid.
 */
export function findLeaks(indices: Uint32Array, vertices: number): Leaks {
  const edges = halfEdges(indices, vertices);
  const leaks: Leaks = { openEdges: 0, crowdedEdges: 0 };
  for (let edge = 0; edge < indices.length; edge++) {
    const from = indices[edge];
    const to = indices[nextCorner(edge)];
    if (edges.count(from, to) > 1) leaks.crowdedEdges++;
    else if (edges.count(to, from) === 0) leaks.openEdges++;
  }
  return leaks;
}
