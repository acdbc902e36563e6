import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Progress } from '../contract/calls/snapshot.ts';
import { forkWorker } from '../core/host/fork-worker.ts';
import { type Library, type LibraryOptions, openLibrary } from '../core/library/open-library.ts';
import { createWorkerClient } from '../core/worker/client.ts';
import { RESOURCES, temporaryFolder } from './open-engine.ts';

/** A small pack of the Marigold system, 0.8 MB in four files. */
const SMALL_PACK = fileURLToPath(new URL('./parity/packs/marigold-lcm', import.meta.url));

/** A copy of a small pack, with another id where one is given. */
export async function copyOfPack(id?: string): Promise<{ folder: string; id: string }> {
  const folder = join(await temporaryFolder(), 'a pack');
  await cp(SMALL_PACK, folder, { recursive: true });
  const json = JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8'));
  if (id) await writeFile(join(folder, 'pack.json'), JSON.stringify({ ...json, id }));
  return { folder, id: id ?? json.id };
}

/** A library on disk in a folder of its own, closed with the test. */
export async function openTestLibrary(
  given: Partial<LibraryOptions> = {},
): Promise<
  Library & { dataFolder: string; models: string; told: Progress[]; installed(): Promise<string[]> }
> {
  const dataFolder = given.dataFolder ?? (await temporaryFolder());
  const told: Progress[] = [];
  const library = await openLibrary({
    resourcesFolder: RESOURCES,
    openWorker: () => createWorkerClient(forkWorker),
    openRuns: () => [],
    changed: () => {},
    progress: (progress) => told.push(progress),
    ...given,
    dataFolder,
    ports: { retryMs: 1, environment: {}, ...given.ports },
  });
  onTestFinished(() => library.close());
  return {
    ...library,
    dataFolder,
    models: join(dataFolder, 'models'),
    told,
    installed: async () =>
      (await library.packs.list())
        .filter(({ isShipped }) => !isShipped)
        .map(({ id, problem }) => problem ?? id),
  };
}

/** Names in a folder and in its staging area; none where it is not there. */
export async function namesIn(models: string): Promise<{ packs: string[]; staging: string[] }> {
  const read = (folder: string) => readdir(folder).catch(() => [] as string[]);
  return {
    packs: (await read(models)).filter((name) => !name.startsWith('.')).sort(),
    staging: (await read(join(models, '.staging'))).sort(),
  };
}
