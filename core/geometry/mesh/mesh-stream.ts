/** Some vertices of a surface, in camera axes (x right, y down, z forward). The arrays are used again for the next block. */
export interface VertexBlock {
  count: number;
  /** Interleaved, in metres. */
  positions: Float32Array;
  /** Interleaved unit vectors that face the camera; null where none were asked for. */
  normals: Float32Array | null;
}

/**
 * A surface that is handed over in pieces, so that one with a vertex for each pixel never lies in memory whole. Both
 * lists can be walked more than once.
 */
export interface MeshStream {
  vertices: number;
  triangles: number;
  /** Without normals where only positions matter, which is faster. */
  vertexBlocks(needsNormals?: boolean): Iterable<VertexBlock>;
  /** Vertex numbers, three a triangle, anticlockwise from outside. */
  triangleBlocks(): Iterable<Uint32Array>;
}

/** Several surfaces as one, in the axes and unit that they share: vertices one part after the other, vertex numbers moved accordingly. */
export function joinStreams(parts: readonly MeshStream[]): MeshStream {
  if (parts.length === 1) return parts[0];
  return {
    vertices: parts.reduce((sum, part) => sum + part.vertices, 0),
    triangles: parts.reduce((sum, part) => sum + part.triangles, 0),
    *vertexBlocks(needsNormals) {
      for (const part of parts) yield* part.vertexBlocks(needsNormals);
    },
    *triangleBlocks() {
      let before = 0;
      for (const part of parts) {
        for (const block of part.triangleBlocks()) {
          const moved = block.slice();
          for (let k = 0; k < moved.length; k++) moved[k] += before;
          yield moved;
        }
        before += part.vertices;
      }
    },
  };
}
