import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/depthroom.mjs', import.meta.url));
/** In a terminal, which says it to every process of the group; by another program, which says it to the one it started. */
const WAYS: [string, (launcher: ChildProcess) => void][] = [
  ['Ctrl-C in a terminal', ({ pid }) => void process.kill(-(pid as number), 'SIGINT')],
  ['a terminal that is closed', ({ pid }) => void process.kill(-(pid as number), 'SIGHUP')],
  ['a service that ends', ({ pid }) => void process.kill(-(pid as number), 'SIGTERM')],
  ['SIGINT to the command alone', (launcher) => void launcher.kill('SIGINT')],
];

/** A folder with a photo that takes a moment to be written as points, and an export that is writing it. */
async function startExport() {
  const folder = await temporaryFolder();
  const photo = join(folder, 'large.jpg');
  const create = { width: 6000, height: 4000, channels: 3, background: '#5588aa' } as const;
  await sharp({ create }).jpeg().toFile(photo);
  const out = join(folder, 'out');
  await mkdir(out);
  const given = ['export', photo, '--pack', 'fastdepth', '--format', 'ply', '-o', join(out, 'large.ply')];
  const env = { ...process.env, DEPTHROOM_HOME: join(folder, 'home') };
  const parts = async () =>
    (await readdir(out, { recursive: true }).catch(() => [] as string[])).filter((name) =>
      name.endsWith('.part'),
    );
  // A group of its own, as a shell gives each command.
  const start = async () => {
    const child = spawn(process.execPath, [LAUNCHER, ...given], { env, detached: true, stdio: 'pipe' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const told = text(child.stderr);
    const ended = once(child, 'exit');
    await expect
      .poll(async () => (await parts()).length, { timeout: 60_000, interval: 10 })
      .toBeGreaterThan(0);
    return { child, told, ended };
  };
  return { out, parts, start };
}

test('an export that is told to stop leaves no half file and blames no process, whoever says it and how often', async () => {
  const { out, start } = await startExport();
  for (const [way, stop] of WAYS) {
    const { child, told, ended } = await start();
    stop(child);
    // Somebody who does not wait.
    setTimeout(() => child.exitCode ?? stop(child), 200);
    const [code, signal] = await ended;
    // As a shell tells it: by what is left where it was, the process ends by the signal itself (cli/terminal/stop.ts).
    expect([way, signal === 'SIGINT' ? 130 : code]).toEqual([way, 130]);
    expect([way, await readdir(out)]).toEqual([way, []]);
    expect(await told).not.toMatch(/process that did the work|SIG/);
  }
}, 120_000);

test('what an export was writing goes though the command itself was killed', async () => {
  const { parts, start } = await startExport();
  const { child, ended } = await start();
  // The launcher has one child: the command, whose worker writes.
  const path = `/proc/${child.pid}/task/${child.pid}/children`;
  const command = existsSync(path) ? Number((await readFile(path, 'utf8')).split(' ')[0]) : 0;
  process.kill(command || (child.pid as number), 'SIGKILL');
  await ended;
  // The room of a killed call stays until the next one: by it a file is known that was put in place (cli/batch/write-together.ts).
  await expect.poll(parts).toEqual([]);
}, 90_000);
