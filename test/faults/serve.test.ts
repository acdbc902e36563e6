import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../core/project/database.ts';
import { openTestEngine, SAMPLE } from '../open-engine.ts';
import { lockDatabase } from './tools.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** A server that is at work: it has taken over the queue of an engine that was closed. */
async function serveAtWork() {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  await engine.call('estimate', { photoIds: [id], packIds: ['fastdepth', 'fastdepth', 'fastdepth'] });
  await engine.close();
  const path = join(engine.dataFolder, 'Default project', 'project.db');
  const child = spawn(process.execPath, [MAIN, 'serve', '--json'], {
    env: { ...process.env, DEPTHROOM_HOME: engine.dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const database = openDatabase(path);
  onTestFinished(() => {
    database.close();
  });
  // It says where it is when it hears signals too.
  for await (const [piece] of on(child.stdout, 'data')) if (String(piece).includes('"url"')) break;
  const states = () => database.prepare('SELECT state FROM runs ORDER BY rowid').pluck().all();
  await expect.poll(states).toContain('running');
  return { child, path, states, said: () => said };
}

test.each([
  'SIGTERM',
  'SIGINT',
] as const)('%s ends a server that is at work before its work is done', async (signal) => {
  const { child, states, said } = await serveAtWork();
  child.kill(signal);
  const [code] = await once(child, 'exit');
  expect([code, said()]).toEqual([0, '']);
  // What it was at waits for the next one.
  expect(states()).not.toContain('running');
  expect(states()).toContain('queued');
});

test('a server whose project is locked for longer than anybody waits stays up, and ends when it is told to', async () => {
  const { child, path, said } = await serveAtWork();
  const unlock = await lockDatabase(path);
  // A heartbeat, and the patience of its write.
  await expect.poll(said).toContain('another program has it locked');
  expect(child.exitCode).toBeNull();
  expect(said()).not.toContain('    at ');
  child.kill('SIGTERM');
  // While the project is locked still.
  await once(child, 'exit');
  await unlock();
});
