import type { Place } from '../../formats/packer.ts';
import { GL, LINEAR } from './glb-scene.ts';
import type { Bounds, TexturedMesh, VertexBlock } from './textured-mesh.ts';

/** One attribute of a vertex in a glTF. Its bytes are a multiple of four, as are those of every other (glTF 2.0 §3.6.2.4). */
export interface VertexAttribute {
  name: string;
  componentType: number;
  type: 'VEC2' | 'VEC3' | 'VEC4';
  normalized?: true;
  bytes: number;
}

/** How the vertices of one mesh stand in a GLB: a record for each, its attributes side by side. */
export interface VertexRecords {
  attributes: VertexAttribute[];
  /** Bytes of a record. */
  stride: number;
  /** Smallest and largest positions as they stand in the file. */
  bounds: Bounds;
  /** Shift and scale that give metres back; none where positions are in metres. */
  node?: { translation: number[]; scale: number[] };
  /** Names of the extensions without which the records cannot be read. */
  extensions: string[];
  /** Writes the records of a block, one after the other. */
  fill(block: VertexBlock, place: Place): void;
}

/**
 * Positions in the mesh's unit, normals and texture coordinates as floats, exactly as the mesh has them (glTF 2.0 §3.7.2.1); colours in 16
 * bits of linear light.
 */
export function floatRecords(mesh: TexturedMesh): VertexRecords {
  const { normals, uvs, colours } = mesh.has;
  const attributes: VertexAttribute[] = [
    { name: 'POSITION', componentType: GL.float, type: 'VEC3', bytes: 12 },
  ];
  if (normals) attributes.push({ name: 'NORMAL', componentType: GL.float, type: 'VEC3', bytes: 12 });
  if (uvs) attributes.push({ name: 'TEXCOORD_0', componentType: GL.float, type: 'VEC2', bytes: 8 });
  if (colours) attributes.push(COLOURS);
  const stride = strideOf(attributes);
  const fill = (block: VertexBlock, place: Place) => fillFloats(block, place, stride);
  return { attributes, stride, bounds: mesh.bounds(), extensions: [], fill };
}

/** Bytes from one vertex to the next (glTF 2.0 §3.6.2.4). */
export function strideOf(attributes: readonly VertexAttribute[]): number {
  return attributes.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Colours are the same in every file: 16 bits of linear light. */
export const COLOURS: VertexAttribute = {
  name: 'COLOR_0',
  componentType: GL.unsignedShort,
  type: 'VEC4',
  normalized: true,
  bytes: 8,
};

/**
 * Numbers are put where they go as they lie in memory: every processor that Node runs this on is little-endian, as the file is, and
 * everything before them has a length that is a multiple of theirs.
 */
function fillFloats(block: VertexBlock, { bytes, at: start }: Place, stride: number): void {
  const { count, positions, normals, uvs, colours } = block;
  const floats = new Float32Array(bytes.buffer, start, (count * stride) / 4);
  const shorts = new Uint16Array(bytes.buffer, start, (count * stride) / 2);
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
