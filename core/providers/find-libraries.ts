import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the CUDA provider of onnxruntime 1.30 loads: CUDA 13 and cuDNN 9 (its DT_NEEDED, and what it opens itself). */
export const NEEDED_LIBRARIES = [
  'libcuda.so.1',
  'libcudart.so.13',
  'libcublas.so.13',
  'libcublasLt.so.13',
  'libcurand.so.10',
  'libcudnn.so.9',
];
/** It comes with the driver alone. */
export const DRIVER_LIBRARY = 'libcuda.so.1';

/** Where NVIDIA's installers, WSL and distributions put them, whether the loader was told or not. */
const USUAL = ['/usr/local/cuda/lib64', '/usr/local/cuda-13/lib64', '/usr/lib/wsl/lib'];
/** The loader's own places where it has no cache. */
const OF_THE_LOADER = [
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/lib',
  '/usr/lib',
];

export interface FoundLibraries {
  /** Folders that the loader has to be told of. */
  folders: string[];
  missing: string[];
}

/** Where libraries may be: injectable, so that a machine without them can be tried. */
export interface LibraryPlaces {
  /** The loader's cache, which has the path of each library with a zero behind it (ld.so(8)); empty where there is none. */
  cache(): Promise<string>;
  environment: NodeJS.ProcessEnv;
  usual: readonly string[];
  ofTheLoader: readonly string[];
}

export const REAL_PLACES: LibraryPlaces = {
  // Read and not asked for: the app's own process starts no other program.
  cache: () => readFile('/etc/ld.so.cache', 'latin1').catch(() => ''),
  environment: process.env,
  usual: USUAL,
  ofTheLoader: OF_THE_LOADER,
};

/** Looks for libraries in folders that a person stated (or pip made), then where the system's loader looks, then in the usual places. */
export async function findLibraries(
  names: readonly string[],
  stated: readonly string[],
  places: LibraryPlaces = REAL_PLACES,
): Promise<FoundLibraries> {
  const below = (await Promise.all(stated.map(foldersBelow))).flat();
  const cache = await places.cache();
  const known = [...(places.environment.LD_LIBRARY_PATH ?? '').split(':'), ...places.ofTheLoader];
  const folders = new Set<string>();
  const missing: string[] = [];
  for (const name of names) {
    const holds = (folder: string) => folder !== '' && existsSync(join(folder, name));
    const ofPerson = below.find(holds);
    if (ofPerson !== undefined) folders.add(ofPerson);
    else if (!cache.includes(`/${name}\0`) && !known.some(holds)) {
      const usual = places.usual.find(holds);
      if (usual !== undefined) folders.add(usual);
      else missing.push(name);
    }
  }
  return { folders: [...folders], missing };
}

/** The folders of a stated one that libraries lie in: itself, `lib`, and pip's `nvidia/<part>/lib`, also those of a Python environment. */
async function foldersBelow(folder: string): Promise<string[]> {
  const roots = [folder, join(folder, '..'), join(folder, '..', '..')];
  for (const python of await namesIn(join(folder, 'lib')))
    if (python.startsWith('python')) roots.push(join(folder, 'lib', python, 'site-packages'));
  const found = [folder, join(folder, 'lib64'), join(folder, 'lib')];
  for (const root of roots)
    for (const part of await namesIn(join(root, 'nvidia'))) found.push(join(root, 'nvidia', part, 'lib'));
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
