import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { startOfProcess } from '../disk/process-alive.ts';
import { HOST_LOCK, type LockHolder, type Self, takeHostLock } from './host-lock.ts';

const here: Self = {
  host: 'here',
  boot: 'b',
  processId: process.pid,
  startedAt: startOfProcess(process.pid),
};
const there: Self = { ...here, host: 'studio-mac' };

async function open() {
  const folder = await temporaryFolder();
  const path = join(folder, HOST_LOCK);
  const holder = async () => JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  const names = () => readdir(folder);
  /** As if it had not been renewed for so long. */
  const age = async (seconds: number) => {
    const time = new Date(Date.now() - seconds * 1000);
    await utimes(path, time, time);
  };
  return { folder, path, holder, names, age };
}

test('a project that another computer has open is refused with its name', async () => {
  const { folder, names, age, holder } = await open();
  await takeHostLock(folder, there);
  await age(30);
  await expect(takeHostLock(folder, here)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringMatching(/"studio-mac" has .* open; close Depthroom there, or wait a minute/),
  });
  expect(await holder()).toMatchObject({ host: 'studio-mac' });
  expect(await names()).toEqual([HOST_LOCK]);
});

test('a computer of the same name that was started at another time is another one', async () => {
  const { folder } = await open();
  await takeHostLock(folder, { ...here, boot: 'other' });
  await expect(takeHostLock(folder, here)).rejects.toMatchObject({ code: 'busy' });
});

test('what was not renewed for a minute is taken over', async () => {
  const { folder, names, age, holder } = await open();
  await takeHostLock(folder, there);
  await age(61);
  await takeHostLock(folder, here);
  expect(await holder()).toMatchObject({ host: 'here', processId: process.pid });
  expect(await names()).toEqual([HOST_LOCK]);
});

test('processes of one computer share it: it names one that lives, and stays while another has it', async () => {
  const { folder, names, age, path, holder } = await open();
  const gone = await takeHostLock(folder, { ...here, processId: 2 ** 30 });
  const lock = await takeHostLock(folder, here);
  await gone.release(true);
  await age(50);
  const { size } = await stat(path);
  await lock.beat();
  expect(await holder()).toMatchObject({ processId: process.pid });
  await age(50);
  await lock.beat();
  const renewed = await stat(path);
  expect(Date.now() - renewed.mtimeMs).toBeLessThan(10_000);
  expect(renewed.size).toBe(size);
  await lock.release(false);
  expect(await names()).toEqual([]);
});

test('one that was taken by another computer meanwhile is lost, and said to be', async () => {
  const { folder, age, holder } = await open();
  const lock = await takeHostLock(folder, here);
  lock.check();
  await age(120);
  await takeHostLock(folder, there);
  await expect(lock.beat()).rejects.toMatchObject({ code: 'busy' });
  expect(() => lock.check()).toThrow(/"studio-mac"/);
  await lock.release(false);
  expect(await holder()).toMatchObject({ host: 'studio-mac' });
});

test('one that says nothing (a disk that was full) is taken, and one that was removed is made again', async () => {
  const { folder, path, holder } = await open();
  await writeFile(path, '');
  const lock = await takeHostLock(folder, here);
  expect(await holder()).toMatchObject({ host: 'here' });
  await writeFile(path, '{');
  await lock.beat();
  expect(await holder()).toMatchObject({ host: 'here' });
});
