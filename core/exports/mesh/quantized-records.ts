import type { Place } from '../../formats/packer.ts';
import { GL, LINEAR } from './glb-scene.ts';
import type { TexturedMesh, VertexBlock } from './textured-mesh.ts';
import { COLOURS, strideOf, type VertexAttribute, type VertexRecords } from './vertex-records.ts';

/** Steps of the longest side of a mesh's box, and of the photo's sides. */
const STEPS = 65_535;

/**
 * Vertices in whole numbers, for which programs need KHR_mesh_quantization: positions in 65535 steps of the longest side of their box,
 * normals in 127, texture coordinates in 65535 of the photo, colours in 16 bits of linear light. One scale for all three axes keeps normals
 * right without a second matrix; the node gives metres back.
 */
export function quantizedRecords(mesh: TexturedMesh): VertexRecords {
  const { normals, uvs, colours } = mesh.has;
  const attributes: VertexAttribute[] = [
    { name: 'POSITION', componentType: GL.unsignedShort, type: 'VEC3', normalized: true, bytes: 8 },
  ];
  if (normals)
    attributes.push({ name: 'NORMAL', componentType: GL.byte, type: 'VEC3', normalized: true, bytes: 4 });
  if (uvs)
    attributes.push({
      name: 'TEXCOORD_0',
      componentType: GL.unsignedShort,
      type: 'VEC2',
      normalized: true,
      bytes: 4,
    });
  if (colours) attributes.push(COLOURS);
  const stride = strideOf(attributes);
  const { minimum, maximum } = mesh.bounds();
  const extent = Math.max(...maximum.map((value, axis) => value - minimum[axis])) || 1;
  return {
    attributes,
    stride,
    bounds: {
      minimum: [0, 0, 0],
      maximum: maximum.map((value, axis) => stepOf(value, minimum[axis], extent)),
    },
    node: { translation: minimum, scale: [extent, extent, extent] },
    extensions: ['KHR_mesh_quantization'],
    fill: (block, place) => fillWhole(block, place, stride, minimum, extent),
  };
}

function stepOf(value: number, minimum: number, extent: number): number {
  return Math.round(((value - minimum) / extent) * STEPS);
}

function fillWhole(
  block: VertexBlock,
  { bytes, at: start }: Place,
  stride: number,
  minimum: number[],
  extent: number,
): void {
  const { count, positions, normals, uvs, colours } = block;
  const shorts = new Uint16Array(bytes.buffer, start, (count * stride) / 2);
  const signed = new Int8Array(bytes.buffer, start, count * stride);
  const [left, bottom, back] = minimum;
  for (let k = 0, at = 0; k < count; k++) {
    shorts[at] = stepOf(positions[3 * k], left, extent);
    shorts[at + 1] = stepOf(positions[3 * k + 1], bottom, extent);
    shorts[at + 2] = stepOf(positions[3 * k + 2], back, extent);
    shorts[at + 3] = 0;
    at += 4;
    if (normals) {
      signed[2 * at] = Math.round(normals[3 * k] * 127);
      signed[2 * at + 1] = Math.round(normals[3 * k + 1] * 127);
      signed[2 * at + 2] = Math.round(normals[3 * k + 2] * 127);
      signed[2 * at + 3] = 0;
      at += 2;
    }
    if (uvs) {
      // Walls and corners of the photo may lie a hair outside it.
      shorts[at] = Math.round(Math.min(1, Math.max(0, uvs[2 * k])) * STEPS);
      shorts[at + 1] = Math.round(Math.min(1, Math.max(0, uvs[2 * k + 1])) * STEPS);
      at += 2;
    }
    if (colours) {
      shorts[at] = LINEAR[colours[3 * k]];
      shorts[at + 1] = LINEAR[colours[3 * k + 1]];
      shorts[at + 2] = LINEAR[colours[3 * k + 2]];
      shorts[at + 3] = 0xffff;
      at += 4;
    }
  }
}
