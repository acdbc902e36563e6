import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFiles } from './make-files.ts';
import { makeGeometry } from './make-geometry.ts';
import { readMeshes } from './read-meshes.ts';

/*
 * `npm run test:readers`: programs of other people read what we write. It needs Python 3 with pip, for EXIF and XMP exiftool, for
 * prints admesh and PrusaSlicer (Debian: libimage-exiftool-perl, admesh, prusa-slicer), for splats npm; a reader that is missing is said and left out. Not part of `npm test`, which has readers of its own from npm.
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
  'usd-core',
  'plyfile',
  'trimesh',
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

/** SuperSplat's own reader and writer, from npm into the cache; null where it cannot be had. */
async function openSplatTransform(): Promise<string | null> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/depthroom/splat-transform');
  const program = join(folder, 'node_modules/.bin/splat-transform');
  const install = () =>
    run('npm', ['install', '--no-save', '--prefix', folder, '@playcanvas/splat-transform@2.7.1']);
  try {
    await mkdir(folder, { recursive: true });
    await access(program).catch(install);
    return program;
  } catch {
    console.warn('Without splat-transform: it could not be installed.');
    return null;
  }
}

/** Runs a script that compares what it reads, and says what it found. */
async function compare(python: string, script: string, ...words: string[]): Promise<void> {
  const path = join(import.meta.dirname, script);
  const { stdout, stderr } = await run(python, [path, ...words], { maxBuffer: 1 << 24 }).catch((thrown) => {
    process.exitCode = 1;
    return thrown as { stdout: string; stderr: string };
  });
  console.log(stdout.trimEnd());
  if (process.exitCode) console.error(stderr.trimEnd());
}

const folder = await mkdtemp(join(tmpdir(), 'depthroom-readers-'));
try {
  const python = await openPython();
  const splatTransform = await openSplatTransform();
  await makeFiles(join(folder, 'images'));
  await compare(python, 'read_files.py', join(folder, 'images'));
  await makeGeometry(join(folder, 'geometry'));
  await compare(
    python,
    'read_geometry.py',
    join(folder, 'geometry'),
    ...(splatTransform ? [splatTransform] : []),
  );
  if (!(await readMeshes(join(folder, 'meshes')))) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
