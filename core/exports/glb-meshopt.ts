import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { DressedMesh } from './dressed-mesh.ts';
import {
  GL,
  type GlbFacts,
  glbHeader,
  LINEAR,
  padded,
  refuseTooLong,
  type SceneLevel,
  sceneJson,
} from './glb-scene.ts';
import type { Sink } from './write-file.ts';

/** EXT_meshopt_compression knows the first version of the codec only. */
const CODEC = 0;

/** One attribute in whole numbers, as it is before compression. */
interface Plane {
  name: string;
  bytes: Uint8Array;
  stride: number;
  componentType: number;
  type: 'VEC2' | 'VEC3' | 'VEC4';
}

/** A mesh as the codec leaves it. */
interface EncodedLevel {
  planes: Plane[];
  vertices: number;
  corners: number;
  /** The planes, then the indices. */
  pieces: Uint8Array[];
  /** Shift and scale that give the positions back. */
  node: { translation: number[]; scale: number[] };
}

/**
 * Writes binary glTF 2.0 with KHR_mesh_quantization and EXT_meshopt_compression: positions in 65535 steps of the longest side of their box,
 * normals in 127, texture coordinates in 65535 of the photo. Vertices are put into an order that compresses and draws well.
 * The whole mesh lies in memory meanwhile.
 */
