import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeProject } from '../bench/growth/make-project.ts';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture } from './stage-picture.ts';

const browser = browserOfFile();
/** On a machine that is busy with other things, too. */
const SOON = { timeout: 20_000 };
const PHOTOS = 600;

/** A project of many photos with a run each, in a small window. */
async function openMany(photos: number, runs: number) {
  const folder = join(await temporaryFolder(), 'project');
  await makeProject(folder, photos, runs);
  const app = await openApp(browser(), { viewport: { width: 960, height: 600 } }, { projectFolder: folder });
  await app.page.getByRole('option').first().waitFor();
  return app;
}

/** What a screen reader says of the photo that the keys act on. */
function active(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const id = document.querySelector('[role=listbox][aria-label=Photos]').getAttribute('aria-activedescendant');
    const option = id && document.getElementById(id);
    if (!option) return 'none';
    const [label, place, count] = ['label', 'posinset', 'setsize'].map((name) => option.getAttribute('aria-' + name));
    return label.split(',')[0] + ' ' + place + '/' + count + (label.includes('starred') ? ' starred' : '');
  })()`);
}

/** Chooses in the menu of order and filter, by keys alone, and goes back to the list. */
async function choose(page: Page, name: RegExp, role: 'menuitemradio' | 'menuitemcheckbox'): Promise<void> {
  await page.getByRole('button', { name: /^Order and filter/ }).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole(role, { name });
  await item.waitFor();
  await item.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('listbox', { name: 'Photos' }).focus();
}

test('the keys go through all photos, in each order, and say where they are', {
  timeout: 120_000,
}, async () => {
  const { page, troubles } = await openMany(PHOTOS, PHOTOS);
  const list = page.getByRole('listbox', { name: 'Photos' });
  await list.focus();
  await expect.poll(() => active(page), SOON).toBe(`IMG_00000.jpg 1/${PHOTOS}`);
  await page.keyboard.press('End');
  await expect.poll(() => active(page), SOON).toBe(`IMG_00599.jpg ${PHOTOS}/${PHOTOS}`);
  await page.keyboard.press('PageUp');
  await expect.poll(() => active(page), SOON).toMatch(/^IMG_005\d\d\.jpg 5\d\d\/600$/);
  await page.keyboard.press('Home');
  await expect.poll(() => active(page), SOON).toBe(`IMG_00000.jpg 1/${PHOTOS}`);
  // Only what is seen is there, and is decoded beside the main thread.
  const drawn = await page.getByRole('option').count();
  expect(drawn).toBeLessThan(60);
  expect(await page.locator('[role=option] img:not([decoding=async])').count()).toBe(0);

  await choose(page, /^Last run/, 'menuitemradio');
  // At once: the key means the order that was asked for.
  await page.keyboard.press('Home');
  await expect.poll(() => active(page), SOON).toBe(`IMG_00599.jpg 1/${PHOTOS}`);
  await choose(page, /^Name/, 'menuitemradio');
  await page.keyboard.press('Home');
  await expect.poll(() => active(page), SOON).toBe(`IMG_00000.jpg 1/${PHOTOS}`);

  await page.getByRole('textbox', { name: 'Search photos by name' }).fill('0059');
  await list.focus();
  await page.keyboard.press('End');
  await expect.poll(() => active(page), SOON).toBe('IMG_00599.jpg 11/11');
  expect(troubles).toEqual([]);
});

test('stars are given by keys, shown alone, and taken back', { timeout: 120_000 }, async () => {
  const { page, engine, troubles } = await openMany(30, 0);
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  const starred = async () =>
    (await engine.call('snapshot', {})).photos.flatMap(({ name, isStarred }) => (isStarred ? name : []));
  await expect.poll(() => active(page), SOON).toBe('IMG_00000.jpg 1/30');
  await page.keyboard.press('s');
  await expect.poll(() => active(page), SOON).toBe('IMG_00000.jpg 1/30 starred');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('*');
  await expect.poll(starred, SOON).toEqual(['IMG_00000.jpg', 'IMG_00001.jpg', 'IMG_00002.jpg']);
  await page.getByText('Starred 2 photos.').first().waitFor();
  await keepPicture(page, 'stars');

  await choose(page, /^Starred/, 'menuitemcheckbox');
  await expect.poll(() => page.getByRole('option').count(), SOON).toBe(3);
  await page.keyboard.press('Control+z');
  await expect.poll(starred, SOON).toEqual(['IMG_00000.jpg']);
  await expect.poll(() => page.getByRole('option').count(), SOON).toBe(1);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(starred, SOON).toHaveLength(3);

  // By the pointer, and in the menu of the photo.
  await page.getByRole('option').first().hover();
  await page.getByRole('option').first().getByTitle('Take the star away (S)').click();
  await expect.poll(starred, SOON).toHaveLength(2);
  await expect.poll(() => page.getByRole('option').count(), SOON).toBe(2);
  await page.getByRole('option').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /star/i }).click();
  // Both are marked still, and the menu of a marked photo means all that are.
  await expect.poll(starred, SOON).toHaveLength(0);
  expect(troubles).toEqual([]);
});

test('runs that are older than those in the list are shown when they are asked for', {
  timeout: 300_000,
}, async () => {
  const { page, troubles } = await openMany(1, 1_100);
  await page.getByRole('tab', { name: /^Runs 1100/ }).click();
  const cards = page.getByRole('checkbox', { name: /^Show .* beside the others/ });
  await expect.poll(() => cards.count(), SOON).toBe(50);
  const more = page.getByRole('button', { name: /^Show 50 older runs/ });
  for (let shown = 100; shown <= 1_100; shown += 50) {
    expect(await more.textContent()).toContain(
      shown < 1_100 ? `(${(1_100 - shown).toLocaleString('en')} more before them)` : 'older runs',
    );
    await more.click();
    await expect.poll(() => cards.count(), SOON).toBe(shown);
  }
  await expect.poll(() => more.count(), SOON).toBe(0);
  // The focus went somewhere.
  await expect.poll(() => page.evaluate('document.activeElement !== document.body'), SOON).toBe(true);
  expect(troubles).toEqual([]);
});
