import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { toFailure } from '../../contract/errors.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { mountHungDisk } from './hung-disk.ts';
import { whyRaw } from './long/program.ts';

const isRoot = process.geteuid?.() === 0;

test('places that can be no project are refused at once in a sentence, and the next switch works', async () => {
  const folder = await temporaryFolder();
  const engine = await openTestEngine();
  await writeFile(join(folder, 'file'), 'mine');
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  for (const name of ['project.db', 'project.lock', 'files']) {
    await mkdir(join(folder, `with ${name}`));
    execFileSync('mkfifo', [join(folder, `with ${name}`, name)]);
  }
  const long = join(folder, 'x'.repeat(300));
  const deep = join(folder, ...Array.from({ length: 60 }, () => 'y'.repeat(100)));
  const own = [
    'file',
    'file/below',
    'pipe',
    'pipe/below',
    'with project.db',
    'with project.lock',
    'with files',
  ];
  const systems = [
    '/proc/x',
    '/proc/x/y',
    '/proc/self/fd/x',
    '/sys/x',
    '/dev/null',
    '/dev/null/x',
    '/dev/fd/0/x',
  ];
  const places = [...own.map((name) => join(folder, name)), long, deep, ...systems, `${folder}/\0`];
  for (const place of places) {
    for (const create of [true, false]) {
      const thrown = await engine.call('openProject', { folder: place, create }).catch((reason) => reason);
      expect(whyRaw(thrown), place).toBe(null);
      // A place that did not answer would be given up in the end, with another code.
      expect(['bad-input', 'not-found', 'no-permission'], place).toContain(toFailure(thrown).code);
    }
  }
  const { project } = await engine.call('openProject', { folder: join(folder, 'next'), create: true });
  expect(project.name).toBe('next');
});

test.skipIf(isRoot && !existsSync('/proc/self'))('a folder without permission is refused', async () => {
  const folder = await temporaryFolder();
  const engine = await openTestEngine();
  const closed = join(folder, 'closed');
  await mkdir(closed);
  await chmod(folder, 0o755);
  await chmod(closed, 0o000);
  if (isRoot) process.seteuid?.(65534);
  const thrown = await engine.call('openProject', { folder: join(closed, 'a'), create: true }).then(
    () => null,
    (reason) => reason,
  );
  if (isRoot) process.seteuid?.(0);
  await chmod(closed, 0o700);
  expect(toFailure(thrown)).toMatchObject({
    code: 'no-permission',
    message: expect.stringMatching(/permit/),
  });
});

test('a disk that does not answer is given up, keeps no other project waiting, and can be called off', async (context) => {
  const folder = await temporaryFolder();
  const hung = await mountHungDisk(join(folder, 'hung'));
  if (!hung) return context.skip();
  try {
    const place = (name: string) => join(folder, 'hung', name);
    const hasty = await openTestEngine({ openingTimes: { longestMs: 1_000 } });
    const openHung = () => hasty.call('openProject', { folder: place('a'), create: true });
    await expect(openHung()).rejects.toMatchObject({
      code: 'disk-error',
      message: expect.stringMatching(/within 1 seconds/),
    });
    await expect(openHung()).rejects.toMatchObject({
      code: 'disk-error',
      message: expect.stringMatching(/still being waited for/),
    });
    // Nothing is given up any more but what was overtaken or called off.
    const engine = await openTestEngine({
      openingTimes: { longestMs: 600_000, hurriedMs: 300, patientMs: 100 },
    });
    const open = (path: string, signal?: AbortSignal) =>
      engine.call('openProject', { folder: path, create: true }, signal ? { signal } : {});
    const overtaken = expect(open(place('b'))).rejects.toMatchObject({ code: 'cancelled' });
    await wait(20);
    // Calls go on in the project that is open.
    expect((await engine.call('snapshot', {})).project.name).toBe('Default project');
    expect((await open(join(folder, 'good'))).project.name).toBe('good');
    await overtaken;
    const stop = new AbortController();
    const called = expect(open(place('c'), stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await wait(50);
    stop.abort();
    await called;
    expect((await engine.call('snapshot', {})).project.name).toBe('good');
  } finally {
    hung.unmount();
  }
});
