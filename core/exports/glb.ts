import type { DressedBlock, DressedMesh } from './dressed-mesh.ts';
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
import { createPacker, type Packer } from './packer.ts';
import type { Sink } from './write-file.ts';

/**
 * Writes binary glTF 2.0: one unlit, double-sided mesh, in one level of detail or several, and the camera that took the photo, at the
 * origin. Vertices are interleaved and streamed; nothing that grows with the mesh is kept. Meshes must be in metres with y up. A
 * file beyond 4 GB is refused with `too-large` before anything is written.
 */
export async function writeGlb(
  sink: Sink,
  levels: readonly DressedMesh[],
  facts: GlbFacts,
  report?: (fraction: number) => void,
): Promise<void> {
  const layout = layoutOf(levels[0]);
  const textureBytes = padded(facts.texture?.bytes.length ?? 0);
  const views: object[] = [];
  const accessors: object[] = [];
  const parts: SceneLevel[] = [];
  let binaryBytes = textureBytes;
  for (const mesh of levels) {
    parts.push(describeLevel(mesh, layout, binaryBytes, views, accessors));
    binaryBytes += mesh.vertices * layout.stride + padded(indexBytesOf(mesh));
  }
  if (facts.texture) views.push({ buffer: 0, byteOffset: 0, byteLength: facts.texture.bytes.length });
  const json = sceneJson(facts, {
    levels: parts,
    accessors,
    bufferViews: views,
    buffers: [{ byteLength: binaryBytes }],
    textureView: views.length - 1,
  });
  refuseTooLong(28 + json.length + binaryBytes);
  await sink(glbHeader(json, binaryBytes));

  const packer = createPacker(sink);
  if (facts.texture) {
    const { bytes, at } = await packer.take(textureBytes);
    bytes.set(facts.texture.bytes, at);
    bytes.fill(0, at + facts.texture.bytes.length, at + textureBytes);
  }
  const total = levels.reduce((sum, { vertices, triangles }) => sum + vertices + triangles, 0);
  let done = 0;
  const count = (items: number) => {
    done += items;
    report?.(done / total);
  };
  for (const mesh of levels) await packLevel(packer, mesh, layout, count);
  await packer.finish();
}

function isShort(mesh: DressedMesh): boolean {
  return mesh.vertices <= 0xffff;
}

function indexBytesOf(mesh: DressedMesh): number {
  return 3 * mesh.triangles * (isShort(mesh) ? 2 : 4);
}

/** Adds the views and accessors of a mesh whose vertices start at `start` and whose indices follow them. */
function describeLevel(
  mesh: DressedMesh,
  { attributes, stride }: Layout,
  start: number,
  views: object[],
  accessors: object[],
): SceneLevel {
  const { minimum, maximum } = mesh.bounds();
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
  const places = attributes.map(({ componentType, type, normalized, offset, name }) => {
    const place = accessors.push({
      bufferView: vertexView - 1,
      byteOffset: offset,
      componentType,
      ...(normalized ? { normalized } : {}),
      count: mesh.vertices,
      type,
      ...(name === 'POSITION' ? { min: minimum, max: maximum } : {}),
    });
    return [name, place - 1];
  });
  const indices = accessors.push({
    bufferView: indexView - 1,
    componentType: isShort(mesh) ? GL.unsignedShort : GL.unsignedInt,
    count: 3 * mesh.triangles,
    type: 'SCALAR',
  });
  return { attributes: Object.fromEntries(places), indices: indices - 1 };
}

/**
 * Numbers are put where they go as they lie in memory: every processor that Node runs this on is little-endian, as the file is, and
 * everything before them has a length that is a multiple of theirs.
 */
async function packLevel(
  packer: Packer,
  mesh: DressedMesh,
  { stride }: Layout,
  count: (items: number) => void,
): Promise<void> {
  for (const block of mesh.vertexBlocks()) {
    await packVertices(packer, block, stride);
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

interface Attribute {
  name: string;
  componentType: number;
  type: string;
  normalized?: boolean;
  offset: number;
}

interface Layout {
  attributes: Attribute[];
  stride: number;
}

/** Attributes side by side in one record for each vertex; every offset is a multiple of four (glTF 2.0 §3.6.2.4). */
function layoutOf({ has }: DressedMesh): Layout {
  const attributes: Attribute[] = [];
  let stride = 0;
  const add = (bytes: number, attribute: Omit<Attribute, 'offset'>) => {
    attributes.push({ ...attribute, offset: stride });
    stride += bytes;
  };
  add(12, { name: 'POSITION', componentType: GL.float, type: 'VEC3' });
  if (has.normals) add(12, { name: 'NORMAL', componentType: GL.float, type: 'VEC3' });
  if (has.uvs) add(8, { name: 'TEXCOORD_0', componentType: GL.float, type: 'VEC2' });
  if (has.colours)
    add(8, { name: 'COLOR_0', componentType: GL.unsignedShort, type: 'VEC4', normalized: true });
  return { attributes, stride };
}

async function packVertices(packer: Packer, block: DressedBlock, stride: number): Promise<void> {
  const { count, positions, normals, uvs, colours } = block;
  const place = await packer.take(count * stride);
  const floats = new Float32Array(place.bytes.buffer, place.at, (count * stride) / 4);
  const shorts = new Uint16Array(place.bytes.buffer, place.at, (count * stride) / 2);
  for (let k = 0, at = 0; k < count; k++) {
    floats[at++] = positions[3 * k];
    floats[at++] = positions[3 * k + 1];
    floats[at++] = positions[3 * k + 2];
    if (normals) {
      floats[at++] = normals[3 * k];
      floats[at++] = normals[3 * k + 1];
      floats[at++] = normals[3 * k + 2];
    }
    if (uvs) {
      floats[at++] = uvs[2 * k];
      floats[at++] = uvs[2 * k + 1];
    }
    if (colours) {
      shorts[2 * at] = LINEAR[colours[3 * k]];
      shorts[2 * at + 1] = LINEAR[colours[3 * k + 1]];
      shorts[2 * at + 2] = LINEAR[colours[3 * k + 2]];
      shorts[2 * at + 3] = 0xffff;
      at += 2;
    }
  }
}

async function packIndices(packer: Packer, corners: Uint32Array, areShort: boolean): Promise<void> {
  const { bytes, at } = await packer.take(corners.length * (areShort ? 2 : 4));
  const Indices = areShort ? Uint16Array : Uint32Array;
  new Indices(bytes.buffer, at, corners.length).set(corners);
}
