import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ProviderCheck } from '../../contract/provider.ts';
import { openTestEngine, temporaryFolder } from '../../test/open-engine.ts';
import { forkWorker } from '../host/fork-worker.ts';
import { type AddingCuda, addCuda, removeCuda } from './add-cuda.ts';
import { cudaFolder, cudaTrouble, installedRuntime, workerEnvironment } from './added-cuda.ts';
import type { LibraryPlaces } from './find-libraries.ts';
import { NEEDED_LIBRARIES } from './find-libraries.ts';

const { version } = installedRuntime();
const INSIDE = 'onnxruntime/capi';
const WHEEL = `onnxruntime_gpu-${version}-cp311-cp311-manylinux_2_28_x86_64.whl`;
const isLinux = process.platform === 'linux' && process.arch === 'x64';

/** The files of a small package: what is in it, with its own words on it. */
function packageFiles(of = version, library = 'cuda'): Record<string, Uint8Array> {
  const libraries = {
    [`${INSIDE}/libonnxruntime_providers_shared.so`]: Buffer.from('shared'),
    [`${INSIDE}/libonnxruntime_providers_cuda.so`]: Buffer.from(library),
  };
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');
  const record = Object.entries(libraries).map(
    ([path, bytes]) => `${path},sha256=${hash(bytes)},${bytes.length}`,
  );
  return {
    ...libraries,
    [`onnxruntime_gpu-${of}.dist-info/METADATA`]: Buffer.from(
      `Metadata-Version: 2.4\nName: onnxruntime-gpu\nVersion: ${of}\n\nVersion: 9.9.9\n`,
    ),
    [`onnxruntime_gpu-${of}.dist-info/RECORD`]: Buffer.from(`${record.join('\n')}\n`),
  };
}

/** A machine with a driver and CUDA in the loader's cache. */
const EVERYTHING: LibraryPlaces = {
  cache: async () => NEEDED_LIBRARIES.map((name) => `/lib/${name}\0`).join(''),
  environment: process.env,
  usual: [],
  ofTheLoader: [],
};

const works = async () => ({
  check: { name: 'cuda', isUsable: true, sentence: '"cuda" agrees with the CPU to 1e-7.' },
  said: '',
});

async function request(
  more: Partial<AddingCuda> & { files?: Record<string, Uint8Array> } = {},
): Promise<AddingCuda> {
  const { files = packageFiles(), ...rest } = more;
  const folder = await temporaryFolder();
  const source = join(folder, WHEEL);
  await writeFile(source, zipSync(files));
  return {
    dataFolder: join(folder, 'home'),
    source,
    libraryFolders: [],
    selfTest: works,
    places: EVERYTHING,
    platform: 'linux x64',
    ...rest,
  };
}

/** Everything below `providers`; nothing where that is not there. */
const left = (dataFolder: string) => readdir(join(dataFolder, 'providers')).catch(() => []);

test.runIf(isLinux)('what is added is found by workers, and goes when it is removed', async () => {
  let tried: NodeJS.ProcessEnv = {};
  const adding = await request({
    selfTest: async (environment) => {
      tried = environment;
      expect(await readdir(environment.DEPTHROOM_ONNXRUNTIME_FOLDER ?? '')).toContain('libonnxruntime.so.1');
      return works();
    },
  });
  expect(await addCuda(adding)).toContain('agrees');
  expect(await left(adding.dataFolder)).toEqual(['cuda']);
  const folder = cudaFolder(adding.dataFolder);
  expect(tried.LD_LIBRARY_PATH?.split(':')[0]).not.toBe(folder);
  const environment = workerEnvironment(adding.dataFolder, { LD_LIBRARY_PATH: '/before' });
  expect(environment).toMatchObject({
    LD_LIBRARY_PATH: `${folder}:/before`,
    DEPTHROOM_ONNXRUNTIME_FOLDER: folder,
  });

  // A real worker loads onnxruntime from there and looks for the provider beside it: these few bytes are no library, so it is refused.
  const engine = await openTestEngine({
    dataFolder: adding.dataFolder,
    startWorker: () => forkWorker(workerEnvironment(adding.dataFolder), () => {}),
  });
  const checks: ProviderCheck[] = await engine.call('checkProviders', {});
  expect(checks.find(({ name }) => name === 'cuda')).toMatchObject({
    isUsable: false,
    sentence: expect.stringContaining('"cuda" could not be used'),
    advice: expect.stringContaining('onnxruntime-gpu'),
  });
  expect(checks.find(({ name }) => name === 'cpu')?.isUsable).toBe(true);

  expect(await removeCuda(adding.dataFolder)).toBe(true);
  expect(await left(adding.dataFolder)).toEqual([]);
  expect(workerEnvironment(adding.dataFolder, { A: '1' })).toEqual({ A: '1' });
  expect(await removeCuda(adding.dataFolder)).toBe(false);
});

test.runIf(isLinux)('what cannot be used is not kept, and what was there before stays', async () => {
  const first = await request();
  await addCuda(first);
  const library = join(cudaFolder(first.dataFolder), 'libonnxruntime_providers_cuda.so');
  const check = { name: 'cuda', isUsable: false, sentence: '"cuda" could not be used: no device.' };
  const said =
    'E: Failed to load library /a/libx.so with error: libcudnn.so.9: cannot open shared object file\n';
  const second = await request({
    dataFolder: first.dataFolder,
    files: packageFiles(version, 'newer'),
    selfTest: async () => ({ check, said }),
  });
  await expect(addCuda(second)).rejects.toMatchObject({
    code: 'provider-failed',
    message:
      'CUDA was not added, and nothing was changed: "cuda" could not be used: no device (libcudnn.so.9: cannot open shared object file).',
  });
  expect(await left(first.dataFolder)).toEqual(['cuda']);
  expect(await readFile(library, 'utf8')).toBe('cuda');

  await addCuda({ ...second, selfTest: works });
  expect(await readFile(library, 'utf8')).toBe('newer');
  expect(await left(first.dataFolder)).toEqual(['cuda']);
});

