/** The sides of triangles as each triangle runs through them, found by their two vertices. */
export interface HalfEdges {
  count(from: number, to: number): number;
  /** The corner where one such side starts; -1: there is none. */
  find(from: number, to: number): number;
  /** The corner of a triangle that lies on the first of its three vertices; -1: there is no such triangle. */
  findTriangle(a: number, b: number, c: number): number;
  /** Puts a corner on another vertex, in the indices too. */
  move(corner: number, vertex: number): void;
  /** Takes the corners of a triangle out of the lists; its indices stay. */
  remove(triangle: number): void;
}

/**
 * For each of so many vertices the list of edges that leave it, chained through two arrays: linear in time and memory. `indices` holds
 * three vertex numbers a triangle; a corner is a place in it. Moves and removals change the lists, moves `indices` too.
 */
export function halfEdges(indices: Uint32Array, vertices: number): HalfEdges {
  const first = new Int32Array(vertices).fill(-1);
  const next = new Int32Array(indices.length);
  const link = (corner: number): void => {
    next[corner] = first[indices[corner]];
    first[indices[corner]] = corner;
  };
  const unlink = (corner: number): void => {
    const vertex = indices[corner];
    let before = first[vertex];
    if (before === corner) first[vertex] = next[corner];
    else {
      while (next[before] !== corner) before = next[before];
      next[before] = next[corner];
    }
  };
  for (let corner = 0; corner < indices.length; corner++) link(corner);
  return {
    count(from, to) {
      let found = 0;
      for (let edge = first[from]; edge >= 0; edge = next[edge]) {
        if (indices[nextCorner(edge)] === to) found++;
      }
      return found;
    },
    find(from, to) {
      let edge = first[from];
      while (edge >= 0 && indices[nextCorner(edge)] !== to) edge = next[edge];
      return edge;
    },
    findTriangle(a, b, c) {
      let edge = first[a];
      while (edge >= 0 && (indices[nextCorner(edge)] !== b || indices[lastCorner(edge)] !== c))
        edge = next[edge];
      return edge;
    },
    move(corner, vertex) {
      unlink(corner);
      indices[corner] = vertex;
      link(corner);
    },
    remove(triangle) {
      for (let corner = triangle; corner < triangle + 3; corner++) unlink(corner);
    },
  };
}

/** The corner (a place in the indices) at the other end of the side that starts at a corner. */
export function nextCorner(corner: number): number {
  return corner % 3 === 2 ? corner - 2 : corner + 1;
}

/** The third corner (a place in the indices) of a triangle, seen from the side that starts at a corner. */
export function lastCorner(corner: number): number {
  return corner % 3 === 0 ? corner + 2 : corner - 1;
}
