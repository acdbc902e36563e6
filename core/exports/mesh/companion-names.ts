import { basename } from 'node:path';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { refersToFiles } from '../../../contract/exports/mesh-companions.ts';
import { sha256Of } from '../../disk/hash-file.ts';

/* By themselves: who only asks which files there will be reads no photo and writes no mesh. */

type Beside = Pick<MeshOptions, 'format' | 'texture' | 'camera' | 'fill' | 'backPlane'>;

/** The names of what a mesh of this name may have beside it. */
export function companionNames(path: string, options: Beside): string[] {
  const { picture, behind, material, chan, json } = namesFor(path, options);
  return [picture, behind, material, chan, json].filter((name) => name !== null);
}

/** What may lie beside a mesh, by what it is; null where it does not. */
export interface Names {
  picture: string | null;
  behind: string | null;
  material: string | null;
  chan: string | null;
  json: string | null;
}

/**
 * The names of what lies beside a mesh that is written to a path. Where one cannot be called as the mesh is, a hash of that name tells it from what
 * lies beside others.
 */
export function namesFor(path: string, { format, texture, camera, fill, backPlane }: Beside): Names {
  const isArchive = path.toLowerCase().endsWith('.zip');
  const whole = stemOfMesh(path);
  const readable = isArchive ? plainStem(path) : readableStem(whole, format);
  const stem = isArchive || readable === whole ? readable : `${readable}-${hashOf(whole)}`;
  const hasPicture = refersToFiles(format) && texture !== 'none';
  const cameraStem = isArchive ? stem : whole;
  const ending = texture === 'png' ? 'png' : 'jpg';
  return {
    picture: hasPicture ? `${stem}.${ending}` : null,
    behind: hasPicture && (fill > 0 || backPlane) ? `${stem}.behind.${ending}` : null,
    material: hasPicture && format === 'obj' ? `${stem}.mtl` : null,
    chan: camera ? `${cameraStem}.chan` : null,
    json: camera ? `${cameraStem}.camera.json` : null,
  };
}

function stemOfMesh(path: string): string {
  return basename(path).replace(/(\.(obj|usda|usdz|glb|ply))?(\.zip)?$/i, '');
}

/** Names in an archive, which is unpacked anywhere, have no spaces and no letters beyond ASCII. */
export function plainStem(path: string): string {
  return plain(stemOfMesh(path));
}

/**
 * What a mesh can say in its own text. USD is UTF-8 and keeps letters of all scripts. OBJ and MTL say no encoding: programs on Windows open what they
 * name by the code page (Assimp issue 1862, tinyobjloader issue 413), and many end a name at a space, so they name ASCII alone.
 */
function readableStem(stem: string, format: Beside['format']): string {
  return format === 'usda' ? stem.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '_') : plain(stem);
}

function plain(stem: string): string {
  return stem.replace(/[^\w.-]/g, '_');
}

/** However a disk composes letters, a name is one name. */
function hashOf(stem: string): string {
  return sha256Of(Buffer.from(stem.normalize('NFC'))).slice(0, 8);
}
