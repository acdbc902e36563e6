import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type TestEngine, temporaryFolder } from '../open-engine.ts';
import { chooseByKeys } from './menu-by-keys.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';
import { goOnWith } from './until.ts';

const browser = browserOfFile();
/** On a machine that is busy with other things, too. */
const SOON = { timeout: 20_000 };
const SMALL = { viewport: { width: 960, height: 600 } };

/** The element with the focus, in words. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return element.tagName.toLowerCase() + ' ' + name.trim();
  })()`);

/** Whether the focus is in an element. */
const holdsFocus = (element: Locator) =>
  element.evaluate((each) => each.contains(each.ownerDocument.activeElement));

/** Waits until whatever was pressed is through, and holds that the focus is somewhere that can be seen. */
async function expectFocus(page: Page, after: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => focused(page), { message: after, ...SOON }).toMatch(pattern);
  // What comes later must not take it away again.
  await page.waitForTimeout(300);
  expect(await focused(page), after).toMatch(pattern);
}

async function addRun(engine: TestEngine, photoId: string, packId = 'fastdepth') {
  const [run] = await engine.call('estimate', { photoIds: [photoId], packIds: [packId] });
  await engine.whenEnded(run.id);
  return run;
}

const openMenu = (page: Page, item: RegExp) =>
  chooseByKeys(page, page.getByRole('button', { name: /^Project / }), item);

test('by keys alone, every dialog and whatever goes away leaves the focus at a neighbour, and never nowhere', async () => {
  const { page, engine, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  for (let count = 0; count < 3; count++) await addRun(engine, photo.id);
  const list = page.getByRole('listbox', { name: 'Photos' });
  await page.getByRole('option', { name: /^coffee/ }).waitFor();

  // Dialogs that keys open give the focus back to where it was.
  await list.focus();
  for (const [key, title] of [
    ['?', 'Keyboard'],
    ['l', 'Model library'],
    ['F2', 'Rename photo'],
  ]) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await expect.poll(() => holdsFocus(dialog), SOON).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expectFocus(page, title, /^div Photos$/);
  }

  // Dialogs out of a menu whose items are gone by then, closed by their button.
  for (const [item, title] of [
    [/^Open or create/, 'Open or create a project'],
    [/^Trash/, 'Trash'],
  ] as const) {
    await openMenu(page, item);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expectFocus(page, title, /^button Project /);
  }

  // A removed run gives it to the next, the last one to the one before.
  await page.getByRole('tab', { name: /^Runs/ }).focus();
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: /^More about FastDepth/ });
  const removeRun = async (index: number, left: number) => {
    await chooseByKeys(page, more.nth(index), 'Remove');
    await expect.poll(() => more.count(), SOON).toBe(left);
  };
  await removeRun(1, 2);
  await expectFocus(page, 'a run in the middle', /^button More about FastDepth/);
  await removeRun(1, 1);
  await expectFocus(page, 'the last run', /^button More about FastDepth/);

  // Undo, and Dismiss: back to where the person was.
  await list.focus();
  await page.keyboard.press('Delete');
  // The runs that were removed can be brought back by an Undo of their own.
  await page.getByRole('option', { name: /^coffee/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).last().waitFor();
  await page.keyboard.press('F6');
  await expectFocus(page, 'F6', /^button Undo$/);
  for (let step = 0; step < 9 && !(await focused(page)).includes('Undo'); step++)
    await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Undo' }).last().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  await expectFocus(page, 'Undo', /^div Photos$/);
  await page.getByRole('button', { name: 'Dismiss' }).last().focus();
  await page.keyboard.press('Enter');
  await expectFocus(page, 'Dismiss', /^div Photos$/);

  // The trash: restored, closed, emptied.
  await openMenu(page, /^Trash/);
  const trash = page.getByRole('dialog', { name: 'Trash' });
  const restore = trash.getByRole('button', { name: /^Restore / });
  await expect.poll(() => restore.count(), SOON).toBe(2);
  await restore.first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => restore.count(), SOON).toBe(1);
  await expectFocus(page, 'restored', /^button Restore /);
  await trash.getByRole('button', { name: 'Empty trash' }).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Empty the trash?' });
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await expectFocus(page, 'question left', /^button Empty trash$/);
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Empty trash' }).focus();
  await page.keyboard.press('Enter');
  await trash.getByText(/^Nothing was removed/).waitFor();
  await expect.poll(() => holdsFocus(trash), { ...SOON, message: 'emptied' }).toBe(true);
  await page.keyboard.press('Escape');
  await trash.waitFor({ state: 'detached' });
  await expectFocus(page, 'trash closed', /^button Project /);

  // Export: what takes its place has the focus meanwhile, and it has it again at the end.
  await page.getByRole('tab', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  const write = page.getByRole('button', { name: /^Export / });
  await write.first().focus();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await download;
  await expectFocus(page, 'Export', /^button Export /);
  expect((await engine.call('snapshot', {})).exports.length).toBe(1);
  expect(troubles).toEqual([]);
});

