import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  isOwnSidecar,
  LOOK_BYTES,
  looksLikePhoto,
  nameSays,
  SIDECAR_BYTES,
  sidecarNames,
} from '../../contract/photo-files.ts';
import { readBeginning } from '../disk/kept/read-beginning.ts';
import { foreignName } from '../disk/names/foreign-names.ts';
import { systemFailure } from '../disk/system-failure.ts';

/**
 * The photos in a folder below `root`, sorted, by their names, and the folders in it, those apart whose names are not UTF-8 (core/disk/names/foreign-names.ts); how
 * many files are something else, and how many Depthroom wrote itself. Throws what the system refuses.
 */
export async function photosIn(
  root: string,
  folder: string,
  isMeant: (path: string) => boolean,
): Promise<{ names: string[]; folders: string[]; foreign: string[]; others: number; own: number }> {
  const here = join(root, folder);
  const entries = await readdir(here, { withFileTypes: true }).catch((thrown) => {
    throw systemFailure(thrown, `read the folder ${here}`);
  });
  const files = new Set(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  const folders = entries.filter((entry) => entry.isDirectory() && nameSays(entry.name) !== 'rubbish');
  const names: string[] = [];
  let [others, own] = [0, 0];
  for (const name of [...files].sort()) {
    const says = nameSays(name);
    if (says === 'rubbish' || !isMeant(relative(root, join(here, name)).split(sep).join('/'))) continue;
    const isPhoto = says === 'photo' || (says === 'nothing' && (await beginsAsPhoto(join(here, name))));
    if (isPhoto && (await isOurs(here, name, files))) own++;
    else if (isPhoto) names.push(name);
    else if (!name.endsWith('.json')) others++;
  }
  const sorted = folders.map(({ name }) => name).sort();
  const foreign = sorted.filter((name) => foreignName(join(here, name)) !== null);
  return { names, folders: sorted.filter((name) => !foreign.includes(name)), foreign, others, own };
}

async function beginsAsPhoto(path: string): Promise<boolean> {
  const beginning = await readBeginning(path, LOOK_BYTES);
  return beginning !== null && looksLikePhoto(beginning);
}

async function isOurs(folder: string, name: string, all: ReadonlySet<string>): Promise<boolean> {
  for (const sidecar of sidecarNames(name).filter((each) => all.has(each)))
    if (isOwnSidecar(String((await readBeginning(join(folder, sidecar), SIDECAR_BYTES)) ?? ''))) return true;
  return false;
}
