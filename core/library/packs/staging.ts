import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { packIdSchema } from '../../../contract/schemas.ts';
import { readSmallText } from '../../disk/kept/read-beginning.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { removeLeftFolder } from '../../disk/remove-left.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { claim, isClaimed } from './claim.ts';

/**
 * `<models folder>/.staging` is where packs are made complete before they are renamed into their place: on the same disk, and
 * passed over by whoever lists packs, because its name begins with a dot.
 */
const STAGING = '.staging';

/**
 * What a folder in the staging area is for. All but downloads are worth nothing once their process is gone, and packs that another was to
 * replace (`replaced`, each under its name) if that is there.
 */
type StageKind = 'import' | 'upload' | 'download' | 'move' | 'removed' | 'replaced';

/** A folder of one piece of work, claimed by this process. */
export interface Stage {
  folder: string;
  /** Gives the folder back, as it is. Never fails. */
  release(): Promise<void>;
  /** Gives it back and removes it. Never fails: what is left is swept once nobody claims it. */
  discard(): Promise<void>;
}

/** Where the stage of a kind and id lies. */
export function stagePath(modelsFolder: string, kind: StageKind, id: string): string {
  return join(modelsFolder, STAGING, `${kind}-${id}`);
}

/** Makes a stage, or opens the one that is there. Throws `exists` where another process works in it. */
export async function openStage(
  modelsFolder: string,
  kind: StageKind,
  id: string = randomUUID(),
): Promise<Stage> {
  const folder = stagePath(modelsFolder, kind, id);
  await makeFolders(folder).catch((thrown) => {
    throw systemFailure(thrown, `use the models folder ${modelsFolder}`);
  });
  const release = await claim(folder);
  if (!release)
    throw new DepthroomError(
      'exists',
      'Another Depthroom (a window, a server or a command) is at work on this; stop it there first.',
    );
  return {
    folder,
    release,
    async discard() {
      await release();
      await removeLeftFolder(folder);
    },
  };
}

/** Ids of the stages of a kind. */
export async function stageIds(modelsFolder: string, kind: StageKind): Promise<string[]> {
  const names = await readdir(join(modelsFolder, STAGING)).catch(() => []);
  return names.filter((name) => name.startsWith(`${kind}-`)).map((name) => name.slice(kind.length + 1));
}

/** Time between making a stage and claiming it, generously. */
const UNCLAIMED_FOR_MS = 60_000;

/** Removes what killed processes left behind; what they had not replaced yet comes back. Unfinished downloads stay. */
export async function sweepStaging(modelsFolder: string): Promise<void> {
  for (const kind of ['import', 'upload', 'move', 'removed', 'replaced'] as const) {
    for (const id of await stageIds(modelsFolder, kind)) {
      const folder = stagePath(modelsFolder, kind, id);
      const facts = await stat(folder).catch(() => null);
      if (!facts || (await isClaimed(folder))) continue;
      if (kind !== 'removed' && Math.abs(Date.now() - facts.mtimeMs) < UNCLAIMED_FOR_MS) continue;
      if (kind === 'replaced') await giveBack(modelsFolder, folder);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Renames packs to where they were before another was to replace them, unless that is there by now. */
async function giveBack(modelsFolder: string, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const from = join(folder, entry.name);
    const places = [entry.name, await idOf(from)].map((name) => join(modelsFolder, name ?? entry.name));
    const isReplaced = (await Promise.all(places.map((place) => stat(place).catch(() => null)))).some(
      Boolean,
    );
    if (!isReplaced) await rename(from, places[0]);
  }
}

/** No pack.json is as long. */
const MOST_PACK_BYTES = 16e6;

/** Where a pack of this folder comes to lie; null where its pack.json says no name of a folder. */
async function idOf(folder: string): Promise<string | null> {
  try {
    return packIdSchema.parse(
      JSON.parse((await readSmallText(join(folder, 'pack.json'), MOST_PACK_BYTES)) ?? '').id,
    );
  } catch {
    return null;
  }
}