test.runIf(isLinux)('a person who says stop, and a process that was killed, leave nothing', async () => {
  const stop = new AbortController();
  const adding = await request({
    signal: stop.signal,
    selfTest: () => {
      stop.abort();
      return works();
    },
  });
  await mkdir(join(adding.dataFolder, 'providers', 'adding-4194305'), { recursive: true });
  await expect(addCuda(adding)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await left(adding.dataFolder)).toEqual([]);
});

test.runIf(isLinux)('what a killed process was about to replace comes back', async () => {
  const first = await request();
  await addCuda(first);
  const folder = cudaFolder(first.dataFolder);
  await rename(folder, join(first.dataFolder, 'providers', 'adding-4194305-before'));
  const check = { name: 'cuda', isUsable: false, sentence: '"cuda" could not be used: no device.' };
  const second = await request({ dataFolder: first.dataFolder, selfTest: async () => ({ check, said: '' }) });
  await expect(addCuda(second)).rejects.toMatchObject({ code: 'provider-failed' });
  expect(await left(first.dataFolder)).toEqual(['cuda']);
  expect(await readFile(join(folder, 'libonnxruntime_providers_cuda.so'), 'utf8')).toBe('cuda');
});

test.runIf(isLinux)('says which libraries of the system are missing', async () => {
  const nothing = {
    ...EVERYTHING,
    cache: async () => '/lib/libcurand.so.10\0',
  };
  const adding = await request({ places: { ...nothing, environment: {} } });
  await expect(addCuda(adding)).rejects.toThrow(
    'there is no NVIDIA driver (libcuda.so.1), install version 580 or newer; CUDA 13 and cuDNN 9 are not all found (libcudart.so.13, libcublas.so.13, libcublasLt.so.13, libcudnn.so.9)',
  );
  expect(await left(adding.dataFolder)).toEqual([]);
});

test.runIf(isLinux)('what pip installed to a folder is taken with the libraries beside it', async () => {
  const folder = await temporaryFolder();
  const target = join(folder, 'cuda');
  for (const [path, bytes] of Object.entries(packageFiles())) {
    await mkdir(join(target, path, '..'), { recursive: true });
    await writeFile(join(target, path), bytes);
  }
  const libraries = join(target, 'nvidia', 'cu13', 'lib');
  await mkdir(libraries, { recursive: true });
  for (const name of NEEDED_LIBRARIES) await writeFile(join(libraries, name), '');
  const places = { ...EVERYTHING, cache: async () => '' };
  for (const source of [target, join(target, INSIDE)]) {
    const dataFolder = join(folder, `home ${source.length}`);
    await addCuda({ ...(await request({ places })), source, dataFolder });
    expect(workerEnvironment(dataFolder, {}).LD_LIBRARY_PATH).toContain(`${join('nvidia', 'cu13', 'lib')}`);
  }
});

test.runIf(isLinux)('refuses another version, another package and damage, each with a sentence', async () => {
  const refusal = async (files: Record<string, Uint8Array>) => {
    const adding = await request({ files });
    const thrown = await addCuda(adding).catch((error: Error) => error);
    expect(existsSync(cudaFolder(adding.dataFolder))).toBe(false);
    expect(thrown).toMatchObject({ code: 'bad-input' });
    return String(thrown);
  };
  expect(await refusal(packageFiles('1.29.0'))).toContain('is of version 1.29.0');
  expect(await refusal({ 'a.txt': Buffer.from('a') })).toContain('something else');
  const good = packageFiles();
  const { [`${INSIDE}/libonnxruntime_providers_cuda.so`]: _, ...without } = good;
  expect(await refusal(without)).toContain('holds no libonnxruntime_providers_cuda.so');
  expect(
    await refusal({ ...good, [`${INSIDE}/libonnxruntime_providers_cuda.so`]: Buffer.from('x') }),
  ).toContain('is not what the package says of it');

  const adding = await request();
  const other = adding.source.replace(version, '1.2.3');
  await writeFile(other, await readFile(adding.source));
  await expect(addCuda({ ...adding, source: other })).rejects.toThrow('is of version 1.2.3');
  await writeFile(adding.source, (await readFile(adding.source)).subarray(0, -30));
  await expect(addCuda(adding)).rejects.toThrow('is no such file, or is damaged');
  await expect(addCuda({ ...adding, platform: 'win32 x64' })).rejects.toThrow('DirectML');
});

test.runIf(isLinux)('what was added for another onnxruntime is not used, and that is said', async () => {
  const adding = await request();
  await addCuda(adding);
  const folder = cudaFolder(adding.dataFolder);
  await writeFile(join(folder, 'provider.json'), JSON.stringify({ version: '1.29.0', libraryFolders: [] }));
  expect(cudaTrouble(adding.dataFolder)).toBe(
    `what was added is of onnxruntime 1.29.0, and this is ${version}`,
  );
  expect(workerEnvironment(adding.dataFolder, {})).toEqual({});
  await writeFile(join(folder, 'provider.json'), 'nonsense');
  expect(cudaTrouble(adding.dataFolder)).toBe('what was added is damaged');
});
