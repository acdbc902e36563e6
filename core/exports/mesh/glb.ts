import type { Sink } from '../../disk/write-file.ts';
import { createPacker, type Packer } from '../../formats/packer.ts';
import {
  GL,
  type GlbFacts,
  glbHeader,
  padded,
  refuseTooLong,
  type SceneLevel,
  sceneJson,
} from './glb-scene.ts';
import type { TexturedMesh } from './textured-mesh.ts';
import type { VertexRecords } from './vertex-records.ts';

/** A mesh and how its vertices stand in the file. */
interface Level {
  mesh: TexturedMesh;
  records: VertexRecords;
}

/**
 * Writes binary glTF 2.0: one unlit, double-sided mesh, in one level of detail or several, and the camera that took the photo, at the
 * origin. Vertices are interleaved and streamed; nothing that grows with the mesh is kept. Meshes must be in metres with y up. Throws
 * `too-large` before anything is written where the file would take 4 GiB, `cancelled`, `no-space`, `no-permission` or `internal` where the
 * sink does.
 */
export async function writeGlb(
  sink: Sink,
  meshes: readonly TexturedMesh[],
  facts: GlbFacts,
  recordsOf: (mesh: TexturedMesh) => VertexRecords,
  report?: (fraction: number) => void,
): Promise<void> {
  const levels = meshes.map((mesh) => ({ mesh, records: recordsOf(mesh) }));
  const behind = facts.behind ? [{ mesh: facts.behind.mesh, records: recordsOf(facts.behind.mesh) }] : [];
  const pictures = [facts.texture, facts.behind?.texture].flatMap((picture) => picture?.bytes ?? []);
  const views: object[] = [];
  const accessors: object[] = [];
  const parts: SceneLevel[] = [];
  let binaryBytes = pictures.reduce((sum, { length }) => sum + padded(length), 0);
  for (const level of [...levels, ...behind]) {
    parts.push(describeLevel(level, binaryBytes, views, accessors));
    binaryBytes += level.mesh.vertices * level.records.stride + padded(indexBytesOf(level.mesh));
  }
  let pictureStart = 0;
  for (const { length } of pictures) {
    views.push({ buffer: 0, byteOffset: pictureStart, byteLength: length });
    pictureStart += padded(length);
  }
  const json = sceneJson(facts, {
    levels: parts.slice(0, levels.length),
    behind: parts[levels.length],
    accessors,
    bufferViews: views,
    buffers: [{ byteLength: binaryBytes }],
    textureView: views.length - pictures.length,
    behindView: views.length - 1,
    extensions: levels[0].records.extensions,
  });
  refuseTooLong(28 + json.length + binaryBytes);
  await sink(glbHeader(json, binaryBytes));

  const packer = createPacker(sink);
  for (const picture of pictures) {
    const { bytes, at } = await packer.take(padded(picture.length));
    bytes.set(picture, at);
    bytes.fill(0, at + picture.length, at + padded(picture.length));
  }
  const all = [...levels, ...behind];
  const total = all.reduce((sum, { mesh: { vertices, triangles } }) => sum + vertices + triangles, 0);
  let done = 0;
  const count = (items: number) => {
    done += items;
    report?.(done / total);
  };
  for (const level of all) await packLevel(packer, level, count);
  await packer.finish();
}

function isShort(mesh: TexturedMesh): boolean {
  return mesh.vertices <= 0xffff;
}

function indexBytesOf(mesh: TexturedMesh): number {
  return 3 * mesh.triangles * (isShort(mesh) ? 2 : 4);
}

/** Adds the views and accessors of a mesh whose vertices start at `start` and whose indices follow them. */
function describeLevel(
  { mesh, records }: Level,
  start: number,
  views: object[],
  accessors: object[],
): SceneLevel {
  const { attributes, stride, bounds, node } = records;
  const vertexBytes = mesh.vertices * stride;
  const vertexView = views.push({
    buffer: 0,
    byteOffset: start,
    byteLength: vertexBytes,
    byteStride: stride,
    target: GL.arrayBuffer,
  });
  const indexView = views.push({
    buffer: 0,
    byteOffset: start + vertexBytes,
    byteLength: indexBytesOf(mesh),
    target: GL.elementArrayBuffer,
  });
  let byteOffset = 0;
  const places = attributes.map(({ name, bytes, ...numbers }) => {
    const place = accessors.push({
      bufferView: vertexView - 1,
      byteOffset,
      ...numbers,
      count: mesh.vertices,
      ...(name === 'POSITION' ? { min: bounds.minimum, max: bounds.maximum } : {}),
    });
    byteOffset += bytes;
    return [name, place - 1];
  });
  const indices = accessors.push({
    bufferView: indexView - 1,
    componentType: isShort(mesh) ? GL.unsignedShort : GL.unsignedInt,
    count: 3 * mesh.triangles,
    type: 'SCALAR',
  });
  return { attributes: Object.fromEntries(places), indices: indices - 1, node };
}

async function packLevel(
  packer: Packer,
  { mesh, records }: Level,
  count: (items: number) => void,
): Promise<void> {
  for (const block of mesh.vertexBlocks()) {
    records.fill(block, await packer.take(block.count * records.stride, 4));
    count(block.count);
  }
  for (const block of mesh.triangleBlocks()) {
    await packIndices(packer, block, isShort(mesh));
    count(block.length / 3);
  }
  const rest = padded(indexBytesOf(mesh)) - indexBytesOf(mesh);
  if (rest === 0) return;
  const { bytes, at } = await packer.take(rest);
  bytes.fill(0, at, at + rest);
}

async function packIndices(packer: Packer, corners: Uint32Array, areShort: boolean): Promise<void> {
  const Indices = areShort ? Uint16Array : Uint32Array;
  const size = Indices.BYTES_PER_ELEMENT;
  const { bytes, at } = await packer.take(corners.length * size, size);
  new Indices(bytes.buffer, at, corners.length).set(corners);
}
