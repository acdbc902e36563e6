import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { removeLeftFolder } from '../../disk/remove-left.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { claim, isClaimed } from './claim.ts';

/**
 * `<models folder>/.staging` is where packs are made complete before they are renamed into their place: on the same disk, and
 * passed over by whoever lists packs, because its name begins with a dot.
 */
const STAGING = '.staging';

/** What a folder in the staging area is for. All but downloads are worth nothing once their process is gone. */
type StageKind = 'import' | 'upload' | 'download' | 'move' | 'removed';

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

/** Removes what killed processes left behind. Unfinished downloads stay. */
export async function sweepStaging(modelsFolder: string): Promise<void> {
  for (const kind of ['import', 'upload', 'move', 'removed'] as const) {
    for (const id of await stageIds(modelsFolder, kind)) {
      const folder = stagePath(modelsFolder, kind, id);
      const facts = await stat(folder).catch(() => null);
      if (!facts || (await isClaimed(folder))) continue;
      if (kind !== 'removed' && Date.now() - facts.mtimeMs < UNCLAIMED_FOR_MS) continue;
      await rm(folder, { recursive: true, force: true });
    }
  }
}
