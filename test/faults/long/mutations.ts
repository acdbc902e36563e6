import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { conclude, numbersTold, workingFolder } from './program.ts';

/*
 * Mutated photos, packs, depth files, projects and requests, each kind in a process of its own that may crash or hang:
 * `node test/faults/long/mutations.ts --count 100000 --seed 1`. One of them again: `node test/faults/long/mutated.ts photos <seed> <number> <number + 1> <folder>`.
 */

/** What part of them is of each kind. */
const SHARES = { photos: 0.15, packs: 0.15, depth: 0.3, projects: 0.1, requests: 0.3 };
const HANGS_MS = 10_000;

const { count, seed, minutes } = numbersTold({ count: 3000, seed: 1, minutes: 60 });
const until = performance.now() + minutes * 60_000;
const { folder, remove } = await workingFolder();
const faults: string[] = [];
const done: string[] = [];

/** Tries the inputs of a kind from one number to another; starts a new process after the one that crashed or hung. */
async function tryKind(kind: string, total: number): Promise<void> {
  const place = join(folder, kind);
  let from = 0;
  let refused = 0;
  while (from < total && performance.now() < until) {
    await mkdir(place, { recursive: true });
    // Not that of the process before: one that is only starting is not at anything.
    await rm(join(place, 'at'), { force: true });
    const child = fork(
      new URL('./mutated.ts', import.meta.url),
      [kind, `${seed}`, `${from}`, `${total}`, place],
      {
        cwd: place,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    );
    let words = '';
    child.stderr?.on('data', (piece) => {
      words = `${words}${piece}`.slice(-300);
    });
    child.on('message', (message: { fault?: string; refused?: number }) => {
      if (message.fault) faults.push(`${kind} ${message.fault}`);
      refused += message.refused ?? 0;
    });
    let isOver = false;
    const ended = once(child, 'exit').then(([code, signal]) => {
      isOver = true;
      return { code, signal };
    });
    const hung = await watch(join(place, 'at'), () => isOver);
    if (!isOver) child.kill('SIGKILL');
    const { code, signal } = await ended;
    const at = Math.max(from, await numberIn(join(place, 'at')));
    if (hung) faults.push(`${kind} ${at} hung for ${HANGS_MS / 1000} s`);
    else if (code !== 0 && performance.now() < until)
      faults.push(`${kind} ${at} crashed (${signal ?? code}): ${words}`);
    from = code === 0 ? total : at + 1;
    if (code === 0) break;
  }
  // One that was ended with the time has not said it.
  done.push(`${from} ${kind}${refused > 0 ? ` (${refused} refused)` : ''}`);
}

const numberIn = (path: string) => readFile(path, 'utf8').then(Number, () => 0);

/** Waits until the process has ended, or the time is up, or it is at one input for too long; true for that. */
async function watch(path: string, isOver: () => boolean): Promise<boolean> {
  let last = -1;
  let since = performance.now();
  while (!isOver() && performance.now() < until) {
    const at = await numberIn(path);
    if (at !== last) since = performance.now();
    last = at;
    // A process that is only starting is not at anything.
    if (performance.now() - since > HANGS_MS + (at === 0 ? 30_000 : 0)) return true;
    await sleep(100);
  }
  return false;
}

const startedAt = performance.now();
await Promise.all(Object.entries(SHARES).map(([kind, share]) => tryKind(kind, Math.round(count * share))));
await remove();
const took = Math.round((performance.now() - startedAt) / 1000);
conclude(`mutations: ${done.sort().join(', ')} in ${took} s, seed ${seed}`, faults);
