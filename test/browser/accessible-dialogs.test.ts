import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { expectNothingCutOff } from './cut-off.ts';
import { chooseByKeys } from './menu-by-keys.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';

const browser = browserOfFile();
const SMALL = { viewport: { width: 960, height: 600 } };

/** Nothing is cut off at any size, Tab goes round inside of a dialog and reaches every control of it; Escape closes it, and the focus is somewhere. */
async function expectByKeys(page: Page, dialog: Locator, name: string): Promise<void> {
  await expectNone(page, name);
  await expectNothingCutOff(page, name.replaceAll(/[^\w]+/g, '-'));
  const controls = dialog.locator(
    'button:not(:disabled), input:not(:disabled):not([type="radio"]), a[href], [tabindex="0"]',
  );
  const count = await controls.count();
  const seen = new Set<string>();
  for (let k = 0; k < count + 4; k++) {
    await page.keyboard.press('Tab');
    const at = await dialog.evaluate((each) => {
      const { activeElement } = each.ownerDocument;
      return activeElement && each.contains(activeElement) ? activeElement.outerHTML.slice(0, 400) : null;
    });
    expect(at, `${name}: Tab ${k + 1} stays in the dialog`).not.toBeNull();
    seen.add(String(at));
  }
  expect(seen.size, `${name}: controls that Tab reaches`).toBeGreaterThanOrEqual(Math.min(2, count));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).not.toBe('BODY');
}

/** A grey picture of 16 bits: a scan, or measured depth. */
async function greyPicture(): Promise<Buffer> {
  const values = Uint16Array.from({ length: 600 * 400 }, (_, k) => 1000 + (k % 600) * 20);
  const raw = { width: 600, height: 400, channels: 1 as const };
  return sharp(Buffer.from(values.buffer), { raw: { ...raw, premultiplied: false } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

test('ground truth, repair, About and the trash are accessible, and keys alone go through them', {
  timeout: 240_000,
}, async () => {
  const { page, engine, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await page.getByRole('option', { name: /^coffee/ }).click();
  await page.keyboard.press('2');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Pane', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Ground truth from a file' }).click();
  await (await chooser).setFiles([
    { name: 'measured.png', mimeType: 'image/png', buffer: await greyPicture() },
  ]);
  const truth = page.getByRole('dialog', { name: /^Depth map measured/ });
  await truth.waitFor();
  await expectByKeys(page, truth, 'ground truth');

  const menu = (item: RegExp) => chooseByKeys(page, page.getByRole('button', { name: /^Project / }), item);
  await menu(/^About Depthroom/);
  await expectByKeys(page, page.getByRole('dialog', { name: 'About Depthroom' }), 'about');

  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await menu(/^Trash/);
  await expectByKeys(page, page.getByRole('dialog', { name: 'Trash' }), 'trash with a photo');

  const folder = join(await temporaryFolder(), 'Lost');
  await engine.call('openProject', { folder, create: true });
  await engine.importPhoto(COFFEE, 'coffee.png');
  await engine.call('openProject', { folder: join(folder, '..', 'Other'), create: true });
  await rm(join(folder, 'project.db'));
  await mkdir(join(folder, 'files'), { recursive: true });
  // The page has come to the project that the engine opened: until then a menu is closed by the change.
  await page.getByRole('button', { name: /^Project Other/ }).waitFor();
  await menu(/^Open or create/);
  await page.getByLabel('Folder').fill(folder);
  await page.keyboard.press('Enter');
  const repair = page.getByRole('dialog', { name: 'This project has lost its database' });
  await repair.waitFor();
  await expectByKeys(page, repair, 'repair');
  expect(troubles.filter((trouble) => !/40\d/.test(trouble))).toEqual([]);
});

test('a page without a project says why, and how to come in', async () => {
  const { page, served } = await openApp(browser(), SMALL);
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  const other = await page.context().newPage();
  await other.goto(served.origin);
  await other
    .getByText(/This page has no key/)
    .first()
    .waitFor();
  await expectNone(other, 'no key');
  await keepPicture(other, 'no-key');
});
