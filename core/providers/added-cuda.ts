import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readKeptNow } from '../disk/kept/kept-json.ts';

/*
 * CUDA is no part of onnxruntime-node. Its two libraries are kept in the data folder beside a copy of onnxruntime's own: a worker that is
 * started with LD_LIBRARY_PATH on that folder takes onnxruntime from there (the addon names its own folder by RUNPATH, which comes after it),
 * and onnxruntime looks for providers beside itself. So the program's folder is never written, and `npm ci` takes nothing away.
 */

/** The library of the provider, and the one between it and onnxruntime. */
export const CUDA_LIBRARIES = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];
const RECORD = 'provider.json';

const recordSchema = z.object({
  /** Of onnxruntime. */
  version: z.string(),
  /** Folders of CUDA's libraries that the system's loader does not know by itself. */
  libraryFolders: z.array(z.string()),
});
export type CudaRecord = z.infer<typeof recordSchema>;

/** Where CUDA's libraries are kept in the data folder. */
export function cudaFolder(dataFolder: string): string {
  return join(dataFolder, 'providers', 'cuda');
}

/** onnxruntime as npm installed it: its version, and the library that the addon loads. */
export function installedRuntime(): { version: string; name: string; path: string } {
  const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const name = 'libonnxruntime.so.1';
  const folder = join(dirname(manifest), 'bin', 'napi-v6', process.platform, process.arch);
  // Of a packaged app native code lies beside the archive.
  const path = join(folder, name).replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
  return { version, name, path };
}

/** What was added; null where nothing was. */
export function readCudaRecord(folder: string): CudaRecord | null {
  return readKeptNow(join(folder, RECORD), recordSchema.nullable(), null);
}

export function cudaRecordPath(folder: string): string {
  return join(folder, RECORD);
}

/** Why what was added cannot be used; null where it can, and where nothing was added. */
export function cudaTrouble(dataFolder: string): string | null {
  const folder = cudaFolder(dataFolder);
  const record = readCudaRecord(folder);
  if (!record) return existsSync(folder) ? 'what was added is damaged' : null;
  const { version, name, path } = installedRuntime();
  if (record.version !== version)
    return `what was added is of onnxruntime ${record.version}, and this is ${version}`;
  const isWhole =
    [...CUDA_LIBRARIES, name].every((library) => existsSync(join(folder, library))) &&
    statSync(join(folder, name)).size === statSync(path, { throwIfNoEntry: false })?.size;
  return isWhole ? null : 'what was added is damaged';
}

/** What a worker's environment is where CUDA was added for this onnxruntime; elsewhere what it was. */
export function workerEnvironment(
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const folder = cudaFolder(dataFolder);
  const record = readCudaRecord(folder);
  if (!record || cudaTrouble(dataFolder) !== null) return environment;
  return environmentOf(folder, record, environment);
}

/** The environment in which onnxruntime is loaded from `folder`. */
export function environmentOf(
  folder: string,
  { libraryFolders }: Pick<CudaRecord, 'libraryFolders'>,
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const { LD_LIBRARY_PATH: before } = environment;
  const path = [folder, ...libraryFolders, ...(before ? [before] : [])].join(':');
  return { ...environment, LD_LIBRARY_PATH: path, DEPTHROOM_ONNXRUNTIME_FOLDER: folder };
}
