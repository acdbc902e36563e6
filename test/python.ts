import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * npm run test:export (the converters, models/export) and npm run test:finetune (models/finetune): a folder of Python tests in an environment of
 * its own, made once under node_modules/.cache and made anew when a pinned version changes; ruff and mypy go first
 * (models/export/check.py). Further arguments go to pytest: npm run test:export -- -k zoedepth
 */

const [suite, ...given] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const environment = join(root, `node_modules/.cache/${suite}-venv`);
const requirements = join(root, `test/${suite}/requirements.txt`);
const isWindows = process.platform === 'win32';
const python = join(environment, isWindows ? 'Scripts/python.exe' : 'bin/python');
const stamp = join(environment, 'requirements.sha256');

const pinned = [
  'models/export-requirements.txt',
  'models/export/check-requirements.txt',
  'models/training/requirements.txt',
  'models/finetune/requirements.txt',
  `test/${suite}/requirements.txt`,
].map((path) => readFileSync(join(root, path), 'utf8'));
const wanted = createHash('sha256').update(pinned.join('\n')).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) prepare();

run(python, ['models/export/check.py']);
run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `test/${suite}`, ...given]);

function prepare(): void {
  rmSync(environment, { recursive: true, force: true });
  run(isWindows ? 'python' : 'python3', ['-m', 'venv', environment]);
  const torch = /^torch==(.+)$/m.exec(pinned[0])?.[1];
  // Linux alone has CUDA in its ordinary build of torch. The CPU build counts as the same version, so what follows keeps it.
  if (process.platform === 'linux' && torch)
    install([
      `torch==${torch}+cpu`,
      '--no-deps',
      '--extra-index-url',
      'https://download.pytorch.org/whl/cpu',
    ]);
  install(['-r', requirements]);
  writeFileSync(stamp, wanted);
}

function install(what: readonly string[]): void {
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...what]);
}

/** Runs a program with its output shown, and ends the process where it fails. */
function run(program: string, given: readonly string[]): void {
  const ended = spawnSync(program, given, { cwd: root, stdio: 'inherit' });
  if (ended.error) {
    console.error(`test:${suite}: expected ${program} (Python 3.11 or newer) to run: ${ended.error.message}`);
    process.exit(1);
  }
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}
