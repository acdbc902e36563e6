import { DepthroomError } from '../../contract/errors.ts';
import type { DressedBlock, DressedMesh } from './dressed-mesh.ts';
import { createPacker, type Packer } from './packer.ts';
import { GENERATOR } from './provenance.ts';
import type { Sink } from './write-file.ts';

/** A picture inside the file. */
export interface EmbeddedPicture {
  bytes: Uint8Array;
  mimeType: 'image/jpeg' | 'image/png';
}

export interface GlbFacts {
  name: string;
  texture: EmbeddedPicture | null;
  /** The photo's camera: vertical field of view in radians, width over height. */
  camera: { yfov: number; aspectRatio: number };
  /** Where it comes from, in `asset.extras`. */
  extras: Record<string, unknown>;
}

/** Numbers of the standard: component types and buffer targets (glTF 2.0 §3.6.2). */
export const GL = {
  byte: 5120,
  unsignedByte: 5121,
  unsignedShort: 5123,
  unsignedInt: 5125,
  float: 5126,
  arrayBuffer: 34962,
  elementArrayBuffer: 34963,
} as const;

/** Lengths in a GLB are 32-bit numbers (glTF 2.0 §4.4). */
const LONGEST = 2 ** 32 - 1;

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

export interface SceneParts {
  attributes: Record<string, number>;
  indices: number;
  accessors: object[];
  bufferViews: object[];
  buffers: object[];
  /** Buffer view of the texture, where there is one. */
  textureView: number;
  extensions?: string[];
  /** Scale and shift that give quantized positions back. */
  node?: object;
}

/** The JSON of the scene, padded with spaces to a multiple of four bytes. */
export function sceneJson(facts: GlbFacts, parts: SceneParts): Uint8Array {
  const {
    attributes,
    indices,
    accessors,
    bufferViews,
    buffers,
    textureView,
    extensions = [],
    node = {},
  } = parts;
  const used = ['KHR_materials_unlit', ...extensions];
  const document = {
    asset: { version: '2.0', generator: GENERATOR, extras: facts.extras },
    extensionsUsed: used,
    ...(extensions.length > 0 ? { extensionsRequired: extensions } : {}),
    scene: 0,
    scenes: [{ nodes: [0, 1] }],
    nodes: [
      { name: facts.name, mesh: 0, ...node },
      { name: 'Camera of the photo', camera: 0 },
    ],
    cameras: [{ type: 'perspective', perspective: { ...facts.camera, znear: 0.01 } }],
    meshes: [{ name: facts.name, primitives: [{ attributes, indices, material: 0, mode: 4 }] }],
    materials: [
      {
        name: 'Photo',
        doubleSided: true,
        pbrMetallicRoughness: {
          ...(facts.texture ? { baseColorTexture: { index: 0 } } : {}),
          metallicFactor: 0,
          roughnessFactor: 1,
        },
        extensions: { KHR_materials_unlit: {} },
      },
    ],
    ...(facts.texture
      ? {
          textures: [{ source: 0, sampler: 0 }],
          images: [{ name: 'Photo', mimeType: facts.texture.mimeType, bufferView: textureView }],
          // Linear, with smaller copies in between; clamped to the edge.
          samplers: [{ magFilter: 9729, minFilter: 9987, wrapS: 33071, wrapT: 33071 }],
        }
      : {}),
    accessors,
    bufferViews,
    buffers,
  };
  const text = Buffer.from(JSON.stringify(document));
  return Buffer.concat([text, Buffer.alloc(padded(text.length) - text.length, 0x20)]);
}

/** The file's header with its JSON, up to where the binary part begins. */
export function glbHeader(json: Uint8Array, binaryBytes: number): Uint8Array {
  const header = Buffer.alloc(20 + json.length + 8);
  header.write('glTF', 0, 'latin1');
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(header.length + binaryBytes, 8);
  header.writeUInt32LE(json.length, 12);
  header.write('JSON', 16, 'latin1');
  header.set(json, 20);
  header.writeUInt32LE(binaryBytes, 20 + json.length);
  header.write('BIN\0', 24 + json.length, 'latin1');
  return header;
}

export function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

export function refuseTooLong(bytes: number): void {
  if (bytes <= LONGEST) return;
  throw new DepthroomError(
    'too-large',
    `A GLB can hold 4.29 GB, but this one would take ${(bytes / 1e9).toFixed(2)} GB: give it a budget of triangles, choose the grid of the model, or write PLY.`,
  );
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

/** sRGB bytes as linear light in 16 bits: vertex colours are linear (glTF 2.0 §3.7.2.1), and 8 bits would show bands. */
export const LINEAR = Uint16Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return Math.round(65535 * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
});

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
