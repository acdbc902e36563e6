import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A program of this folder in a process of its own, which has printed its first line; killed with the test. */
export async function startProgram(
  name: string,
  ...given: string[]
): Promise<{ child: ChildProcess; line: string; kill(): Promise<void> }> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [path, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const first = await Promise.race([
    once(lines, 'line'),
    ended.then(() => {
      throw new Error(`${name} ended before it said anything`);
    }),
  ]);
  return { child, line: String(first[0]), kill };
}

/** Locks a database for writing from another process. Answers with what gives it back. */
export async function lockDatabase(path: string): Promise<() => Promise<void>> {
  const { kill } = await startProgram('lock-database.ts', path);
  return kill;
}

/** How often other things had their turn, at most every 5 ms, while work went on. */
export async function countTurns(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  await work().finally(() => clearInterval(timer));
  return turns;
}
