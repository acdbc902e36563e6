import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runtimeVersion } from '../../models/session.ts';

const run = promisify(execFile);

/** What `depthroom providers add` is to be told. */
export interface CudaSource {
  source: string;
  libraries: string[];
}

/**
 * The wheel of onnxruntime-gpu: DEPTHROOM_CUDA, else downloaded by pip to `folder` (250 MB). Libraries of CUDA and cuDNN: DEPTHROOM_CUDA_LIBRARIES,
 * else those that came with torch in `python`; null for neither, so that those of the system are looked for. Throws what pip says.
 */
export async function bringCuda(folder: string, python: string, mostMs: number): Promise<CudaSource> {
  const given = process.env.DEPTHROOM_CUDA_LIBRARIES;
  const libraries = given ? given.split(':') : await librariesOfTorch(python);
  const known = process.env.DEPTHROOM_CUDA;
  if (known) return { source: known, libraries };
  const source = join(folder, 'cuda-wheel');
  // A download that was stopped leaves an empty folder.
  const files = await readdir(source).catch(() => []);
  if (!files.some((name) => name.endsWith('.whl'))) {
    // The libraries in it are the same for every Python.
    const version = ['--python-version', '3.12', '--only-binary=:all:', '--no-deps'];
    const words = [
      '-m',
      'pip',
      'download',
      '-q',
      ...version,
      '-d',
      source,
      `onnxruntime-gpu==${runtimeVersion()}`,
    ];
    await run(python, words, { timeout: Math.floor(mostMs), killSignal: 'SIGKILL' });
  }
  return { source, libraries };
}

/** The folder above `nvidia/`, in which pip puts the parts of CUDA that torch needs. */
async function librariesOfTorch(python: string): Promise<string[]> {
  const script = 'import nvidia, pathlib; print(pathlib.Path(list(nvidia.__path__)[0]).parent)';
  try {
    return [(await run(python, ['-c', script])).stdout.trim()];
  } catch {
    return [];
  }
}