test('a project is created, lost, repaired and taken in without the focus getting lost', async () => {
  const folder = await temporaryFolder();
  const { page, engine } = await openApp(browser(), SMALL);
  const first = (await engine.call('snapshot', {})).project.folder;
  const lost = join(folder, 'lost');
  await engine.call('openProject', { folder: lost, create: true });
  await engine.importPhoto(COFFEE, 'coffee.png');
  // The page is built anew when it hears of another project, and a menu that is open goes with it.
  const photo = page.getByRole('option', { name: /^coffee/ });
  await photo.waitFor();
  await engine.call('openProject', { folder: first });
  await photo.waitFor({ state: 'detached' });
  for (const name of await readdir(lost))
    if (name.startsWith('project.db')) await rm(join(lost, name), { recursive: true });
  await page.getByRole('button', { name: /^Project / }).waitFor();

  await openMenu(page, /^Open or create/);
  const field = page.getByRole('textbox', { name: 'Folder' });
  await field.fill(lost);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'This project has lost its database' });
  await dialog.waitFor();
  await expectFocus(page, 'repair asked', /^button Restore the latest backup/);
  // Refused while it is busy: no key gets behind the dialog.
  await page.keyboard.press('Enter');
  await dialog.getByText(/^Expected a backup of the database/).waitFor();
  await expectFocus(page, 'repair refused', /^button Restore the latest backup/);
  await dialog.getByRole('button', { name: 'Choose another folder' }).focus();
  await page.keyboard.press('Enter');
  await expectFocus(page, 'another folder', /^input /);
  await field.press('Enter');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: /^Begin empty/ }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expectFocus(page, 'repaired', /^button Project lost$/);

  await openMenu(page, /^Trash/);
  const trash = page.getByRole('dialog', { name: 'Trash' });
  await trash.getByRole('button', { name: 'Take in' }).focus();
  await page.keyboard.press('Enter');
  await trash.getByText('Made 1 photo.').or(page.getByText('Made 1 photo.')).first().waitFor();
  await expect.poll(() => holdsFocus(trash), { ...SOON, message: 'taken in' }).toBe(true);
  await page.keyboard.press('Escape');
  await expectFocus(page, 'trash closed', /^button Project lost$/);

  await mkdir(join(folder, 'new'));
  await openMenu(page, /^Open or create/);
  await field.fill(join(folder, 'new'));
  await page.getByRole('button', { name: 'Create here' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Project new' }).waitFor();
  await expectFocus(page, 'created', /^button Project new$/);
});

test('a button that gets busy keeps the focus, and no key reaches what lies behind a dialog', async () => {
  const { page, engine } = await openApp(browser(), SMALL);
  await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  // A core that takes its time.
  const { promise: pressed, resolve: goOn } = Promise.withResolvers<void>();
  await page.route('**/call/openProject', async (route) => {
    await pressed;
    await goOnWith(route);
  });
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await openMenu(page, /^Open or create/);
  const dialog = page.getByRole('dialog', { name: 'Open or create a project' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('/no/such/folder');
  await dialog.getByRole('button', { name: 'Open', exact: true }).focus();
  await page.keyboard.press('Enter');
  const busy = dialog.getByRole('button', { name: 'Open', exact: true });
  await expect.poll(() => busy.getAttribute('aria-busy'), SOON).toBe('true');
  expect(await focused(page)).toMatch(/^button Open$/);
  for (const key of ['Delete', 'Tab', 'Delete', 'Tab', 'Tab', 'Delete', 'Control+z', '3']) {
    await page.keyboard.press(key);
    expect(await holdsFocus(dialog), key).toBe(true);
  }
  goOn();
  await dialog
    .getByText(/folder/i)
    .last()
    .waitFor();
  expect((await engine.call('snapshot', {})).photos.length).toBe(1);
  // Enter where a path was written opens what is there, and makes nothing.
  await page.unroute('**/call/openProject');
  const nothing = join(await temporaryFolder(), 'mistyped');
  const field = dialog.getByRole('textbox', { name: 'Folder' });
  await field.fill(nothing);
  await field.press('Enter');
  await dialog.getByText(/there is no project\.db/).waitFor();
  await expect(readdir(nothing)).rejects.toThrow(/ENOENT/);
  // Even where the focus is put behind by force.
  await page.evaluate(`document.querySelector('[role=listbox]').focus()`);
  await page.keyboard.press('Delete');
  await keepPicture(page, 'busy');
  expect(await holdsFocus(dialog)).toBe(true);
  expect((await engine.call('snapshot', {})).photos.length).toBe(1);
});

test('what the library cannot get says why inside its dialog, and Escape leads back to the card', async () => {
  const hub = { libraryPorts: { environment: { HF_ENDPOINT: 'http://127.0.0.1:9' } } };
  const { page } = await openApp(browser(), SMALL, hub);
  await page.getByRole('button', { name: /^Project / }).waitFor();
  await page.keyboard.press('l');
  const get = page.getByRole('button', { name: 'Get Marigold v1-1' });
  await get.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Get Marigold v1-1' });
  await dialog.getByRole('alert').waitFor({ timeout: 90_000 });
  await dialog.getByText('More', { exact: true }).click();
  await dialog.getByText(/^npx depthroom packs get /).waitFor();
  await dialog.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => holdsFocus(dialog), SOON).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expectFocus(page, 'back at the card', /^button Get Marigold v1-1$/);
});
