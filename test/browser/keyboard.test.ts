import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE } from './stage-picture.ts';
import { untilKept } from './until.ts';

const browser = browserOfFile();
/** On a machine that is busy with other things, too. */
const SOON = { timeout: 20_000 };

const mode = async (page: Page) =>
  (await page
    .getByRole('radiogroup', { name: 'Show', exact: true })
    .locator('input:checked')
    .inputValue()) as string;

async function openWithPhoto() {
  const app = await openApp(browser(), { viewport: { width: 1280, height: 800 } });
  const photo = await app.engine.importPhoto(COFFEE, 'coffee.png');
  await app.page
    .getByLabel(/^coffee.png/)
    .first()
    .waitFor();
  // Two changes, each of which can be taken back.
  await app.page.keyboard.press('2');
  await untilKept(app.engine, { look: { mode: 'depth' } });
  await app.page.keyboard.press('1');
  await untilKept(app.engine, { look: { mode: 'photo' } });
  expect(await mode(app.page)).toBe('photo');
  return { ...app, photo };
}

test('Ctrl+Z takes back what was typed where something is typed, and the view elsewhere', async () => {
  const { page, troubles } = await openWithPhoto();
  await page.getByRole('button', { name: /^Seed · Run on/ }).click();
  const seed = page.getByRole('textbox', { name: 'Seed' });
  await seed.fill('1');
  await seed.press('End');
  await seed.pressSequentially('23');
  await page.keyboard.press('Control+z');
  // Time for what must not happen.
  await page.waitForTimeout(100);
  expect(await mode(page)).toBe('photo');
  expect(await seed.inputValue()).not.toBe('123');
  await page.keyboard.press('Control+Shift+z');
  expect(await mode(page)).toBe('photo');

  // Fields of every kind.
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', \`
    <textarea class="field"></textarea><select class="field"></select>
    <input class="field" type="number"><div class="field" contenteditable="true"></div>\`)`);
  for (let k = 0; k < 4; k++) {
    await page.locator('.field').nth(k).focus();
    for (const key of ['Control+z', 'Meta+z', 'z', '2']) await page.keyboard.press(key);
    expect(await mode(page)).toBe('photo');
  }

  await page.getByTestId('stage').click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => mode(page), SOON).toBe('depth');
  // As macOS says it: command with shift and a small letter.
  await page.evaluate(`document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', metaKey: true, shiftKey: true, bubbles: true }))`);
  await expect.poll(() => mode(page), SOON).toBe('photo');
  expect(troubles).toEqual([]);
});

test('keys do nothing behind a dialog, whichever it is', async () => {
  const { page, troubles } = await openWithPhoto();
  const opening: [string, () => Promise<void>][] = [
    ['Keyboard', () => page.keyboard.press('?')],
    ['Model library', () => page.keyboard.press('l')],
    [
      'Open or create a project',
      async () => {
        await page.getByRole('button', { name: /^Project / }).click();
        await page.getByRole('menuitem', { name: 'Open or create a project' }).click();
      },
    ],
    [
      'Rename photo',
      async () => {
        await page.getByRole('listbox', { name: 'Photos' }).focus();
        await page.keyboard.press('F2');
      },
    ],
  ];
  for (const [title, open] of opening) {
    await open();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).focus();
    for (const key of ['2', 'Control+z', 'f']) await page.keyboard.press(key);
    expect(await mode(page)).toBe('photo');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await page.keyboard.press('2');
  await expect.poll(() => mode(page), SOON).toBe('depth');
  expect(troubles).toEqual([]);
});

test('a distance is measured by keys alone, and letters fly where the picture has the focus', async () => {
  const { page, engine, photo, troubles } = await openWithPhoto();
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await page.keyboard.press('2');
  await page
    .getByRole('button', { name: /distance/i })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.getByText(/arrows and Enter: their distance/).waitFor();
  await page.getByTestId('stage').focus();
  // The crosshair comes, the first point is set, the second a way off.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  const row = page.getByRole('region', { name: 'Measured' }).getByRole('row', { name: /FastDepth/ });
  await expect.poll(() => row.textContent(), SOON).toMatch(/\d\sm/);
  const measured = await row.textContent();
  await page.keyboard.press('Shift+ArrowRight');
  expect(await row.textContent()).toBe(measured);
  expect(await page.getByTestId('probe').textContent()).toMatch(/^pixel 360, 200/);

  // W is a letter everywhere but on the picture.
  await page.keyboard.press('3');
  const held = () => page.evaluate<string>(`document.activeElement.getAttribute('data-testid') ?? ''`);
  expect(await held()).toBe('stage');
  await page.getByRole('tab', { name: 'Models' }).focus();
  await page.keyboard.press('w');
  expect(await held()).toBe('');
  expect(troubles).toEqual([]);
});

test('where nobody answers, one place says so, whatever is asked for, and nothing that was dropped is lost', async () => {
  const { page, served } = await openWithPhoto();
  await served.close();
  const banner = page.getByRole('alert').filter({ hasText: 'Depthroom does not answer' });
  await banner.waitFor();
  await page.getByText('Not connected').first().waitFor();
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Delete');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).first().click();
  const files = ['a.png', 'b.png'].map((name) => ({ name, mimeType: 'image/png', buffer: Buffer.from('x') }));
  await (await chooser).setFiles(files);
  // Those files are named and can be sent again; all else is the one sentence.
  await page.getByText('0 of 2 photos were added; 2 files were not.').waitFor();
  expect(await page.getByText('Depthroom does not answer').filter({ visible: true }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Dismiss' }).count()).toBe(1);
  expect(await page.getByRole('option').count()).toBe(1);
});

test('Shift+F10 opens the menu of the photo in the list, and leaves the focus there', async () => {
  const { page } = await openWithPhoto();
  const list = page.getByRole('listbox', { name: 'Photos' });
  await list.focus();
  await page.keyboard.press('Shift+F10');
  const first = page.getByRole('menuitem').first();
  // The menu takes the keys once it has unfolded.
  const hasFocus = () => first.evaluate((item) => item === item.ownerDocument.activeElement);
  await first.waitFor();
  await expect.poll(hasFocus, SOON).toBe(true);
  await page.keyboard.press('Escape');
  await first.waitFor({ state: 'detached' });
  await expect
    .poll(() => list.evaluate((each) => each === each.ownerDocument.activeElement), SOON)
    .toBe(true);
  await page.keyboard.press('Shift+F10');
  await first.waitFor();
  await expect.poll(hasFocus, SOON).toBe(true);
  // The star comes first.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Rename photo' }).waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => list.evaluate((each) => each === each.ownerDocument.activeElement), SOON)
    .toBe(true);
});
