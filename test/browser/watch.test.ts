import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { expectNothingCutOff } from './cut-off.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';

const browser = browserOfFile();

test('a folder is watched: its photos come in and go out, faults are told, and it is switched off and on', async () => {
  const root = await temporaryFolder();
  const [folder, out] = [join(root, 'incoming'), join(root, 'out')];
  await mkdir(folder);
  const { page, troubles } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Watch a folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Watch a folder' });
  await dialog.getByLabel('Folder to watch').fill(folder);
  for (const name of ['Marigold', 'MetricGold', 'ZoeDepth', 'BetterDepth'])
    await dialog.getByLabel(name, { exact: true }).uncheck();
  await dialog.getByRole('switch', { name: 'Write files for another program' }).check();
  await dialog.getByLabel('For which program').click();
  await page.getByRole('option', { name: 'DaVinci Resolve' }).click();
  await dialog.getByLabel('Folder for the files').fill(out);
  await keepPicture(page, 'watch-form');
  await expectNone(page, 'watch, asked');
  await expectNothingCutOff(page, 'watch');
  const start = dialog.getByRole('button', { name: 'Watch', exact: true });
  await start.click();
  await dialog.getByText(`Expected a folder for the files, but ${out} is none.`).waitFor();
  await mkdir(out);
  await start.click();
  await dialog.getByText('0 photos taken in, 0 files written.').waitFor();

  await copyFile(COFFEE, join(folder, 'coffee.png'));
  await writeFile(join(folder, 'broken.jpg'), 'no photo');
  await dialog.getByText('1 photo taken in, 1 file written.').waitFor();
  expect(await readdir(out)).toContain('coffee.fastdepth.tif');
  await dialog
    .getByRole('list', { name: 'Faults' })
    .getByText(/broken\.jpg/)
    .waitFor();
  await keepPicture(page, 'watch');
  await expectNone(page, 'watch, on');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  await keepPicture(page, 'watch-status');

  await page.getByRole('button', { name: 'Watching incoming: 1 failed' }).click();
  await dialog.getByRole('switch', { name: `Watching ${folder}` }).focus();
  await page.keyboard.press('Space');
  await page.getByText(`${folder} is not watched any more.`).waitFor();
  await dialog.getByLabel('Folder to watch').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('switch', { name: `Watching ${folder}` }).waitFor();
  expect(troubles.filter((trouble) => !/40\d/.test(trouble))).toEqual([]);
});
