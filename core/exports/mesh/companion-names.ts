import { basename } from 'node:path';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { refersToFiles } from '../../../contract/exports/mesh-companions.ts';

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

/** The names of what lies beside a mesh that is written to a path. */
export function namesFor(path: string, { format, texture, camera, fill, backPlane }: Beside): Names {
  const stem = plainStem(path);
  const hasPicture = refersToFiles(format) && texture !== 'none';
  const cameraStem = path.toLowerCase().endsWith('.zip') ? stem : stemOfMesh(path);
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

/** Names in a file and in an archive have no spaces and no letters beyond ASCII, where many readers would end or spoil them. */
export function plainStem(path: string): string {
  return stemOfMesh(path).replace(/[^\w.-]/g, '_');
}
