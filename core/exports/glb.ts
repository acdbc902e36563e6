import type { DressedBlock, DressedMesh } from './dressed-mesh.ts';
import { GL, type GlbFacts, glbHeader, LINEAR, padded, refuseTooLong, sceneJson } from './glb-scene.ts';
import { createPacker, type Packer } from './packer.ts';
import type { Sink } from './write-file.ts';

/**
 * Writes binary glTF 2.0: one unlit, double-sided mesh and the camera that took the photo, at the origin. Vertices are
 * interleaved and streamed; nothing that grows with the mesh is kept. The mesh must be in metres with y up. A file beyond 4 GB is refused
 * with `too-large` before anything is written.
 */
export async function writeGlb(
  sink: Sink,
  mesh: DressedMesh,
  facts: GlbFacts,
  report?: (fraction: number) => void,
): Promise<void> {
  const layout = layoutOf(mesh);
  const isShort = mesh.vertices <= 0xffff;
  const textureBytes = padded(facts.texture?.bytes.length ?? 0);
  const vertexBytes = mesh.vertices * layout.stride;
  const indexBytes = padded(3 * mesh.triangles * (isShort ? 2 : 4));
  const binaryBytes = textureBytes + vertexBytes + indexBytes;
  const { minimum, maximum } = mesh.bounds();

  const views: object[] = [
    {
      buffer: 0,
      byteOffset: textureBytes,
      byteLength: vertexBytes,
      byteStride: layout.stride,
      target: GL.arrayBuffer,
    },
    {
      buffer: 0,
      byteOffset: textureBytes + vertexBytes,
      byteLength: 3 * mesh.triangles * (isShort ? 2 : 4),
      target: GL.elementArrayBuffer,
    },
  ];
  if (facts.texture) views.push({ buffer: 0, byteOffset: 0, byteLength: facts.texture.bytes.length });
  const accessors: object[] = layout.attributes.map(({ componentType, type, normalized, offset, name }) => ({
    bufferView: 0,
    byteOffset: offset,
    componentType,
    ...(normalized ? { normalized } : {}),
    count: mesh.vertices,
    type,
    ...(name === 'POSITION' ? { min: minimum, max: maximum } : {}),
  }));
  accessors.push({
    bufferView: 1,
    componentType: isShort ? GL.unsignedShort : GL.unsignedInt,
    count: 3 * mesh.triangles,
    type: 'SCALAR',
  });
  const json = sceneJson(facts, {
    attributes: Object.fromEntries(layout.attributes.map(({ name }, at) => [name, at])),
    indices: layout.attributes.length,
    accessors,
    bufferViews: views,
    buffers: [{ byteLength: binaryBytes }],
    textureView: 2,
  });
  refuseTooLong(28 + json.length + binaryBytes);
  await sink(glbHeader(json, binaryBytes));

  const packer = createPacker(sink);
  if (facts.texture) {
    const { bytes, at } = await packer.take(textureBytes);
    bytes.set(facts.texture.bytes, at);
    bytes.fill(0, at + facts.texture.bytes.length, at + textureBytes);
  }
  const total = mesh.vertices + mesh.triangles;
  let done = 0;
  for (const block of mesh.vertexBlocks()) {
    await packVertices(packer, block, layout.stride);
    done += block.count;
    report?.(done / total);
  }
  for (const block of mesh.triangleBlocks()) {
    await packIndices(packer, block, isShort);
    done += block.length / 3;
    report?.(done / total);
  }
  const rest = indexBytes - 3 * mesh.triangles * (isShort ? 2 : 4);
  if (rest > 0) {
    const { bytes, at } = await packer.take(rest);
    bytes.fill(0, at, at + rest);
  }
  await packer.finish();
}

interface Attribute {
  name: string;
  componentType: number;
  type: string;
  normalized?: boolean;
  offset: number;
}

/** Attributes side by side in one record for each vertex; every offset is a multiple of four (glTF 2.0 §3.6.2.4). */
function layoutOf({ has }: DressedMesh): { attributes: Attribute[]; stride: number } {
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
  const record = stride / 4;
  const floats = new Float32Array(count * record);
  const shorts = new Uint16Array(floats.buffer);
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
  await packArray(packer, floats);
}

async function packIndices(packer: Packer, corners: Uint32Array, isShort: boolean): Promise<void> {
  await packArray(packer, isShort ? Uint16Array.from(corners) : corners);
}

/** Numbers as they lie in memory; every processor that Node runs this on is little-endian, as the file is. */
async function packArray(packer: Packer, array: Float32Array | Uint32Array | Uint16Array): Promise<void> {
  const { bytes, at } = await packer.take(array.byteLength);
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
}
