/** Stands in the indices for the corners of triangles that went. */
export const GONE = 0xffffffff;

/** How a vertex lies: all around it triangles; on one piece of the border; where pieces of the border meet, so that it has to stay. */
export const LIES = { inside: 0, border: 1, meeting: 2 } as const;

/** A mesh on the pixel grid whose edges are being joined, in arrays that are changed in place. */
export interface ShrinkingMesh {
  /** Three vertices a triangle, anticlockwise as the camera sees them; `GONE` thrice where a triangle went. */
  indices: Uint32Array;
  /** Interleaved; what distances are measured in. */
  positions: Float64Array;
  /** Four numbers a vertex, which are looked at together: column and row of its pixel, the last search that met it, and nothing. */
  places: Int32Array;
  /** For each vertex the chain of the corners that lie on it: the first, and for each corner the next; -1 ends it. */
  first: Int32Array;
  next: Int32Array;
  lies: Uint8Array;
  /** Ten numbers a vertex: the quadric of what was joined into it. */
  sums: Float64Array;
  triangles: number;
  borderEdges: number;
  /** How many searches there were. */
  searches: number;
}

/** The vertex after that of a corner in its triangle. */
export function vertexAfter(indices: Uint32Array, corner: number): number {
  return indices[corner % 3 === 2 ? corner - 2 : corner + 1];
}

/** The vertex before that of a corner in its triangle. */
export function vertexBefore(indices: Uint32Array, corner: number): number {
  return indices[corner % 3 === 0 ? corner + 2 : corner - 1];
}

/** Whether no triangle runs from `to` to `from`, so that the side from `from` to `to` lies at the border. */
export function isBorderSide({ indices, first, next }: ShrinkingMesh, from: number, to: number): boolean {
  for (let corner = first[to]; corner >= 0; corner = next[corner]) {
    if (vertexAfter(indices, corner) === from) return false;
  }
  return true;
}
