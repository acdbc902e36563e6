import { type Rotation, rotateAll } from '../geometry/axes.ts';
import type { MeshStream } from '../geometry/mesh-stream.ts';
import type { PlacedDepth } from './placed-depth.ts';

/** What a mesh wears: which of the photo's facts are put on each vertex, and the axes and unit of the file. */
export interface Clothes {
  placed: PlacedDepth;
  photo: { width: number; height: number };
  rotation: Rotation;
  /** Units of the file in a metre. */
  unitsPerMetre: number;
  hasUvs: boolean;
  /** Interleaved sRGB on the grid; null where none were asked for. */
  rgb: Uint8Array | null;
  hasDepth: boolean;
  /** Spread of the ensemble on the grid. */
  uncertainty: Float32Array | null;
}

/** Vertices as they stand in a file. The arrays are used again for the next block. */
export interface DressedBlock {
  count: number;
  positions: Float32Array;
  normals: Float32Array | null;
  /** (0, 0) is the outer corner of the photo's top-left pixel; a pixel's centre lies half a pixel further. */
  uvs: Float32Array | null;
  /** Interleaved sRGB. */
  colours: Uint8Array | null;
  /** Planar depth in metres. */
  depths: Float32Array | null;
  uncertainties: Float32Array | null;
}

/** The smallest box around a mesh, in the file's axes and unit. */
export interface Bounds {
  minimum: number[];
  maximum: number[];
}

export interface DressedMesh {
  vertices: number;
  triangles: number;
  has: { normals: boolean; uvs: boolean; colours: boolean; depths: boolean; uncertainties: boolean };
  bounds(): Bounds;
  vertexBlocks(): Iterable<DressedBlock>;
  triangleBlocks(): Iterable<Uint32Array>;
}

/**
 * Puts axes, unit, texture coordinates, colours and scalars on a mesh in camera axes. Whatever hangs on the photo is found by
 * projecting the vertex into it, so that it is right wherever a vertex was moved to.
 */
export function dressMesh(stream: MeshStream, hasNormals: boolean, clothes: Clothes): DressedMesh {
  const { placed, photo, rotation, unitsPerMetre, hasUvs, rgb, hasDepth, uncertainty } = clothes;
  const { camera, window, width, height } = placed;
  return {
    vertices: stream.vertices,
    triangles: stream.triangles,
    has: {
      normals: hasNormals,
      uvs: hasUvs,
      colours: rgb !== null,
      depths: hasDepth,
      uncertainties: uncertainty !== null,
    },
    *vertexBlocks() {
      let uvs = new Float32Array(0);
      let colours = new Uint8Array(0);
      let depths = new Float32Array(0);
      let uncertainties = new Float32Array(0);
      for (const { count, positions, normals } of stream.vertexBlocks()) {
        if (uvs.length < 2 * count) {
          uvs = new Float32Array(2 * count);
          colours = new Uint8Array(3 * count);
          depths = new Float32Array(count);
          uncertainties = new Float32Array(count);
        }
        const needsPixels = rgb !== null || uncertainty !== null;
        for (let k = 0; k < count; k++) {
          const z = positions[3 * k + 2];
          const u = (positions[3 * k] / z) * camera.fx + camera.cx;
          const v = (positions[3 * k + 1] / z) * camera.fy + camera.cy;
          uvs[2 * k] = (window.left + (u * window.width) / width) / photo.width;
          uvs[2 * k + 1] = (window.top + (v * window.height) / height) / photo.height;
          depths[k] = z;
          if (!needsPixels) continue;
          // Rounding may put a pixel's own centre a hair beside it, never half a pixel.
          const x = Math.max(0, Math.min(width - 1, Math.floor(u)));
          const y = Math.max(0, Math.min(height - 1, Math.floor(v)));
          const p = y * width + x;
          if (rgb) {
            colours[3 * k] = rgb[3 * p];
            colours[3 * k + 1] = rgb[3 * p + 1];
            colours[3 * k + 2] = rgb[3 * p + 2];
          }
          if (uncertainty) uncertainties[k] = uncertainty[p];
        }
        rotateAll(positions, count, rotation);
        if (unitsPerMetre !== 1) for (let k = 0; k < 3 * count; k++) positions[k] *= unitsPerMetre;
        if (normals) rotateAll(normals, count, rotation);
        yield {
          count,
          positions,
          normals,
          uvs: hasUvs ? uvs : null,
          colours: rgb ? colours : null,
          depths: hasDepth ? depths : null,
          uncertainties: uncertainty ? uncertainties : null,
        };
      }
    },
    triangleBlocks: () => stream.triangleBlocks(),
    bounds: () => boundsOf(stream, rotation, unitsPerMetre),
  };
}

function boundsOf(stream: MeshStream, rotation: Rotation, unitsPerMetre: number): Bounds {
  const minimum = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const maximum = minimum.map((value) => -value);
  for (const { count, positions } of stream.vertexBlocks()) {
    rotateAll(positions, count, rotation);
    for (let c = 0; c < 3; c++) {
      let least = minimum[c];
      let most = maximum[c];
      for (let k = c, end = 3 * count; k < end; k += 3) {
        // As the float that stands in the file.
        positions[k] *= unitsPerMetre;
        const value = positions[k];
        if (value < least) least = value;
        if (value > most) most = value;
      }
      minimum[c] = least;
      maximum[c] = most;
    }
  }
  return { minimum, maximum };
}
