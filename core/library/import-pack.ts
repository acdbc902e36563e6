import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { copyFile } from '../disk/copy-file.ts';
import { requireSpace } from '../disk/disk-space.ts';
import type { LibraryHost } from './packs/host.ts';
import { type InstalledPack, packFiles, readPack, verifyPack } from './packs/packs.ts';
import { cardFiles, placePack, refuseTaken } from './packs/place-pack.ts';
import { refuseWhatIsNoPack } from './packs/recognise-weights.ts';
import { openStage } from './packs/staging.ts';
import { startTransferClock } from './packs/transfer-clock.ts';

/** Part of the time that goes into copying; the rest reads the copy again. */
const COPY_SHARE = 0.8;

/**
 * Copies a pack folder into the library: into the staging area, every file compared with its sha256, then renamed into place.
 * Throws `bad-pack` with what to do for folders that are no pack, `exists` where the id is taken, `no-space`, `cancelled`.
 */
export async function importPack(
  host: LibraryHost,
  { folder, replace }: { folder: string; replace: boolean },
  signal: AbortSignal,
): Promise<InstalledPack> {
  const source = await packFolder(folder);
  await refuseWhatIsNoPack(source);
  const { pack } = await readPack(source);
  await refuseTaken(host, pack.id, replace);

  const files = packFiles(pack);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const models = await host.usableFolder();
  await requireSpace(models, total, host.ports.freeBytes);

  const stage = await openStage(models, 'import');
  try {
    const clock = startTransferClock(0, total);
    const tell = (stageName: string, fraction: number, secondsLeft: number | null) =>
      host.progress({ id: LIBRARY_WORK, stage: stageName, fraction, secondsLeft });
    for (const name of ['pack.json', ...(await cardFiles(source)), ...files.map(({ file }) => file)]) {
      await copyFile(join(source, name), join(stage.folder, name), {
        signal,
        onBytes: (bytes) => {
          const told = clock.add(bytes);
          if (told) tell(`copy ${name}`, Math.min(1, told.fraction) * COPY_SHARE, told.secondsLeft);
        },
      });
    }
    tell('check', COPY_SHARE, null);
    await verifyPack({ pack: (await readPack(stage.folder)).pack, folder: stage.folder });
    if (signal.aborted) throw new DepthroomError('cancelled', 'Stopped before it was finished.');
    return await placePack(host, stage.folder, replace);
  } finally {
    await stage.discard();
  }
}

/** The folder that was meant: itself, or that of the pack.json that was named. */
async function packFolder(path: string): Promise<string> {
  const given = resolve(path);
  const facts = await stat(given).catch(() => null);
  if (facts?.isDirectory()) return given;
  if (facts?.isFile() && basename(given) === 'pack.json') return dirname(given);
  if (facts)
    throw new DepthroomError(
      'bad-pack',
      `Expected the folder of a model pack, but ${given} is a file; unpack archives first.`,
    );
  throw new DepthroomError(
    'not-found',
    `Expected the folder of a model pack, but there is nothing at ${given}.`,
  );
}
