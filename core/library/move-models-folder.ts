import { readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { copyFile } from '../disk/copy-file.ts';
import { requireSpace } from '../disk/disk-space.ts';
import { filesBelow } from '../disk/folder-size.ts';
import { hashFile } from '../disk/hash-file.ts';
import { makeFolders } from '../disk/make-folder.ts';
import { removeLeftFolder } from '../disk/remove-left.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { stopIfCancelled } from '../disk/write-file.ts';
import type { LibraryHost } from './packs/host.ts';
import { writeModelsFolder } from './packs/models-folder.ts';
import { readPack } from './packs/packs.ts';
import { openStage, stageIds, stagePath } from './packs/staging.ts';
import { startTransferClock } from './packs/transfer-clock.ts';

/**
 * Moves the library to another folder and uses it from then on. On the same disk by renaming; to another one by copying every file,
 * reading the copy again, switching, and only then removing the old files. Until the switch, the old folder is whole; a cancel or a
 * failure leaves things as they were. Throws `bad-input` for a folder that holds other things, `exists`, `no-space`, `cancelled`.
 */
export async function moveModelsFolder(
  host: LibraryHost,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { folder: from } = await host.modelsFolder();
  const to = resolve(folder);
  if (!isAbsolute(folder))
    throw new DepthroomError('bad-input', `Expected the whole path of a folder, but received "${folder}".`);
  // Also where it is chosen again because the setting could not be read.
  if (to === from) return writeModelsFolder(host.dataFolder, to);
  refuseNested(from, to);
  if (host.openRuns().length > 0)
    throw new DepthroomError(
      'bad-input',
      'Runs are queued or at work with these models; wait for them or cancel them, then move the folder.',
    );
  const isNew = (await stat(to).catch(() => null)) === null;
  await makeFolders(to).catch((thrown) => {
    throw systemFailure(thrown, `make the folder ${to}`);
  });
  try {
    const { names, known } = await sortPacks(from, to);
    const isRenamed = names.length > 0 && (await host.ports.isSameDisk(from, to));
    if (isRenamed) await renameAll(host.dataFolder, from, to, names);
    else {
      await copyAll(host, from, to, names, signal);
      await writeModelsFolder(host.dataFolder, to);
    }
    await host.packs.refresh();
    host.changed();
    await runsEnded(host);
    await clear(from, [...names, ...known]);
  } catch (thrown) {
    if (isNew) await rmdir(to).catch(() => {});
    throw thrown;
  }
}

/** Ends a move by renaming that was interrupted: what is still in the old folder follows. */
export async function finishMove(dataFolder: string, from: string, to: string): Promise<void> {
  const { names, known } = await sortPacks(from, to);
  await renameAll(dataFolder, from, to, names);
  await clear(from, [...names, ...known]);
}

function refuseNested(from: string, to: string): void {
  for (const [inner, outer] of [
    [from, to],
    [to, from],
  ]) {
    const path = relative(outer, inner);
    if (!path.startsWith('..') && !isAbsolute(path))
      throw new DepthroomError(
        'bad-input',
        `Expected a folder apart from the present one (${from}), but ${to} is ${inner === to ? 'inside' : 'around'} it.`,
      );
  }
}

/** Pack folders and unfinished downloads as paths below the folder: what must go, and what is in the new folder already. */
async function sortPacks(from: string, to: string): Promise<{ names: string[]; known: string[] }> {
  const entries = async (folder: string) =>
    (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter(
      ({ name }) => !name.startsWith('.'),
    );
  for (const { name } of await entries(to)) {
    if (await isFile(join(to, name, 'pack.json'))) continue;
    throw new DepthroomError(
      'bad-input',
      `Expected an empty folder, or one that holds model packs only, but ${to} holds "${name}"; make a folder of its own for the models.`,
    );
  }
  const names: string[] = [];
  const known: string[] = [];
  for (const { name } of (await entries(from)).filter((entry) => entry.isDirectory())) {
    const [there, here] = await Promise.all([to, from].map((folder) => hashOf(join(folder, name))));
    if (!(await isFile(join(to, name, 'pack.json')))) names.push(name);
    else if (there !== null && there === here) known.push(name);
    else
      throw new DepthroomError(
        'exists',
        `Both folders hold a pack "${name}", and they differ; remove one of them, then move the folder.`,
      );
  }
  const downloads = await stageIds(from, 'download');
  return {
    names: [...names, ...downloads.map((id) => relative(from, stagePath(from, 'download', id)))],
    known,
  };
}

/** Hash of a pack whose files are there; null for a broken one. */
function hashOf(folder: string): Promise<string | null> {
  return readPack(folder).then(
    ({ hash }) => hash,
    () => null,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

/** The setting says that a move is under way while some packs are in either folder; a crash is mended by `finishMove`. */
async function renameAll(
  dataFolder: string,
  from: string,
  to: string,
  names: readonly string[],
): Promise<void> {
  await writeModelsFolder(dataFolder, from, to);
  const moved: string[] = [];
  try {
    for (const name of names) {
      await makeFolders(dirname(join(to, name)));
      await rename(join(from, name), join(to, name));
      moved.push(name);
    }
  } catch (thrown) {
    for (const name of moved) await rename(join(to, name), join(from, name));
    await writeModelsFolder(dataFolder, from);
    throw systemFailure(thrown, `move the models to ${to}`);
  }
  await writeModelsFolder(dataFolder, to);
}

async function copyAll(
  host: LibraryHost,
  from: string,
  to: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const files: { path: string; bytes: number }[] = [];
  for (const name of names)
    for (const { path, bytes } of await filesBelow(join(from, name)))
      files.push({ path: join(name, path), bytes });
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  await requireSpace(to, total, host.ports.freeBytes);

  const stage = await openStage(to, 'move');
  const placed: string[] = [];
  try {
    const clock = startTransferClock(0, total);
    for (const { path } of files) {
      const copy = join(stage.folder, path);
      await makeFolders(dirname(copy));
      const read = await copyFile(join(from, path), copy, {
        signal,
        onBytes: (bytes) => {
          const told = clock.add(bytes);
          if (told)
            host.progress({
              id: LIBRARY_WORK,
              stage: `copy ${path}`,
              ...told,
              fraction: Math.min(1, told.fraction),
            });
        },
      });
      if ((await hashFile(copy)) !== read)
        throw new DepthroomError(
          'bad-result',
          `The copy of ${path} differs from the original; check the disk of ${to}.`,
        );
    }
    stopIfCancelled(signal);
    for (const name of names) {
      await makeFolders(dirname(join(to, name)));
      await rename(join(stage.folder, name), join(to, name));
      placed.push(name);
    }
  } catch (thrown) {
    for (const name of placed) await removeLeftFolder(join(to, name));
    throw systemFailure(thrown, `copy the models to ${to}`);
  } finally {
    await stage.discard();
    await rmdir(join(to, '.staging')).catch(() => {});
  }
}

const LOOK_MS = 100;

/** Waits for the runs that began while files were copied: they read the old ones. Later runs read the new ones. */
async function runsEnded(host: LibraryHost): Promise<void> {
  const begun = new Set(host.openRuns().map(({ id }) => id));
  while (host.openRuns().some(({ id }) => begun.has(id))) await sleep(LOOK_MS);
}

/** Removes what was moved from the old folder, and the folder itself where nothing else is in it. */
async function clear(from: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(from, name), { recursive: true, force: true });
  await rmdir(join(from, '.staging')).catch(() => {});
  await rmdir(from).catch(() => {});
}
