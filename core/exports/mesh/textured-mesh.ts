import { type Rotation, rotateAll } from '../../geometry/axes.ts';
import type { MeshStream } from '../../geometry/mesh/mesh-stream.ts';
import type { PlacedDepth } from '../placed-depth.ts';
import { refuseEndless } from './refuse-endless.ts';

/** What the attributes of each vertex are made from, and the axes and unit of the file. */
export interface AttributeSources {
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
export interface VertexBlock {
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

/** A mesh as it stands in a file: its axes, its unit, three vertex numbers a triangle, anticlockwise from outside. */
export interface TexturedMesh {
  vertices: number;
  triangles: number;
  has: { normals: boolean; uvs: boolean; colours: boolean; depths: boolean; uncertainties: boolean };
  bounds(): Bounds;
  vertexBlocks(): Iterable<VertexBlock>;
  triangleBlocks(): Iterable<Uint32Array>;
}

/**
 * Puts axes, unit, texture coordinates (0..1, from the top left), colours and scalars on a mesh in camera axes and metres. Whatever hangs
 * on the photo is found by projecting the vertex into it (u = x / z fx + cx), so that it is right wherever a vertex was moved to.
 * Throws `bad-input`, from its blocks, where a coordinate is not finite.
 */
export function textureMesh(
  stream: MeshStream,
  hasNormals: boolean,
  sources: AttributeSources,
): TexturedMesh {
  const { rotation, unitsPerMetre, hasUvs, rgb, hasDepth, uncertainty } = sources;
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
      let buffers = attributeBuffers(0, sources);
      for (const { count, positions, normals } of stream.vertexBlocks()) {
        if (buffers.vertices < count) buffers = attributeBuffers(count, sources);
        fillAttributes(positions, count, buffers, sources);
        rotateAll(positions, count, rotation);
        if (unitsPerMetre !== 1) for (let k = 0; k < 3 * count; k++) positions[k] *= unitsPerMetre;
        if (normals) rotateAll(normals, count, rotation);
        for (const values of [positions, normals]) if (values) refuseEndless(values, 3 * count);
        yield { ...buffers, count, positions, normals };
      }
    },
    triangleBlocks: () => stream.triangleBlocks(),
    bounds: () => boundsOf(stream, rotation, unitsPerMetre),
  };
}

/** Two meshes of the same attributes, axes and unit as one: the vertices of the first, then those of the second. */
export function joinTextured(first: TexturedMesh, second: TexturedMesh): TexturedMesh {
  return {
    vertices: first.vertices + second.vertices,
    triangles: first.triangles + second.triangles,
    has: first.has,
    *vertexBlocks() {
      yield* first.vertexBlocks();
      yield* second.vertexBlocks();
    },
    *triangleBlocks() {
      yield* first.triangleBlocks();
      for (const block of second.triangleBlocks()) yield block.map((vertex) => vertex + first.vertices);
    },
    bounds() {
      const [one, other] = [first.bounds(), second.bounds()];
      return {
        minimum: one.minimum.map((value, axis) => Math.min(value, other.minimum[axis])),
        maximum: one.maximum.map((value, axis) => Math.max(value, other.maximum[axis])),
      };
    },
  };
}

/** Buffers for the attributes of a block of so many vertices. */
type AttributeBuffers = Pick<VertexBlock, 'uvs' | 'colours' | 'depths' | 'uncertainties'> & {
  vertices: number;
};

function attributeBuffers(
  vertices: number,
  { hasUvs, rgb, hasDepth, uncertainty }: AttributeSources,
): AttributeBuffers {
  return {
    vertices,
    uvs: hasUvs ? new Float32Array(2 * vertices) : null,
    colours: rgb ? new Uint8Array(3 * vertices) : null,
    depths: hasDepth ? new Float32Array(vertices) : null,
    uncertainties: uncertainty ? new Float32Array(vertices) : null,
  };
}

/** Fills the buffers for vertices in camera axes. A function of its own, because V8 does not speed up loops of a suspended generator. */
function fillAttributes(
  positions: Float32Array,
  count: number,
  { uvs, colours, depths, uncertainties }: AttributeBuffers,
  { placed, photo, rgb, uncertainty }: AttributeSources,
): void {
  const { window, width, height } = placed;
  const { fx, fy, cx, cy } = placed.camera;
  if (depths) for (let k = 0; k < count; k++) depths[k] = positions[3 * k + 2];
  if (!uvs && !colours && !uncertainties) return;
  for (let k = 0; k < count; k++) {
    const z = positions[3 * k + 2];
    const u = (positions[3 * k] / z) * fx + cx;
    const v = (positions[3 * k + 1] / z) * fy + cy;
    if (uvs) {
      uvs[2 * k] = (window.left + (u * window.width) / width) / photo.width;
      uvs[2 * k + 1] = (window.top + (v * window.height) / height) / photo.height;
    }
    if (!rgb && !uncertainty) continue;
    // Rounding may put a pixel's own centre a hair beside it, never half a pixel.
    const x = Math.max(0, Math.min(width - 1, Math.floor(u)));
    const y = Math.max(0, Math.min(height - 1, Math.floor(v)));
    const p = y * width + x;
    if (rgb && colours) {
      colours[3 * k] = rgb[3 * p];
      colours[3 * k + 1] = rgb[3 * p + 1];
      colours[3 * k + 2] = rgb[3 * p + 2];
    }
    if (uncertainty && uncertainties) uncertainties[k] = uncertainty[p];
  }
}

/** Every rotation here swaps and turns axes, so that the box may be measured in the camera's and then be turned itself. */
function boundsOf(stream: MeshStream, rotation: Rotation, unitsPerMetre: number): Bounds {
  let [left, top, near] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom, far] = [-left, -top, -near];
  for (const { count, positions } of stream.vertexBlocks(false)) {
    for (let k = 0, end = 3 * count; k < end; k += 3) {
      const x = positions[k];
      const y = positions[k + 1];
      const z = positions[k + 2];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (z < near) near = z;
      if (z > far) far = z;
    }
  }
  const corners = Float32Array.of(left, top, near, right, bottom, far);
  rotateAll(corners, 2, rotation);
  // As the floats that stand in the file.
  const ends = [0, 1, 2].map((axis) =>
    [corners[axis], corners[axis + 3]].map((value) => Math.fround(value * unitsPerMetre)),
  );
  return { minimum: ends.map((pair) => Math.min(...pair)), maximum: ends.map((pair) => Math.max(...pair)) };
}
