import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
const GERMAN = { locale: 'de-DE', viewport: { width: 960, height: 600 } };

/** Words of tabs that end in dots or are cut. */
const cutTabs = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('[role="tab"]')]
    .filter((tab) => [tab, ...tab.querySelectorAll('*')].some((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline'))
    .map((tab) => tab.textContent)`);

test('what is typed out of bounds, no multiple or no lens is told at the field, with what counts', async () => {
  const { page, engine, troubles } = await openApp(browser());
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await page.getByTestId('stage').first().waitFor();
  await page.keyboard.press('2');

  await page.getByRole('button', { name: /^Options of Marigold/ }).click();
  const resolution = page.getByLabel('Resolution', { exact: true });
  await resolution.fill('100');
  await resolution.press('Tab');
  await page.getByText('A multiple of 8: 104 was taken.').waitFor();
  expect(await resolution.inputValue()).toBe('104');
  await resolution.fill('9000');
  await resolution.press('Enter');
  await page.getByText('From 0 to 8,192: 8,192 was taken.').waitFor();
  await resolution.fill('512');
  await expect.poll(() => page.getByText('was taken').count()).toBe(0);

  await page.getByRole('tab', { name: 'Camera' }).click();
  const lens = page.locator('form input[inputmode="decimal"]');
  await lens.fill('999');
  await expect.poll(() => page.getByRole('button', { name: 'Set lens' }).isDisabled()).toBe(true);
  await lens.press('Enter');
  await page.getByText('Between 1 and 170 degrees: 60° stays.').waitFor();
  expect(await lens.inputValue()).toBe('60°');
  await lens.fill('');
  await lens.press('Tab');
  await page.getByText('A number is expected: 60° stays.').waitFor();
  expect(await lens.inputValue()).toBe('60°');
  await lens.fill('75');
  await lens.press('Escape');
  expect(await lens.inputValue()).toBe('60°');
  expect((await engine.call('photoRows', { photoId: photo.id })).photo?.intrinsics.source).not.toBe('given');

  const near = page.locator('main input[inputmode="decimal"]').first();
  const before = await near.inputValue();
  await near.fill('-5');
  await near.press('Enter');
  await page
    .getByText(/^From [\d.]+ to [\d.]+: [\d.]+ was taken\.$/)
    .first()
    .waitFor();
  expect(await near.inputValue()).not.toBe('-5');
  expect(before).not.toBe('');
  expect(troubles).toEqual([]);
});

test('a convention of ground truth is typed as every number is, and Escape in a field leaves the dialog open', async () => {
  const { page, engine } = await openApp(browser(), { locale: 'de-DE' });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByTestId('stage').first().waitFor();
  const path = join(engine.dataFolder, 'coffee_depth.npy');
  await writeFile(path, npyOf(600, 400));
  await engine.importTruth({ photoId: photo.id, path, name: 'coffee_depth.npy' });
  await page.getByRole('tab').nth(2).click();
  await page.getByRole('button', { name: /coffee_depth/ }).click();
  await page.getByRole('menuitem').first().click();
  const dialog = page.getByRole('dialog');
  const farthest = dialog.locator('input[inputmode="decimal"]').last();
  await farthest.fill('1,50');
  await farthest.press('Tab');
  await expect.poll(() => farthest.inputValue()).toBe('1,5');
  await farthest.fill('0');
  await farthest.press('Tab');
  await dialog.getByText('Größer als 0: 1,5 bleibt.').waitFor();
  await farthest.fill('7');
  await farthest.press('Escape');
  expect(await farthest.inputValue()).toBe('1,5');
  expect(await dialog.isVisible()).toBe(true);
});

/** Float32 metres of a plane that goes from 1 to 3 m. */
function npyOf(width: number, height: number): Buffer {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  const text = `${head.padEnd(117)}\n`;
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8]);
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => 1 + (2 * Math.floor(i / width)) / height,
  );
  return Buffer.concat([start, Buffer.from(text), Buffer.from(values.buffer)]);
}

test('tabs are readable in a narrow window with many runs, and Mend is at hand in German', async () => {
  const { page, engine } = await openApp(browser(), GERMAN);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const runs = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: Array.from({ length: 12 }, () => 'fastdepth'),
  });
  for (const run of runs) await engine.whenEnded(run.id);
  await page.getByTestId('stage').first().waitFor();
  await page.keyboard.press('2');
  await waitForStage(page);
  await expect.poll(() => page.getByRole('tab').nth(1).textContent()).toBe('Läufe12');
  expect(await cutTabs(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Karte ausbessern/ }).waitFor();
  expect(await cutTabs(page)).toEqual([]);
});

test('the page starts whatever the browser calls its languages, and a language that cannot be kept says so', async () => {
  const { page, engine, served } = await openApp(browser());
  await mkdir(join(engine.dataFolder, 'language.json', 'in-the-way'), { recursive: true });
  await page.getByRole('button', { name: /^Project/ }).click();
  await page.getByRole('menuitem', { name: 'Language' }).press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page
    .getByText(/^The language could not be kept, as .*language\.json" cannot be written; delete what/)
    .waitFor();
  await expect.poll(() => page.getByRole('menu').count()).toBe(0);
  for (const languages of ['[null]', '[]', 'null', '["", 7, "de_AT"]']) {
    const context = await browser().newContext();
    await context.addInitScript(`Object.defineProperty(navigator, 'languages', { get: () => ${languages} })`);
    const other = await context.newPage();
    await other.goto(served.newAddress());
    await other.getByRole('tab').first().waitFor();
    expect(await other.locator('html').getAttribute('lang')).toBe(languages.includes('de_AT') ? 'de' : 'en');
    await context.close();
  }
});
