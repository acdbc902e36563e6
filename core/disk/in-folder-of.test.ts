import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { inFolderOf } from './in-folder-of.ts';

const refuse = () => Promise.reject(new Error('refused'));

test('folders are made for a file, and stay with it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'new', 'deep', 'file');
  expect(await inFolderOf(path, () => writeFile(path, 'bytes').then(() => 5))).toBe(5);
  expect(await readdir(join(folder, 'new', 'deep'))).toEqual(['file']);
});

test('where the file is refused, what was made goes, and what was there stays', async () => {
  const folder = await temporaryFolder();
  await expect(inFolderOf(join(folder, 'new', 'deep', 'file'), refuse)).rejects.toThrow('refused');
  expect(await readdir(folder)).toEqual([]);
  await expect(inFolderOf(join(folder, 'file'), refuse)).rejects.toThrow('refused');
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that something else lies in by then stays', async () => {
  const folder = await temporaryFolder();
  const writing = inFolderOf(join(folder, 'new', 'deep', 'file'), async () => {
    await writeFile(join(folder, 'new', 'other'), 'bytes');
    return refuse();
  });
  await expect(writing).rejects.toThrow('refused');
  expect(await readdir(join(folder, 'new'))).toEqual(['other']);
});

test('a file in the way is said in one sentence', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'taken'), 'bytes');
  await expect(inFolderOf(join(folder, 'taken', 'file'), refuse)).rejects.toMatchObject({
    code: 'exists',
    message: 'Could not make the folder taken, because a file is in the way.',
  });
});
