import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type TestEngine, temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';

const browser = browserOfFile();

/** A photo with a run, and an export of it. */
async function addWork(engine: TestEngine): Promise<void> {
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await engine.call('exportDepthImage', { runId: run.id, options: { format: 'png16' } });
}

/** How many photos, runs, exports and removals there are. */
async function counts(engine: TestEngine): Promise<number[]> {
  const { photos, runs, exports, trash } = await engine.call('snapshot', {});
  return [photos.length, runs.length, exports.length, trash.removed];
}

const says = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor();

test('what is removed comes back by button, by key and out of the trash', async () => {
  const { engine, page, troubles } = await openApp(browser());
  await addWork(engine);
  const photo = page.getByRole('option', { name: /^coffee\.png/ });
  const undoButton = page.getByRole('button', { name: 'Undo' });

  // A photo with all that hangs on it: by the button, which keys reach.
  await photo.click();
  await page.keyboard.press('Delete');
  await says(page, 'Removed coffee.png with 1 run and 1 export.');
  await photo.waitFor({ state: 'hidden' });
  expect(await counts(engine)).toEqual([0, 0, 0, 1]);
  await keepPicture(page, 'toast');
  await undoButton.focus();
  await page.keyboard.press('Enter');
  await says(page, 'Brought back coffee.png.');
  await photo.waitFor();
  expect(await counts(engine)).toEqual([1, 1, 1, 0]);

  // By the key, when it is what was done last: a change of the view is taken back before.
  await photo.click();
  await page.keyboard.press('Delete');
  await undoButton.waitFor();
  await photo.waitFor({ state: 'hidden' });
  await page.keyboard.press('3');
  await page.keyboard.press('Control+z');
  expect(await counts(engine)).toEqual([0, 0, 0, 1]);
  await page.keyboard.press('Control+z');
  await photo.waitFor();
  expect(await counts(engine)).toEqual([1, 1, 1, 0]);

  // A run, out of the trash.
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.getByRole('button', { name: /^More about FastDepth/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByText(/^Removed FastDepth.* with 1 export\.$/).waitFor();
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trash' });
  await dialog.getByText(/^Run · removed today at .* · goes for good on /).waitFor();
  await keepPicture(page, 'trash');
  await dialog.getByRole('button', { name: /^Restore / }).click();
  await dialog.getByText(/^Nothing was removed\./).waitFor();
  await keepPicture(page, 'trash-empty');
  expect(await counts(engine)).toEqual([1, 1, 1, 0]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  // The trash is emptied after a question, which is left without leaving the trash.
  await photo.click();
  await page.keyboard.press('Delete');
  await photo.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Trash' }).click();
  await dialog.getByRole('button', { name: 'Empty trash' }).click();
  const question = page.getByRole('dialog', { name: 'Empty the trash?' });
  await question.waitFor();
  await keepPicture(page, 'trash-question');
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'Empty trash' }).click();
  await question.getByRole('button', { name: 'Empty trash' }).click();
  await says(page, 'Emptied the trash.');
  await dialog.getByText(/^Nothing was removed\./).waitFor();
  expect(await undoButton.count()).toBe(0);
  expect(await counts(engine)).toEqual([0, 0, 0, 0]);
  expect(troubles).toEqual([]);
});

test('a project that lost its database is asked about and repaired, a folder of others is refused', async () => {
  const folder = await temporaryFolder();
  const { engine, page } = await openApp(browser());
  const first = (await engine.call('snapshot', {})).project.folder;
  const lost = join(folder, 'lost');
  const foreign = join(folder, 'foreign');
  await engine.call('openProject', { folder: lost, create: true });
  await engine.importPhoto(COFFEE, 'coffee.png');
  // The page is built anew when it hears of another project, and a menu that is open goes with it.
  const photo = page.getByRole('option', { name: /^coffee/ });
  await photo.waitFor();
  await engine.call('openProject', { folder: first });
  await photo.waitFor({ state: 'detached' });
  for (const name of await readdir(lost))
    if (name.startsWith('project.db')) await rm(join(lost, name), { recursive: true });
  await mkdir(foreign);
  await writeFile(join(foreign, 'letter.txt'), 'Dear all');

  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Open or create a project' }).click();
  const field = page.getByRole('textbox', { name: 'Folder' });
  await field.fill(foreign);
  await page.getByRole('button', { name: 'Create here' }).click();
  await page.getByText(/^Expected a Depthroom project or an empty folder/).waitFor();
  await page.locator('input:focus').waitFor();
  expect(await page.locator(':focus').inputValue()).toBe(foreign);
  await keepPicture(page, 'refused');

  await field.fill(lost);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'This project has lost its database' });
  await dialog.getByText(/^The project .* but its database project\.db is missing\.$/).waitFor();
  await keepPicture(page, 'repair');
  // The first answer has the focus; there is no backup.
  await page.keyboard.press('Enter');
  await dialog.getByText(/^Expected a backup of the database/).waitFor();
  await keepPicture(page, 'repair-refused');
  await dialog.getByRole('button', { name: /^Begin empty/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Project lost' }).waitFor();

  // The files wait, and the page says so.
  await page.getByText(/^3 files are not in the database: take them in\?$/).waitFor();
  await page.getByRole('button', { name: 'Open trash' }).click();
  await keepPicture(page, 'unknown-files');
  await page.getByRole('button', { name: 'Take in' }).click();
  await says(page, 'Made 1 photo.');
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: /^recovered-.*\.png, 600 by 400/ }).waitFor();
  expect((await engine.call('snapshot', {})).trash.unknownFiles).toBe(0);
});

test('rows that cannot be read are said at opening, with their sentences in the trash', async () => {
  const broken = join(await temporaryFolder(), 'broken');
  const { engine, page } = await openApp(browser());
  const first = (await engine.call('snapshot', {})).project.folder;
  await engine.call('openProject', { folder: broken, create: true });
  await engine.importPhoto(COFFEE, 'coffee.png');
  await engine.call('openProject', { folder: first });
  const database = new Database(join(broken, 'project.db'));
  database.prepare(`UPDATE photos SET record = '{}'`).run();
  database.close();

  // From the list of projects that were open lately.
  const item = page.getByRole('menuitem', { name: /^broken/ });
  const opened = async () => {
    // The page that hears of the switch only now is built anew, without the menu.
    if (!(await item.isVisible())) await page.getByRole('button', { name: /^Project / }).click();
    return item.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(opened).toBe(true);
  await item.click();
  await says(page, '1 row could not be read and is left out.');
  await keepPicture(page, 'opening-notice');
  await page.getByRole('button', { name: 'Open trash' }).click();
  await page.getByText('1 row could not be read and is left out', { exact: true }).click();
  await page.getByText(/^A row of photos \(.*\) could not be read/).waitFor();
  await keepPicture(page, 'unreadable');
});
