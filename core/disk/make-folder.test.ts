import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeFolders, makeFoldersNow } from './make-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-folders-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

test.each([
  ['makeFolders', makeFolders],
  ['makeFoldersNow', async (path: string, mode?: number) => makeFoldersNow(path, mode)],
])('%s answers as the recursive mkdir of Node does', async (_name, make) => {
  for (const path of ['a', 'a/b/c', 'd/e', 'd/e', '.', 'a/../f/g']) {
    const ours = join(folder, 'ours', path);
    const theirs = join(folder, 'theirs', path);
    const [made, expected] = [await make(ours, 0o750), await mkdir(theirs, { recursive: true, mode: 0o750 })];
    expect(made?.slice(join(folder, 'ours').length)).toBe(expected?.slice(join(folder, 'theirs').length));
    expect((await stat(ours)).mode).toBe((await stat(theirs)).mode);
  }
  await writeFile(join(folder, 'file'), '');
  await expect(make(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(make(join(folder, 'file', 'x', 'y'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(make(join(folder, 'x'.repeat(300)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
});

test('several at once make one', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all(Array.from({ length: 20 }, () => makeFolders(path)));
  expect((await stat(path)).isDirectory()).toBe(true);
});

test.runIf(existsSync('/proc/self'))('a folder that takes no others refuses at once', async () => {
  await expect(makeFolders('/proc/depthroom/a')).rejects.toMatchObject({ code: 'EPERM' });
  expect(() => makeFoldersNow('/proc/depthroom')).toThrow(expect.objectContaining({ code: 'EPERM' }));
});
