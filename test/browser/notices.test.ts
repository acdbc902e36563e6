import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture } from './stage-picture.ts';
import { untilStill } from './until.ts';

const browser = browserOfFile();
/** On a machine that is busy with other things, too. */
const SOON = { timeout: 20_000 };

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('the element is not shown');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

/** Pictures that differ, and between them files that are none. */
async function fortyFiles() {
  const files: { name: string; mimeType: string; buffer: Buffer }[] = [];
  for (let k = 0; k < 20; k++) {
    const pixels = { width: 8, height: 8, channels: 3, background: { r: k * 12, g: 0, b: 99 } } as const;
    const buffer = await sharp({ create: pixels }).png().toBuffer();
    files.push({ name: `photo ${k}.png`, mimeType: 'image/png', buffer });
    files.push({ name: `broken ${k}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(`no ${k}`) });
  }
  return files;
}

test('forty files with twenty refused are one notice with a list, which covers nothing and leaves with its project', async () => {
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  const other = join(await temporaryFolder(), 'other');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).first().click();
  await (await chooser).setFiles(await fortyFiles());
  const sentence = page.getByText('20 of 40 photos were added; 20 files were not.');
  await sentence.waitFor({ timeout: 60_000 });
  const messages = page.getByRole('region', { name: 'Messages' });
  expect(await messages.getByRole('button', { name: 'Dismiss' }).count()).toBe(1);

  await messages.getByText('Which, and why').click();
  await expect.poll(() => messages.getByRole('listitem').count(), SOON).toBe(20);
  expect(await messages.getByRole('listitem').first().textContent()).toContain('broken');
  await keepPicture(page, 'refused');
  const { y: top } = await boxOf(messages);
  for (const part of ['complementary', 'main', 'contentinfo'] as const)
    for (const each of await page.getByRole(part).all())
      expect((await boxOf(each)).bottom).toBeLessThanOrEqual(top + 1);

  // A dialog stands above it, whole.
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Model library' });
  await dialog.waitFor();
  await untilStill(page);
  expect((await boxOf(dialog)).bottom).toBeLessThanOrEqual(top + 1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await sentence.isVisible()).toBe(true);

  await engine.call('openProject', { folder: other, create: true });
  await page.getByRole('button', { name: 'Project other' }).waitFor();
  await sentence.waitFor({ state: 'detached' });
  expect(troubles.filter((trouble) => !trouble.includes('status of 4'))).toEqual([]);
});

test('quick presses of Delete remove one photo each, and say nothing but that', async () => {
  const { page, engine } = await openApp(browser());
  for (const name of ['a', 'b', 'c', 'd']) {
    const background = { r: name.charCodeAt(0), g: 0, b: 0 };
    const path = join(await temporaryFolder(), `${name}.png`);
    await sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toFile(path);
    await engine.importPhoto(path, `${name}.png`);
  }
  await expect.poll(() => page.getByRole('option').count(), SOON).toBe(4);
  await page.getByRole('option', { name: /^b\.png/ }).click();
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Delete');
  await expect.poll(() => page.getByRole('option').count(), SOON).toBe(1);
  await expect.poll(() => page.getByText(/^Removed [a-d]\.png\.$/).count(), SOON).toBe(3);
  // They stand over the picture, and over nothing that is pressed or typed into.
  const sides = async () => {
    const done = await boxOf(page.getByRole('region', { name: 'What was done' }));
    const view = await boxOf(page.getByTestId('stage').first());
    return [done.x > view.x, done.right < view.right, done.y > view.y, done.bottom < view.bottom];
  };
  await expect.poll(sides, SOON).toEqual(Array(4).fill(true));
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  expect((await engine.call('snapshot', {})).trash.removed).toBe(3);
});

test('what the clipboard does not take is shown low, in what scrolls once', async () => {
  const { page } = await openApp(browser(), { viewport: { width: 1280, height: 800 } });
  await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))`);
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Copy diagnostics' }).click();
  await page.getByText(/The clipboard is closed/).waitFor();
  await keepPicture(page, 'diagnostics');
  const messages = page.getByRole('region', { name: 'Messages' });
  const scrolling = `[...document.querySelectorAll('[data-messages], [data-messages] *')].filter((each) => each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY)).length`;
  expect(await page.evaluate(scrolling)).toBe(1);
  expect((await boxOf(messages)).height).toBeLessThan(160);
});
