import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFiles } from './make-files.ts';
import { readMeshes } from './read-meshes.ts';

/*
 * `npm run test:readers`: programs of other people read what we write. It needs Python 3 with pip and, for EXIF and XMP, exiftool;
 * a reader that is missing is said and left out. Not part of `npm test`, which has readers of its own from npm.
 */
const run = promisify(execFile);

const PACKAGES = [
  'numpy',
  'opencv-python-headless',
  'OpenEXR',
  'OpenImageIO',
  'tifffile',
  'imagecodecs',
  'Pillow',
];

/** A virtual environment in the cache, with the readers that can be had. */
async function openPython(): Promise<string> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/depthroom/readers-venv');
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  await run(python, ['--version']).catch(() => run('python3', ['-m', 'venv', folder]));
  for (const name of PACKAGES) {
    await run(python, ['-m', 'pip', 'show', '--quiet', name])
      .catch(() => run(python, ['-m', 'pip', 'install', '--quiet', name]))
      .catch(() => console.warn(`Without ${name}: it could not be installed.`));
  }
  return python;
}

const folder = await mkdtemp(join(tmpdir(), 'depthroom-readers-'));
try {
  const python = await openPython();
  await makeFiles(folder);
  const script = join(import.meta.dirname, 'read_files.py');
  const { stdout, stderr } = await run(python, [script, folder], { maxBuffer: 1 << 24 }).catch((thrown) => {
    process.exitCode = 1;
    return thrown as { stdout: string; stderr: string };
  });
  console.log(stdout.trimEnd());
  if (process.exitCode) console.error(stderr.trimEnd());
  if (!(await readMeshes(join(folder, 'meshes')))) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
