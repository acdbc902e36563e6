import { spawnSync } from 'node:child_process';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { REAL_DISK } from '../../core/disk/disk-port.ts';
import { newOwner } from '../../core/disk/part-owner.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { isUnfinished, writeTogether } from './write-together.ts';

const FULL = new DepthroomError('no-space', 'The disk is full.');

async function result() {
  const folder = await temporaryFolder();
  const paths = ['a.exr', 'a.exr.json'].map((name) => join(folder, name));
  const write = (text: string) =>
    writeTogether(paths, false, async (placeOf) => {
      for (const path of paths) await writeFile(placeOf(path), text);
    });
  const texts = () => Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => null)));
  return { folder, paths, write, texts };
}

/** The room of a call that was killed when the first `placed` of its files had their places. */
async function leaveRoom(folder: string, paths: readonly string[], placed: number): Promise<void> {
  const own = join(folder, '.depthroom-unfinished');
  // Its name is that of a room that is there while something is written.
  let name = '';
  await writeTogether(paths, true, async () => {
    [name] = await readdir(own);
  });
  const { pid } = spawnSync(process.execPath, ['--version']);
  const owner = `${newOwner().slice(0, 6)}${pid.toString(16).padStart(6, '0')}0000`;
  const room = join(own, `${name.split('.')[0]}.${owner}`);
  await mkdir(own);
  await mkdir(room);
  for (const [k, file] of ['a.exr', 'a.exr.json'].entries()) {
    await writeFile(join(room, file), 'killed');
    if (k < placed) await link(join(room, file), paths[k]);
  }
}

test('all files of a result are there, or none, and nothing else', async () => {
  const { folder, paths, write, texts } = await result();
  await expect(
    writeTogether(paths, false, async (placeOf) => {
      await writeFile(placeOf(paths[0]), 'half');
      throw FULL;
    }),
  ).rejects.toBe(FULL);
  expect(await readdir(folder)).toEqual([]);
  await write('whole');
  expect(await readdir(folder)).toEqual(['a.exr', 'a.exr.json']);
  await expect(write('again')).rejects.toMatchObject({ code: 'exists' });
  expect(await texts()).toEqual(['whole', 'whole']);
  await writeTogether(paths, true, (placeOf) => writeFile(placeOf(paths[0]), 'replaced'));
  expect(await texts()).toEqual(['replaced', 'whole']);
});

test.each([
  0, 1, 2,
])('what a killed call left, %i of its files in place, is taken back by the next', async (placed) => {
  const { folder, paths, write, texts } = await result();
  await leaveRoom(folder, paths, placed);
  expect(await isUnfinished(paths[0])).toBe(placed > 0);
  await write('whole');
  expect(await texts()).toEqual(['whole', 'whole']);
  expect(await isUnfinished(paths[0])).toBe(false);
  expect(await readdir(folder)).toEqual(['a.exr', 'a.exr.json']);
});

test('what a person put in the place of a file since then is theirs, and refused', async () => {
  const { folder, paths, write, texts } = await result();
  await leaveRoom(folder, paths, 1);
  await rm(paths[0]);
  await writeFile(paths[0], 'mine');
  expect(await isUnfinished(paths[0])).toBe(false);
  await expect(write('whole')).rejects.toMatchObject({ code: 'exists' });
  expect(await texts()).toEqual(['mine', null]);
  expect(await readdir(folder)).toEqual(['a.exr']);
});

test.each([
  0, 1,
])('a call that finds file %i of another when it comes to its own takes back what is its own alone', async (other) => {
  const { folder, paths, texts } = await result();
  await expect(
    writeTogether(paths, false, async (placeOf) => {
      for (const path of paths) await writeFile(placeOf(path), 'late');
      await writeFile(paths[other], 'early');
    }),
  ).rejects.toMatchObject({ code: 'exists' });
  expect(await texts()).toEqual([0, 1].map((k) => (k === other ? 'early' : null)));
  expect(await readdir(folder)).toHaveLength(1);
});

test('calls that write the same at once leave the files of one of them', async () => {
  const { folder, write, texts } = await result();
  const ended = await Promise.allSettled(['1', '2', '3', '4'].map(write));
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [first, second] = await texts();
  expect(first).toBe(second);
  expect(await readdir(folder)).toEqual(['a.exr', 'a.exr.json']);
});

test('rooms that killed calls left of other results go with the next command, but for those with a file in place', async () => {
  const { folder, paths } = await result();
  await leaveRoom(folder, paths, 1);
  const other = await temporaryFolder();
  await leaveRoom(
    other,
    ['a.exr', 'a.exr.json'].map((name) => join(other, name)),
    0,
  );
  // Killed after its last file had its place: there is nothing to take back.
  const whole = await temporaryFolder();
  await leaveRoom(
    whole,
    ['a.exr', 'a.exr.json'].map((name) => join(whole, name)),
    2,
  );
  for (const each of [folder, other]) await isUnfinished(join(each, 'b.exr'));
  expect(await readdir(folder)).toContain('.depthroom-unfinished');
  expect(await readdir(other)).toContain('.depthroom-unfinished');
  // A command that comes later is another process.
  const look = `import { isUnfinished } from ${JSON.stringify(new URL('./write-together.ts', import.meta.url).href)};
    for (const folder of ${JSON.stringify([folder, other, whole])}) await isUnfinished(folder + '/b.exr');`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', look], { encoding: 'utf8' });
  expect(ended.status, ended.stderr).toBe(0);
  expect(await readdir(folder)).toContain('.depthroom-unfinished');
  expect(await readdir(other)).toEqual([]);
  expect(await readdir(whole)).toEqual(['a.exr', 'a.exr.json']);
});

test('a folder that is removed between two results is made again, and that is said once', async () => {
  const { folder, paths, write } = await result();
  const told: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void told.push(line));
  await write('whole');
  await rm(folder, { recursive: true });
  await write('again');
  const other = [join(folder, 'b.exr')];
  await writeTogether(other, false, (placeOf) => writeFile(placeOf(other[0]), 'other'));
  vi.restoreAllMocks();
  expect(told).toEqual([
    `depthroom: ${folder} was removed while files were written into it; it is made again, and what was in it is not.`,
  ]);
  expect(await readdir(folder)).toEqual([...paths, ...other].map((path) => basename(path)));
});

test('where there are no hard links files appear all the same, and none is replaced that a person put there', async () => {
  const { folder, paths, texts } = await result();
  const link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM', syscall: 'link' }));
  const disk = { ...REAL_DISK, link };
  const write = (text: string, mayReplace = false) =>
    writeTogether(
      paths,
      mayReplace,
      async (placeOf) => {
        for (const path of paths) await writeFile(placeOf(path), text);
      },
      disk,
    );
  const ended = await Promise.allSettled(['1', '2', '3'].map((text) => write(text)));
  expect(ended.some(({ status }) => status === 'fulfilled')).toBe(true);
  await expect(write('again')).rejects.toMatchObject({ code: 'exists' });
  await write('replaced', true);
  expect(await texts()).toEqual(['replaced', 'replaced']);
  await rm(paths[0]);
  await writeFile(paths[1], 'mine');
  await expect(write('whole')).rejects.toMatchObject({ code: 'exists' });
  expect(await texts()).toEqual([null, 'mine']);
  expect(await readdir(folder)).toEqual(['a.exr.json']);
});
