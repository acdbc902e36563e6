import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE } from './stage-picture.ts';

const browser = browserOfFile();
/** So long a change of the view stands alone before it is one that can be taken back. */
const SETTLED = 400;

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
  await app.page.keyboard.press('2');
  await app.page.waitForTimeout(SETTLED);
  await app.page.keyboard.press('1');
  await app.page.waitForTimeout(SETTLED);
  expect(await mode(app.page)).toBe('photo');
  return { ...app, photo };
}

test('Ctrl+Z takes back what was typed where something is typed, and the view elsewhere', async () => {
  const { page, troubles } = await openWithPhoto();
  await page.getByRole('button', { name: /^Seed and device/ }).click();
  const seed = page.getByRole('textbox', { name: 'Seed' });
  await seed.fill('1');
  await seed.press('End');
  await seed.pressSequentially('23');
  await page.keyboard.press('Control+z');
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
  await expect.poll(() => mode(page)).toBe('depth');
  // As macOS says it: command with shift and a small letter.
  await page.evaluate(`document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', metaKey: true, shiftKey: true, bubbles: true }))`);
  await expect.poll(() => mode(page)).toBe('photo');
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
  await expect.poll(() => mode(page)).toBe('depth');
  expect(troubles).toEqual([]);
});
