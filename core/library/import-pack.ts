import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { copyFile } from '../disk/copy-file.ts';
import { requireSpace } from '../disk/disk-space.ts';
import { stopIfCancelled } from '../disk/write-file.ts';
import { addCheckpoint } from './add-checkpoint.ts';
import type { LibraryHost } from './packs/host.ts';
import { packFiles, verifyPack } from './packs/pack-files.ts';
import { type InstalledPack, readPack } from './packs/packs.ts';
import { cardFiles, placePack, refuseTaken } from './packs/place-pack.ts';
import { kindOfFolder, refuseWhatIsNoPack } from './packs/recognise-weights.ts';
import { openStage } from './packs/staging.ts';
import { startTransferClock } from './packs/transfer-clock.ts';

/** Part of the time that goes into copying; the rest reads the copy again. */
const COPY_SHARE = 0.8;

/**
 * Brings a pack, or a checkpoint that is bound, into the library. Throws `bad-pack` with what to do for what is neither, `exists` where the
 * id is taken, `no-space`, `cancelled`.
 */
export async function importPack(
  host: LibraryHost,
  { folder, replace, system, base }: ParsedInput<'importPackFolder'>,
  signal: AbortSignal,
): Promise<InstalledPack> {
  const source = await sourceOf(folder);
  if (source.kind === 'checkpoint')
    return addCheckpoint(
      host,
      { ...source, replace, system, base: base === undefined ? undefined : resolve(base) },
      signal,
    );
  await refuseWhatIsNoPack(source.folder);
  return copyPack(host, source.folder, replace, signal);
}

/** Copies a pack folder: into the staging area, every file compared with its sha256, then renamed into place. */
async function copyPack(
  host: LibraryHost,
  source: string,
  replace: boolean,
  signal: AbortSignal,
): Promise<InstalledPack> {
  const { pack } = await readPack(source, false, true);
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
    stopIfCancelled(signal);
    return await placePack(host, stage.folder, replace);
  } finally {
    await stage.discard();
  }
}

/** What was meant by a path: the folder of a pack, or a checkpoint and perhaps the one file of it that was named. */
type Source = { kind: 'pack'; folder: string } | { kind: 'checkpoint'; folder: string; only?: string };

async function sourceOf(path: string): Promise<Source> {
  const given = resolve(path);
  const facts = await stat(given).catch(() => null);
  if (facts?.isDirectory()) return folderSource(given);
  if (facts?.isFile() && basename(given) === 'pack.json') return { kind: 'pack', folder: dirname(given) };
  if (facts?.isFile() && /\.safetensors$/i.test(given)) {
    // A file of a part (unet/...) stands for the whole; the index of the pipeline lies above.
    const above = dirname(dirname(given));
    if (await isThere(join(above, 'model_index.json'))) return { kind: 'checkpoint', folder: above };
    return { kind: 'checkpoint', folder: dirname(given), only: basename(given) };
  }
  if (facts?.isFile() && /\.onnx$/i.test(given))
    throw new DepthroomError(
      'bad-pack',
      `Expected the folder of a model pack, but ${given} is a graph alone, which does not say what it takes and answers; make a pack of it by saying so ("depthroom packs make --help" lists what is asked).`,
    );
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

async function folderSource(folder: string): Promise<Source> {
  const kind = kindOfFolder(await readdir(folder));
  return { kind: kind ?? 'pack', folder };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
