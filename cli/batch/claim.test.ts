import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { isUnfinished, writeClaimed } from './claim.ts';

test('what says that files are unfinished goes where nothing of them is there, and stays where a part is', async () => {
  const folder = await temporaryFolder();
  const paths = ['a.exr', 'a.exr.json'].map((name) => join(folder, name));
  const full = new DepthroomError('no-space', 'The disk is full.');
  const fail = async () => {
    throw full;
  };
  await expect(writeClaimed(paths, false, fail)).rejects.toBe(full);
  expect(await readdir(folder)).toEqual([]);
  await expect(
    writeClaimed(paths, false, async () => {
      await writeFile(paths[0], 'half');
      throw full;
    }),
  ).rejects.toBe(full);
  expect(await isUnfinished(paths[0])).toBe(true);
  await writeClaimed(paths, true, () => writeFile(paths[0], 'whole'));
  expect(await readdir(folder)).toEqual(['a.exr']);
});
