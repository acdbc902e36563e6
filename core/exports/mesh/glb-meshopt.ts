import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { Sink } from '../../disk/write-file.ts';
import { placeOf } from '../../formats/packer.ts';
import {
  GL,
  type GlbFacts,
  glbHeader,
  padded,
  refuseTooLong,
  type SceneLevel,
  sceneJson,
} from './glb-scene.ts';
import { quantizedRecords } from './quantized-records.ts';
import type { TexturedMesh } from './textured-mesh.ts';
import type { VertexAttribute, VertexRecords } from './vertex-records.ts';

/** EXT_meshopt_compression knows the first version of the codec only. */
const CODEC = 0;

/** One attribute of all vertices, as it is before compression. */
interface Plane {
  attribute: VertexAttribute;
  words: Uint32Array;
}

/** A mesh as the codec leaves it. */
interface EncodedLevel {
  planes: Plane[];
  vertices: number;
  corners: number;
  /** The planes, then the indices. */
  pieces: Uint8Array[];
  /** Shift and scale that give the positions back. */
  node: VertexRecords['node'];
}

/**
 * Writes binary glTF 2.0 (metres, y up) with KHR_mesh_quantization and EXT_meshopt_compression. Vertices are put into an order that
 * compresses and draws well. The whole mesh lies in memory meanwhile. Throws `too-large` where the file would take 4 GiB, `cancelled`,
 * `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeCompressedGlb(
  sink: Sink,
  levels: readonly TexturedMesh[],
  facts: GlbFacts,
  report?: (fraction: number) => void,
): Promise<void> {
  await MeshoptEncoder.ready;
  const meshes = facts.behind ? [...levels, facts.behind.mesh] : levels;
  const encoded = meshes.map((mesh, k) => {
    const level = encodeLevel(mesh);
    report?.((0.8 * (k + 1)) / meshes.length);
    return level;
  });
  const pictures = [facts.texture, facts.behind?.texture].flatMap((picture) => picture?.bytes ?? []);
  const views: object[] = [];
  const accessors: object[] = [];
  const place = { compressed: 0, whole: 0 };
  const parts = encoded.map((level) => describeLevel(level, place, views, accessors));
  let binaryBytes = place.compressed;
  for (const { length } of pictures) {
    views.push({ buffer: 0, byteOffset: binaryBytes, byteLength: length });
    binaryBytes += padded(length);
  }
  const json = sceneJson(facts, {
    levels: parts.slice(0, levels.length),
    behind: parts[levels.length],
    accessors,
    bufferViews: views,
    buffers: [
      { byteLength: binaryBytes },
      { byteLength: place.whole, extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
    textureView: views.length - pictures.length,
    behindView: views.length - 1,
    extensions: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
  });
  refuseTooLong(28 + json.length + binaryBytes);
  await sink(glbHeader(json, binaryBytes));
  const pieces = encoded.flatMap((level) => level.pieces);
  for (const piece of [...pieces, ...pictures]) {
    await sink(piece);
    await sink(new Uint8Array(padded(piece.length) - piece.length));
  }
  report?.(1);
}

function encodeLevel(mesh: TexturedMesh): EncodedLevel {
  const indices = gatherIndices(mesh);
  const [remap, vertices] = MeshoptEncoder.reorderMesh(indices, true, true);
  const records = quantizedRecords(mesh);
  const planes = planesOf(mesh, records, remap, vertices);
  const pieces = planes.map(({ words, attribute }) =>
    MeshoptEncoder.encodeGltfBuffer(
      new Uint8Array(words.buffer),
      vertices,
      attribute.bytes,
      'ATTRIBUTES',
      CODEC,
    ),
  );
  const bytes = new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength);
  pieces.push(MeshoptEncoder.encodeGltfBuffer(bytes, indices.length, 4, 'TRIANGLES', CODEC));
  return { planes, vertices, corners: indices.length, pieces, node: records.node };
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
    const byteStride = plane?.attribute.bytes ?? 4;
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
  planes.forEach(({ attribute: { name, componentType, type, normalized }, words }, k) => {
    accessors.push({
      bufferView: firstView + k,
      componentType,
      normalized,
      count: vertices,
      type,
      ...(name === 'POSITION' ? boundsOf(new Uint16Array(words.buffer), vertices) : {}),
    });
  });
  accessors.push({
    bufferView: firstView + planes.length,
    componentType: GL.unsignedInt,
    count: corners,
    type: 'SCALAR',
  });
  return {
    attributes: Object.fromEntries(planes.map(({ attribute }, k) => [attribute.name, firstAccessor + k])),
    indices: firstAccessor + planes.length,
    node,
  };
}

function gatherIndices(mesh: TexturedMesh): Uint32Array {
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

/** The attributes of quantized records apart from each other, each vertex at its new place. */
function planesOf(mesh: TexturedMesh, records: VertexRecords, remap: Uint32Array, count: number): Plane[] {
  const planes = records.attributes.map((attribute) => ({
    attribute,
    words: new Uint32Array((count * attribute.bytes) / 4),
  }));
  const wordsPerRecord = records.stride / 4;
  let place = placeOf(0);
  let first = 0;
  for (const block of mesh.vertexBlocks()) {
    const bytes = block.count * records.stride;
    if (place.bytes.length < bytes) place = placeOf(bytes);
    records.fill(block, place);
    const from = new Uint32Array(place.bytes.buffer, 0, bytes / 4);
    let offset = 0;
    for (const { attribute, words } of planes) {
      const each = attribute.bytes / 4;
      for (let k = 0; k < block.count; k++) {
        const to = remap[first + k];
        // A vertex that no triangle uses has no place.
        if (to >= count) continue;
        for (let w = 0; w < each; w++) words[each * to + w] = from[wordsPerRecord * k + offset + w];
      }
      offset += each;
    }
    first += block.count;
  }
  return planes;
}
