import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { claim, isClaimed } from './claim.ts';
import { openStage, sweepStaging } from './staging.ts';

/** The number of a process that has ended. */
const endedProcess = () => spawnSync(process.execPath, ['--version']).pid;

test('a folder is claimed once, and again when it was given back or its process is gone', async () => {
  const folder = await temporaryFolder();
  const release = await claim(folder);
  expect(await isClaimed(folder)).toBe(true);
  expect(await claim(folder)).toBeNull();
  await release?.();
  expect(await isClaimed(folder)).toBe(false);

  await writeFile(join(folder, '.claim'), String(endedProcess()));
  expect(await isClaimed(folder)).toBe(false);
  const again = await claim(folder);
  expect(again).not.toBeNull();
  await again?.();
});

test('a claim that is not renewed is void, though another program may have the process number now', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '.claim'), String(process.pid));
  expect(await isClaimed(folder)).toBe(true);
  await utimes(join(folder, '.claim'), 0, 0);
  expect(await isClaimed(folder)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'where it is known when its process started, a clock that was set makes no claim void',
  async () => {
    const folder = await temporaryFolder();
    const release = await claim(folder);
    await utimes(join(folder, '.claim'), 0, 0);
    expect([await isClaimed(folder), await claim(folder)]).toEqual([true, null]);
    await release?.();
  },
);

test('a pack that was to be replaced comes back where its replacement did not come to lie', async () => {
  const models = await temporaryFolder();
  const staging = join(models, '.staging');
  const write = async (folder: string, id: string) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'pack.json'), JSON.stringify({ id }));
  };
  await write(join(staging, 'replaced-a', 'lost'), 'lost');
  await write(join(staging, 'replaced-b', 'there'), 'there');
  // Under another name than its id, under which the new one lies.
  await write(join(staging, 'replaced-c', 'by hand'), 'there');
  await write(join(models, 'there'), 'the new one');
  const atWork = await openStage(models, 'replaced', 'd');
  await write(join(atWork.folder, 'busy'), 'busy');
  for (const name of ['replaced-a', 'replaced-b', 'replaced-c', 'replaced-d'])
    await utimes(join(staging, name), 0, 0);
  await sweepStaging(models);
  expect((await readdir(models)).sort()).toEqual(['.staging', 'lost', 'there']);
  expect(await readdir(staging)).toEqual(['replaced-d']);
  expect(JSON.parse(await readFile(join(models, 'there', 'pack.json'), 'utf8'))).toEqual({
    id: 'the new one',
  });
  await atWork.discard();
});

test('what killed processes left in the staging area goes; downloads and work at hand stay', async () => {
  const models = await temporaryFolder();
  const staging = join(models, '.staging');
  const left = async (name: string) => {
    await mkdir(join(staging, name), { recursive: true });
    await writeFile(join(staging, name, '.claim'), String(endedProcess()));
    await utimes(join(staging, name), 0, 0);
  };
  for (const name of ['import-a', 'upload-b', 'move-c', 'removed-d', 'download-e']) await left(name);
  const own = await openStage(models, 'import', 'own');
  await mkdir(join(staging, 'import-about-to-be-claimed'));
  await sweepStaging(models);
  expect((await readdir(staging)).sort()).toEqual(['download-e', 'import-about-to-be-claimed', 'import-own']);
  await expect(openStage(models, 'import', 'own')).rejects.toMatchObject({ code: 'exists' });
  await own.discard();
});
