import { DepthroomError } from '../../../contract/errors.ts';
import { LONGEST_GLB } from '../../../contract/exports/limits.ts';
import { linearFromSrgb } from '../../../contract/maths/srgb.ts';
import { GENERATOR } from '../../../contract/version.ts';
import type { TexturedMesh } from './textured-mesh.ts';

/** A picture inside the file. */
export interface EmbeddedPicture {
  bytes: Uint8Array;
  mimeType: 'image/jpeg' | 'image/png';
}

/** What a GLB says beside its mesh. */
export interface GlbFacts {
  name: string;
  texture: EmbeddedPicture | null;
  /** What lies behind the surface, an object of its own with a picture of its own. */
  behind?: { mesh: TexturedMesh; texture: EmbeddedPicture | null } | null;
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

/** One level of detail: the numbers of its accessors. */
export interface SceneLevel {
  attributes: Record<string, number>;
  indices: number;
  /** Scale and shift that give quantized positions back. */
  node?: object;
}

/** What the scene's JSON refers to. */
export interface SceneParts {
  /** From fine to coarse. */
  levels: SceneLevel[];
  behind?: SceneLevel | undefined;
  accessors: object[];
  bufferViews: object[];
  buffers: object[];
  /** Buffer view of the texture, where there is one. */
  textureView: number;
  /** The same of what lies behind. */
  behindView?: number | undefined;
  extensions?: string[];
}

/**
 * The JSON of the scene (glTF 2.0 §5; metres, y up), padded with spaces to a multiple of four bytes.
 *
 * Levels of detail are nodes that the first one names (MSFT_lod); they are in no scene, so that whoever does not know the extension shows
 * the first alone: three.js, Godot from 4.5, Blender from 4.5, which puts the others into a collection that is switched off
 * (glTF-Blender-IO pull request 2503). It stands first in the scene, where ArcGIS looks for it. EXT_mesh_lod is a draft that nobody reads.
 */
export function sceneJson(facts: GlbFacts, parts: SceneParts): Uint8Array {
  const { levels, behind, accessors, bufferViews, buffers, textureView, behindView, extensions = [] } = parts;
  const hasLevels = levels.length > 1;
  const used = ['KHR_materials_unlit', ...extensions, ...(hasLevels ? ['MSFT_lod'] : [])];
  const names = levels.map((_, k) => (hasLevels ? `${facts.name}_LOD${k}` : facts.name));
  const [first, ...others] = levels.map(({ node }, k) => ({ name: names[k], mesh: k, ...node }));
  const document = {
    asset: { version: '2.0', generator: GENERATOR, extras: facts.extras },
    extensionsUsed: used,
    ...(extensions.length > 0 ? { extensionsRequired: extensions } : {}),
    scene: 0,
    scenes: [{ nodes: behind ? [0, 1, levels.length + 1] : [0, 1] }],
    nodes: [
      hasLevels ? { ...first, ...lowerLevels(others.length) } : first,
      { name: 'Camera of the photo', camera: 0 },
      ...others,
      ...(behind ? [{ name: `${facts.name} behind`, mesh: levels.length, ...behind.node }] : []),
    ],
    cameras: [{ type: 'perspective', perspective: { ...facts.camera, znear: 0.01 } }],
    meshes: [
      ...levels.map(({ attributes, indices }, k) => ({
        name: names[k],
        primitives: [{ attributes, indices, material: 0, mode: 4 }],
      })),
      ...(behind
        ? [
            {
              name: `${facts.name} behind`,
              primitives: [{ attributes: behind.attributes, indices: behind.indices, material: 1, mode: 4 }],
            },
          ]
        : []),
    ],
    materials: [
      materialOf('Photo', facts.texture ? 0 : null),
      ...(behind ? [materialOf('Behind', facts.behind?.texture ? 1 : null)] : []),
    ],
    ...(facts.texture
      ? {
          textures: [{ source: 0, sampler: 0 }, ...(behind ? [{ source: 1, sampler: 0 }] : [])],
          images: [
            { name: 'Photo', mimeType: facts.texture.mimeType, bufferView: textureView },
            ...(behind
              ? [{ name: 'Behind', mimeType: facts.behind?.texture?.mimeType, bufferView: behindView }]
              : []),
          ],
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

function materialOf(name: string, texture: number | null): object {
  return {
    name,
    doubleSided: true,
    pbrMetallicRoughness: {
      ...(texture === null ? {} : { baseColorTexture: { index: texture } }),
      metallicFactor: 0,
      roughnessFactor: 1,
    },
    extensions: { KHR_materials_unlit: {} },
  };
}

/**
 * Names the nodes of lower levels, which follow the camera's, and hints at the share of the screen from which each is enough: a quarter of
 * the triangles for a quarter of the screen. The last is shown however small it is.
 */
function lowerLevels(count: number): object {
  const ids = Array.from({ length: count }, (_, k) => k + 2);
  const coverage = [...ids.map((_, k) => 0.25 ** (k + 1)), 0];
  return { extensions: { MSFT_lod: { ids } }, extras: { MSFT_screencoverage: coverage } };
}

/** The file's header with its JSON, up to where the binary part of so many bytes begins (glTF 2.0 §4.4). */
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

/** Bytes that a chunk of so many takes: a multiple of four (glTF 2.0 §4.4.3). */
export function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/**
 * Looks whether a GLB of so many bytes can be (glTF 2.0 §4.4.2). Throws `too-large` where it would be longer than its 32-bit length can
 * say.
 */
export function refuseTooLong(bytes: number): void {
  if (bytes <= LONGEST_GLB) return;
  throw new DepthroomError(
    'too-large',
    `A GLB can hold 4.29 GB, but this one would take ${(bytes / 1e9).toFixed(2)} GB: give it a budget of triangles, quantize it, choose the grid of the model, or write PLY.`,
  );
}

/** sRGB bytes as linear light in 16 bits: vertex colours are linear (glTF 2.0 §3.7.2.1), and 8 bits would show bands. */
export const LINEAR = Uint16Array.from({ length: 256 }, (_, byte) =>
  Math.round(65535 * linearFromSrgb(byte / 255)),
);
