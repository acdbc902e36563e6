import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/depthroom.mjs', import.meta.url));

test('Ctrl-C in a terminal, which reaches the worker too, leaves no half file and blames no process', async () => {
  const folder = await temporaryFolder();
  const photo = join(folder, 'large.jpg');
  const create = { width: 6000, height: 4000, channels: 3, background: '#5588aa' } as const;
  await sharp({ create }).jpeg().toFile(photo);
  const out = join(folder, 'out');
  await mkdir(out);
  const flags = ['--pack', 'fastdepth', '--format', 'ply', '--near', '1', '--far', '5'];
  const given = ['export', photo, ...flags, '-o', join(out, 'large.ply')];
  const env = { ...process.env, DEPTHROOM_HOME: join(folder, 'home') };
  // A group of its own, as a shell gives each command.
  const child = spawn(process.execPath, [LAUNCHER, ...given], { env, detached: true, stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const told = text(child.stderr);
  const ended = once(child, 'exit');
  const isWriting = async () => (await readdir(out)).some((name) => name.endsWith('.part'));
  await expect.poll(isWriting, { timeout: 60_000, interval: 10 }).toBe(true);
  process.kill(-(child.pid as number), 'SIGINT');
  await ended;
  expect(await readdir(out)).toEqual([]);
  expect(await told).not.toMatch(/process that did the work|SIGINT/);
}, 90_000);
