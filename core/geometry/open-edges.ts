/** Directed edges of triangles that no triangle beside them runs through the other way, as pairs of vertices. */
export function openEdges(indices: Uint32Array, vertices: number): Uint32Array {
  const edges = halfEdges(indices, vertices);
  const open: number[] = [];
  for (let edge = 0; edge < indices.length; edge++) {
    const from = indices[edge];
    const to = nextCorner(indices, edge);
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

/** Checks that each edge lies between exactly two triangles, of the same turn. */
export function findLeaks(indices: Uint32Array, vertices: number): Leaks {
  const edges = halfEdges(indices, vertices);
  const leaks: Leaks = { openEdges: 0, crowdedEdges: 0 };
  for (let edge = 0; edge < indices.length; edge++) {
    const from = indices[edge];
    const to = nextCorner(indices, edge);
    if (edges.count(from, to) > 1) leaks.crowdedEdges++;
    else if (edges.count(to, from) === 0) leaks.openEdges++;
  }
  return leaks;
}

/** For each vertex the list of edges that leave it, chained through two arrays: linear in time and memory. */
function halfEdges(indices: Uint32Array, vertices: number) {
  const first = new Int32Array(vertices).fill(-1);
  const next = new Int32Array(indices.length);
  for (let edge = 0; edge < indices.length; edge++) {
    next[edge] = first[indices[edge]];
    first[indices[edge]] = edge;
  }
  return {
    count(from: number, to: number): number {
      let found = 0;
      for (let edge = first[from]; edge >= 0; edge = next[edge]) {
        if (nextCorner(indices, edge) === to) found++;
      }
      return found;
    },
  };
}

/** The vertex at the other end of the edge that starts at a corner. */
function nextCorner(indices: Uint32Array, corner: number): number {
  return indices[corner % 3 === 2 ? corner - 2 : corner + 1];
}
