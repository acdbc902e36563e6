import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { photosIn } from './photos-in-folder.ts';

const onUnix = test.skipIf(process.platform === 'win32');

onUnix('what lies beside photos is neither waited for nor read whole', async () => {
  const folder = await temporaryFolder();
  for (const name of ['piped.png', 'endless.png', 'huge.png', 'own.png'])
    await copyFile(SAMPLE, join(folder, name));
  execFileSync('mkfifo', [join(folder, 'piped.json'), join(folder, 'endless.png.json.pipe')]);
  await symlink('/dev/zero', join(folder, 'endless.png.json'));
  const huge = await open(join(folder, 'huge.json'), 'w');
  await huge.truncate(1e9);
  await huge.close();
  await writeFile(join(folder, 'own.png.json'), '{"format": "depthroom-export"}');
  await symlink('.', join(folder, 'round'));
  await mkdir(join(folder, 'deeper'));
  const before = process.memoryUsage.rss();
  const { names, folders, own } = await photosIn(folder, '', () => true);
  expect([names, folders, own]).toEqual([['endless.png', 'huge.png', 'piped.png'], ['deeper'], 1]);
  expect(process.memoryUsage.rss() - before).toBeLessThan(2e8);
});
