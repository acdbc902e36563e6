import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isProcessAlive, startOfProcess } from './process-alive.ts';

test('a process is there while it runs, and not when it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const id = child.pid as number;
  const startedAt = startOfProcess(id);
  expect(isProcessAlive(id)).toBe(true);
  expect(isProcessAlive(id, startedAt)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isProcessAlive(id, startedAt)).toBe(false);
  expect(startOfProcess(id)).toBeNull();
});

test.runIf(process.platform === 'linux')('another process with its number is not it', () => {
  const startedAt = startOfProcess(process.pid);
  expect(Number(startedAt)).toBeGreaterThan(0);
  expect(isProcessAlive(process.pid, startedAt)).toBe(true);
  expect(isProcessAlive(process.pid, String(Number(startedAt) - 1))).toBe(false);
});

test('what is no process number is no process', () => {
  expect([0, -1, 1.5, Number.NaN].map((id) => isProcessAlive(id))).toEqual([false, false, false, false]);
});