export async function writeCompressedGlb(
  sink: Sink,
  levels: readonly DressedMesh[],
  facts: GlbFacts,
  report?: (fraction: number) => void,
): Promise<void> {
  await MeshoptEncoder.ready;
  const encoded = levels.map((mesh, k) => {
    const level = encodeLevel(mesh);
    report?.((0.8 * (k + 1)) / levels.length);
    return level;
  });
  const texture = facts.texture?.bytes;
  const views: object[] = [];
  const accessors: object[] = [];
  const place = { compressed: 0, whole: 0 };
  const parts = encoded.map((level) => describeLevel(level, place, views, accessors));
  if (texture) views.push({ buffer: 0, byteOffset: place.compressed, byteLength: texture.length });
  const binaryBytes = place.compressed + padded(texture?.length ?? 0);
  const json = sceneJson(facts, {
    levels: parts,
    accessors,
    bufferViews: views,
    buffers: [
      { byteLength: binaryBytes },
      { byteLength: place.whole, extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
    textureView: views.length - 1,
    extensions: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
  });
  refuseTooLong(28 + json.length + binaryBytes);
  await sink(glbHeader(json, binaryBytes));
  const pieces = encoded.flatMap((level) => level.pieces);
  for (const piece of texture ? [...pieces, texture] : pieces) {
    await sink(piece);
    await sink(new Uint8Array(padded(piece.length) - piece.length));
  }
  report?.(1);
}

function encodeLevel(mesh: DressedMesh): EncodedLevel {
  const indices = gatherIndices(mesh);
  const [remap, vertices] = MeshoptEncoder.reorderMesh(indices, true, true);
  const { minimum, maximum } = mesh.bounds();
  const extent = Math.max(...maximum.map((value, axis) => value - minimum[axis])) || 1;
  const planes = quantize(mesh, remap, vertices, minimum, extent);
  const pieces = planes.map(({ bytes, stride }) =>
    MeshoptEncoder.encodeGltfBuffer(bytes, vertices, stride, 'ATTRIBUTES', CODEC),
  );
  const bytes = new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength);
  pieces.push(MeshoptEncoder.encodeGltfBuffer(bytes, indices.length, 4, 'TRIANGLES', CODEC));
  const node = { translation: minimum, scale: [extent, extent, extent] };
  return { planes, vertices, corners: indices.length, pieces, node };
}

/** Adds the views and accessors of a mesh whose pieces start at `place`, and moves that behind them. */
function describeLevel(
  { planes, vertices, corners, pieces, node }: EncodedLevel,
  place: { compressed: number; whole: number },
  views: object[],
  accessors: object[],
): SceneLevel {
  const firstView = views.length;
  const firstAccessor = accessors.length;
  pieces.forEach((piece, k) => {
    const plane = planes[k] as Plane | undefined;
    const byteStride = plane?.stride ?? 4;
    const items = plane ? vertices : corners;
    views.push({
      buffer: 1,
      byteOffset: place.whole,
      byteLength: items * byteStride,
      ...(plane ? { byteStride, target: GL.arrayBuffer } : { target: GL.elementArrayBuffer }),
      extensions: {
        EXT_meshopt_compression: {
          buffer: 0,
          byteOffset: place.compressed,
          byteLength: piece.length,
          byteStride,
          mode: plane ? 'ATTRIBUTES' : 'TRIANGLES',
          count: items,
        },
      },
    });
    place.compressed += padded(piece.length);
    place.whole += items * byteStride;
  });
  planes.forEach(({ componentType, type, name, bytes }, k) => {
    accessors.push({
      bufferView: firstView + k,
      componentType,
      normalized: true,
      count: vertices,
      type,
      ...(name === 'POSITION' ? boundsOf(new Uint16Array(bytes.buffer), vertices) : {}),
    });
  });
  accessors.push({
    bufferView: firstView + planes.length,
    componentType: GL.unsignedInt,
    count: corners,
    type: 'SCALAR',
  });
  return {
    attributes: Object.fromEntries(planes.map(({ name }, k) => [name, firstAccessor + k])),
    indices: firstAccessor + planes.length,
    node,
  };
}

function gatherIndices(mesh: DressedMesh): Uint32Array {
  const indices = new Uint32Array(3 * mesh.triangles);
  let at = 0;
  for (const block of mesh.triangleBlocks()) {
    indices.set(block, at);
    at += block.length;
  }
  return indices;
}

/** Smallest and largest whole numbers of positions, which lie four to a record. */
function boundsOf(positions: Uint16Array, count: number): { min: number[]; max: number[] } {
  const min = [65535, 65535, 65535];
  const max = [0, 0, 0];
  for (let k = 0; k < 4 * count; k += 4) {
    for (let c = 0; c < 3; c++) {
      min[c] = Math.min(min[c], positions[k + c]);
      max[c] = Math.max(max[c], positions[k + c]);
    }
  }
  return { min, max };
}

/** The attributes in whole numbers, each vertex at its new place; records are padded to four bytes (glTF 2.0 §3.6.2.4). */
function quantize(
  mesh: DressedMesh,
  remap: Uint32Array,
  count: number,
  minimum: number[],
  extent: number,
): Plane[] {
  const positions = new Uint16Array(4 * count);
  const normals = new Int8Array(mesh.has.normals ? 4 * count : 0);
  const uvs = new Uint16Array(mesh.has.uvs ? 2 * count : 0);
  const colours = new Uint16Array(mesh.has.colours ? 4 * count : 0);
  let vertex = 0;
  for (const block of mesh.vertexBlocks()) {
    for (let k = 0; k < block.count; k++, vertex++) {
      const to = remap[vertex];
      // A vertex that no triangle uses has no place.
      if (to >= count) continue;
      for (let c = 0; c < 3; c++) {
        positions[4 * to + c] = Math.round(((block.positions[3 * k + c] - minimum[c]) / extent) * 65535);
        if (block.normals) normals[4 * to + c] = Math.round(block.normals[3 * k + c] * 127);
        if (block.colours) colours[4 * to + c] = LINEAR[block.colours[3 * k + c]];
      }
      if (block.colours) colours[4 * to + 3] = 0xffff;
      if (block.uvs) {
        for (let c = 0; c < 2; c++) {
          uvs[2 * to + c] = Math.round(Math.min(1, Math.max(0, block.uvs[2 * k + c])) * 65535);
        }
      }
    }
  }
  const short = GL.unsignedShort;
  return [
    { name: 'POSITION', bytes: bytesOf(positions), stride: 8, componentType: short, type: 'VEC3' },
    ...(mesh.has.normals
      ? [
          {
            name: 'NORMAL',
            bytes: bytesOf(normals),
            stride: 4,
            componentType: GL.byte,
            type: 'VEC3',
          } as const,
        ]
      : []),
    ...(mesh.has.uvs
      ? [{ name: 'TEXCOORD_0', bytes: bytesOf(uvs), stride: 4, componentType: short, type: 'VEC2' } as const]
      : []),
    ...(mesh.has.colours
      ? [{ name: 'COLOR_0', bytes: bytesOf(colours), stride: 8, componentType: short, type: 'VEC4' } as const]
      : []),
  ];
}

function bytesOf(array: Uint16Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer as ArrayBuffer);
}
