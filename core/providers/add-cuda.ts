import { existsSync } from 'node:fs';
import { chmod, copyFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { ProviderCheck } from '../../contract/provider.ts';
import { keepWhole } from '../disk/kept/kept-json.ts';
import { makePrivateFolder, PRIVATE_FILE } from '../disk/private-folder.ts';
import { isProcessAlive } from '../disk/process-alive.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { stopIfCancelled } from '../disk/write-file.ts';
import { CUDA_LIBRARIES, cudaFolder, cudaRecordPath, environmentOf, installedRuntime } from './added-cuda.ts';
import { missingInWords } from './advice.ts';
import { findLibraries, type LibraryPlaces, NEEDED_LIBRARIES, REAL_PLACES } from './find-libraries.ts';
import { readProviderSource } from './read-source.ts';

/** What adding CUDA needs of the world. */
export interface AddingCuda {
  dataFolder: string;
  /** A wheel of onnxruntime-gpu, or a folder that has or was made of one. */
  source: string;
  /** Folders of CUDA's and cuDNN's libraries, besides the source itself. */
  libraryFolders: readonly string[];
  /** Tries "cuda" in a process of its own with this environment; the second is what onnxruntime said meanwhile. */
  selfTest(environment: NodeJS.ProcessEnv): Promise<{ check: ProviderCheck; said: string }>;
  signal?: AbortSignal;
  /** Left out: this machine. */
  places?: LibraryPlaces;
  platform?: string;
}

/** Folders in which additions are under way begin so; the number of the process follows. */
const ADDING = 'adding-';

/**
 * Takes the libraries of onnxruntime's CUDA provider out of their package and keeps them in the data folder, where workers find them from
 * now on (added-cuda.ts). They are tried first; where they cannot be used nothing is kept, and what was there before stays. Answers with the
 * sentence of the self-test. Throws `bad-input` where the source is not the package of exactly this version or the machine is of another
 * kind, `provider-failed` with what is missing where it cannot be used, `cancelled`, and `not-found`, `no-permission`, `no-space`, `exists`,
 * `too-large` or `internal` where the disk refuses.
 */
export async function addCuda(adding: AddingCuda): Promise<string> {
  const { dataFolder, source, signal, selfTest, places = REAL_PLACES } = adding;
  requirePlatform(adding.platform ?? `${process.platform} ${process.arch}`);
  const { version, name, path } = installedRuntime();
  const package_ = await readProviderSource(source, version);
  const folder = cudaFolder(dataFolder);
  await onDisk('put back what was added before', removeLeftovers(folder));
  const staged = join(dirname(folder), `${ADDING}${process.pid}`);
  try {
    await makePrivateFolder(staged);
    for (const library of CUDA_LIBRARIES) {
      stopIfCancelled(signal);
      const bytes = await package_.library(library);
      await onDisk('keep a library', writeFile(join(staged, library), bytes, { mode: PRIVATE_FILE }));
    }
    await onDisk('keep a library', copyFile(path, join(staged, name)));
    await chmod(join(staged, name), PRIVATE_FILE).catch(() => undefined);
    const found = await findLibraries(NEEDED_LIBRARIES, [...adding.libraryFolders, source], places);
    if (found.missing.length > 0)
      throw new DepthroomError('provider-failed', undone(missingInWords(found.missing, version)));
    stopIfCancelled(signal);
    const record = { version, libraryFolders: found.folders };
    const { check, said } = await selfTest(environmentOf(staged, record, places.environment));
    stopIfCancelled(signal);
    if (!check.isUsable) throw new DepthroomError('provider-failed', undone(reasonOf(check, said)));
    await keepWhole(cudaRecordPath(staged), record);
    await onDisk('keep the libraries', takePlace(staged, folder));
    return check.sentence;
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Removes what was added; answers with whether anything was. Throws `no-permission` or `internal` where the disk refuses. */
export async function removeCuda(dataFolder: string): Promise<boolean> {
  const folder = cudaFolder(dataFolder);
  const leaving = join(dirname(folder), `${ADDING}${process.pid}`);
  try {
    await rename(folder, leaving);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw systemFailure(thrown, 'remove the libraries of CUDA');
  }
  await onDisk('remove the libraries of CUDA', rm(leaving, { recursive: true, force: true }));
  return true;
}

function requirePlatform(platform: string): void {
  if (platform === 'linux x64') return;
  throw new DepthroomError(
    'bad-input',
    `Expected Linux on an x64 processor, since CUDA can be added there alone, but this is ${platform}; on Windows DirectML and on macOS Core ML are there already.`,
  );
}

/** Ending of what was there before, while it is replaced. */
const BEFORE = '-before';

/** One after the other in the place of what was there, which comes back where that fails. */
async function takePlace(staged: string, folder: string): Promise<void> {
  const before = `${staged}${BEFORE}`;
  const hadOne = await rename(folder, before).then(
    () => true,
    () => false,
  );
  try {
    await rename(staged, folder);
  } catch (thrown) {
    if (hadOne) await rename(before, folder);
    throw thrown;
  }
  await rm(before, { recursive: true, force: true });
}

/** What processes that ended in the middle left behind goes; what one of them was about to replace comes back. */
async function removeLeftovers(place: string): Promise<void> {
  const folder = dirname(place);
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = new RegExp(`^${ADDING}(\\d+)`).exec(name)?.[1];
    if (owner === undefined || isProcessAlive(Number(owner))) continue;
    const path = join(folder, name);
    // Nothing is renamed over what is there.
    if (name.endsWith(BEFORE) && !existsSync(place)) await rename(path, place);
    else await rm(path, { recursive: true, force: true });
  }
}

/** The loader's own reason, which onnxruntime says on its error output alone. */
function reasonOf({ sentence }: ProviderCheck, said: string): string {
  const loader = /Failed to load library \S+ with error: (?:\S*\/)?([^\n]+)/.exec(said);
  return loader ? `${sentence.replace(/\.$/, '')} (${loader[1].trim()}).` : sentence;
}

function undone(reason: string): string {
  return `CUDA was not added, and nothing was changed: ${reason}`;
}

async function onDisk<Result>(what: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (thrown) {
    throw systemFailure(thrown, what);
  }
}
