import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A download of 2 GB on an ordinary line. */
const INSTALL_MS = 900_000;

/** A Python that has what the converters need. */
export interface Torch {
  python: string;
  /** Null where there is none, and none could be made. */
  version: string | null;
  /** Why there is none; empty where there is one. */
  reason: string;
}

/**
 * DEPTHROOM_BENCH_PYTHON, else the environment of npm run test:export, else python3 where it has torch, diffusers and transformers, else an
 * environment of its own in the cache, made once, in `mostMs` at most: with torch's CPU build where there is no card.
 */
export async function openTorch(root: string, hasCard: boolean, mostMs = INSTALL_MS): Promise<Torch> {
  const cache = join(root, 'node_modules/.cache');
  const inside = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const own = join(cache, 'bench-torch-venv');
  const given = process.env.DEPTHROOM_BENCH_PYTHON;
  const known = given
    ? [given]
    : [join(cache, 'export-venv', inside), 'python3', 'python', join(own, inside)];
  // Importing torch takes seconds, minutes on a busy machine, and never ends where a driver does not answer.
  const endAt = Date.now() + Math.floor(mostMs);
  for (const python of known) {
    const version = await versionOf(python, hasCard, endAt);
    if (version !== null) return { python, version, reason: '' };
  }
  const python = join(own, inside);
  if (given)
    return { python: given, version: null, reason: `${given} has not torch, diffusers and transformers` };
  try {
    console.warn('Making a Python environment with torch, diffusers and transformers ...');
    await rm(own, { recursive: true, force: true });
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', own]);
    await install(python, root, hasCard, endAt);
  } catch (thrown) {
    await rm(own, { recursive: true, force: true });
    return { python: 'python3', version: null, reason: `torch could not be installed: ${lastLine(thrown)}` };
  }
  const version = await versionOf(python, hasCard, endAt);
  return { python, version, reason: version === null ? `${python} does not run torch` : '' };
}

async function install(python: string, root: string, hasCard: boolean, endAt: number): Promise<void> {
  const requirements = join(root, 'models/export-requirements.txt');
  const pip = (words: string[]) =>
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...words], {
      timeout: Math.max(1_000, endAt - Date.now()),
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 26,
    });
  const torch = /^torch==(.+)$/m.exec(readFileSync(requirements, 'utf8'))?.[1];
  // Linux alone has CUDA in its ordinary build of torch; the CPU build counts as the same version, so what follows keeps it.
  if (!hasCard && process.platform === 'linux' && torch)
    await pip([
      `torch==${torch}+cpu`,
      '--no-deps',
      '--extra-index-url',
      'https://download.pytorch.org/whl/cpu',
    ]);
  await pip(['-r', requirements]);
}

/** Of torch, where the converters' packages are there, and with a card where there is one. */
async function versionOf(python: string, hasCard: boolean, endAt: number): Promise<string | null> {
  if (python.includes('/') && !existsSync(python)) return null;
  const needs = hasCard ? 'assert torch.cuda.is_available(); ' : '';
  const script = `import torch, diffusers, transformers; ${needs}print(torch.__version__)`;
  try {
    const timeout = Math.max(1_000, endAt - Date.now());
    const { stdout } = await run(python, ['-c', script], { timeout, killSignal: 'SIGKILL' });
    return stdout.trim().split('\n').at(-1) || null;
  } catch {
    return null;
  }
}

function lastLine(thrown: unknown): string {
  const { stderr, message, killed } = thrown as { stderr?: string; message: string; killed?: boolean };
  if (killed) return 'it was not there in its time';
  return (stderr || message).trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
