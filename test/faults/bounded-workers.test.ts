import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createWorkerClient, type WorkerProcess } from '../../core/worker/client.ts';
import { LIMITS, type TaskLimit } from '../../core/worker/limits.ts';
import { residentBytes } from '../../core/worker/resident-memory.ts';

function starter(program: string): { start: () => WorkerProcess; started: number[] } {
  const started: number[] = [];
  const start = () => {
    const child = fork(fileURLToPath(new URL(program, import.meta.url)), [], { execArgv: [] });
    started.push(child.pid ?? 0);
    return {
      residentBytes: async () => residentBytes(child.pid ?? 0),
      send: (message: object) => void child.send(message, () => {}),
      onMessage: (listener: Parameters<WorkerProcess['onMessage']>[0]) => void child.on('message', listener),
      onExit: (listener: (reason: string) => void) => void child.on('exit', () => listener('ended')),
      kill: () => void child.kill('SIGKILL'),
    };
  };
  return { start, started };
}

function clientOf(program: string, bounds: Partial<TaskLimit>) {
  const { start, started } = starter(program);
  const told: string[] = [];
  const limits = { ...LIMITS, readTruth: { ...LIMITS.readTruth, ...bounds } };
  const client = createWorkerClient(start, {
    limits,
    report: (name, thrown) => told.push(`${name}: ${(thrown as Error).message}`),
  });
  onTestFinished(() => client.stop());
  return { client, started, told };
}

const QUESTION = {} as never;

test('a task that takes too long ends with its process and one sentence, and who waited behind it is served', async () => {
  const { client, started, told } = clientOf('deaf-worker.ts', { wholeMs: 1_000 });
  const slow = client.ask('readTruth', QUESTION);
  const stop = new AbortController();
  const behind = client.ask('compare', QUESTION, { signal: stop.signal });
  behind.catch(() => {});
  await expect(slow).rejects.toMatchObject({
    code: 'interrupted',
    message: `Reading the ground truth took longer than 1 second and was stopped; ${LIMITS.readTruth.wayOut}.`,
  });
  // The next question is asked of a process of its own.
  await expect.poll(() => started.length).toBe(2);
  await expect.poll(() => residentBytes(started[0])).toBe(null);
  stop.abort();
  await expect(behind).rejects.toMatchObject({ code: 'cancelled' });
  expect(told).toHaveLength(1);
});

test('a task that says nothing for too long is ended', async () => {
  const { client } = clientOf('deaf-worker.ts', { wholeMs: null, quietMs: 700 });
  await expect(client.ask('readTruth', QUESTION)).rejects.toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('got no further for 1 second'),
  });
});

test('a task that takes too much memory is ended before the computer runs out of it', async () => {
  const { client, started } = clientOf('greedy-worker.ts', { bytes: 150e6 });
  await expect(client.ask('readTruth', QUESTION)).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('more than 150 MB of memory'),
  });
  await expect.poll(() => residentBytes(started[0])).toBe(null);
});

test('the memory of a process is asked of the operating system', async () => {
  const resident = (await residentBytes(process.pid)) ?? 0;
  expect(resident / process.memoryUsage.rss()).toBeGreaterThan(0.5);
  expect(resident / process.memoryUsage.rss()).toBeLessThan(2);
});
