import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { temporaryFolder } from '../open-engine.ts';
import { cutOffNow, SIZES } from './cut-off.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
const LONG = 'Kundenprojekt Musterhausen Herbst 2026';
const WIDE = SIZES.filter(({ width }) => [960, 1280, 2560].includes(width));

/** What is wrong with names that may be cut: wider than their room, cut though they have room, or cut otherwise than by one ellipsis inside. */
const FAULTS = `(() => [...document.querySelectorAll('[data-testid="name"]')].flatMap((name) => {
  if (!name.checkVisibility() || name.getBoundingClientRect().width === 0) return [];
  const [whole, shorter] = name.children;
  const words = whole.textContent;
  const room = name.getBoundingClientRect().width;
  const wide = (each) => each.getBoundingClientRect().width;
  if (!shorter) return wide(whole) <= room + 1 ? [] : ['too wide: ' + words];
  const [head, tail, ...more] = shorter.textContent.split('…');
  const faults = [];
  if (wide(whole) <= room) faults.push('cut though it fits: ' + words);
  if (wide(shorter) > room + 1) faults.push('still too wide: ' + shorter.textContent);
  if (more.length > 0 || !words.startsWith(head) || !words.endsWith(tail)) faults.push('ill cut: ' + shorter.textContent);
  if (room > 60 && (head.length < 2 || tail.length < 2)) faults.push('unreadable: ' + shorter.textContent);
  if (name.title !== words) faults.push('no tooltip: ' + words);
  return faults;
}))()`;

/** Lists that have no room for what is chosen in them. */
const CUT_CHOICES = `[...document.querySelectorAll('.mantine-Select-input')]
  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.value)`;

/** How far the words of the inspector's tabs stand from each other, in CSS pixels. */
const TAB_GAPS = `(() => {
  const words = [...document.querySelectorAll('aside:last-of-type [role="tab"]')].map((tab) => {
    const range = document.createRange();
    range.selectNodeContents(tab);
    return range.getBoundingClientRect();
  });
  return words.slice(1).map(({ left }, k) => left - words[k].right);
})()`;

async function expectGoodNames(page: Page, screen: string): Promise<void> {
  for (const size of WIDE) {
    await page.setViewportSize(size);
    expect(await cutOffNow(page), `${screen}, ${size.width}`).toEqual([]);
    await expect.poll(() => page.evaluate(FAULTS), { message: `${screen}, ${size.width}` }).toEqual([]);
    await keepPicture(page, `${screen}-${size.width}`);
  }
}

async function expectInside(inner: Locator, outer: Locator): Promise<void> {
  const [a, b] = [await inner.boundingBox(), await outer.boundingBox()];
  expect((a?.x ?? 0) + (a?.width ?? 9999)).toBeLessThanOrEqual((b?.x ?? 0) + (b?.width ?? 0));
}

test('the name of a project keeps to its panel and its menu', async () => {
  const { page, engine } = await openApp(browser(), { locale: 'de-DE' });
  const [button, panel] = [
    page.locator('[data-focus-key="project"]'),
    page.getByRole('complementary').first(),
  ];
  await button.waitFor();
  for (const size of WIDE) {
    await page.setViewportSize(size);
    await expectInside(button, panel);
    await expect.poll(() => button.locator('[data-cut]').count()).toBe(0);
  }

  const folder = join(await temporaryFolder(), 'Auftraggeber', LONG);
  await engine.call('openProject', { folder, create: true });
  await page.getByRole('button', { name: `Projekt ${LONG}` }).waitFor();
  for (const size of WIDE) {
    await page.setViewportSize(size);
    await expectInside(button, panel);
  }
  await expectGoodNames(page, 'project');
  await engine.call('openProject', { folder: join(engine.dataFolder, 'Default project'), create: true });
  await page.getByRole('button', { name: /Standardprojekt/ }).click();
  const item = page.getByRole('menuitem', { name: LONG });
  await expectGoodNames(page, 'recent');
  for (const name of await item.getByTestId('name').all()) await expectInside(name, page.getByRole('menu'));
});

test('the line of the status stays one, however long what it names is', async () => {
  const root = await temporaryFolder();
  const folder = join(root, 'Anlieferungen');
  await mkdir(folder);
  await writeFile(join(folder, 'broken.jpg'), 'no photo');
  const { page, engine } = await openApp(
    browser(),
    { locale: 'de-DE' },
    { projectFolder: join(root, `${LONG}, ${LONG}`) },
  );
  await engine.call('startWatch', { folder, packIds: ['fastdepth'], target: null });
  const watched = page.getByRole('button', { name: 'Überwacht: Anlieferungen, 1 fehlgeschlagen' });
  await watched.waitFor({ timeout: 60_000 });
  const bar = page.getByRole('contentinfo');
  for (const size of WIDE) {
    await page.setViewportSize(size);
    expect((await watched.boundingBox())?.height).toBeLessThan(26);
    await expectInside(bar.getByRole('button').last(), bar);
  }
  await expectGoodNames(page, 'watched');
  // It has room enough.
  expect(await watched.locator('[data-cut]').count()).toBe(0);
});

test('names of photos and maps are whole where they fit, and keep both ends where they do not', {
  timeout: 200_000,
}, async () => {
  const { page, engine } = await openApp(browser(), { locale: 'de-DE' });
  const photo = await engine.importPhoto(COFFEE, 'Ein sehr langer Fotoname vom 26. November.png');
  const packIds = ['fastdepth', 'marigold-starter', 'zoedepth-starter'];
  const runs = await engine.call('estimate', { photoIds: [photo.id], packIds });
  for (const run of runs) await engine.whenEnded(run.id);
  const runIds = runs.map(({ id }) => id);
  const made = await engine.call('consensus', { photoId: photo.id, runIds });
  await engine.whenEnded(made.id);
  const scaled = await engine.call('calibrate', { runId: runIds[1], by: { referenceRunId: runIds[0] } });
  await engine.whenEnded(scaled.id);
  const path = join(await temporaryFolder(), 'coffee-truth.npy');
  const ramp = new Float32Array(600 * 400).map((_, i) => 0.6 + (i % 600) / 300);
  await writeNpy(path, ramp, [400, 600], { overwrite: false });
  const truth = await engine.importTruth({ photoId: photo.id, path, name: 'coffee-truth.npy' });
  await engine.call('confirmTruth', { truthId: truth.id, convention: { unit: 'metres' } });
  await page.getByRole('option', { name: /^Ein sehr/ }).click();
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Läufe' }).click();
  const boxes = page.getByRole('tabpanel').getByRole('checkbox');
  await expect.poll(() => boxes.count()).toBe(5);
  for (const box of await boxes.all()) await box.check();
  await page.getByRole('tab', { name: 'Vergleich' }).click();
  await page.getByRole('checkbox', { name: /coffee-truth/ }).check();
  await page.getByTestId('stage').focus();
  await page.keyboard.press('t');
  await expect.poll(async () => (await engine.call('snapshot', {})).comparisons.length).toBe(1);
  await page
    .getByText(/^AbsRel/)
    .first()
    .waitFor({ timeout: 60_000 });
  await waitForStage(page);
  await expectGoodNames(page, 'compared');
  expect(await page.evaluate(CUT_CHOICES)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await cutOffNow(page)).toEqual([]);
  const tint = page.getByRole('combobox', { name: 'Karten darstellen als' });
  await page.getByTestId('stage').focus();
  const painted = new Set<string>();
  for (let k = 0; k < 7; k++) {
    const before = await tint.inputValue();
    await page.keyboard.press('n');
    await expect.poll(() => tint.inputValue()).not.toBe(before);
    painted.add(await tint.inputValue());
    expect(await page.evaluate(CUT_CHOICES)).toEqual([]);
  }
  expect(painted).toContain('Relativer Fehler');
  // One beside the other: as narrow as panes are.
  await page.getByTestId('stage').focus();
  await page.keyboard.press('g');
  await waitForStage(page);
  await keepPicture(page, 'compared-narrow');
  expect(await cutOffNow(page)).toEqual([]);

  await page.keyboard.press('3');
  for (const size of WIDE.filter(({ width }) => width < 2000)) {
    await page.setViewportSize(size);
    const [near, far] = [page.getByLabel('Nächster (m)'), page.getByLabel('Fernster (m)')];
    expect((await near.boundingBox())?.y).toBe((await far.boundingBox())?.y);
    await keepPicture(page, `space-${size.width}`);
  }
  for (let k = 0; k < 6; k++) {
    const [more] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    await engine.whenEnded(more.id);
  }
  await page.getByRole('tab', { name: /^Läufe\s*11$/ }).waitFor();
  for (const size of WIDE.filter(({ width }) => width < 2000)) {
    await page.setViewportSize(size);
    for (const gap of await page.evaluate<number[]>(TAB_GAPS)) expect(gap).toBeGreaterThan(6);
    await keepPicture(page, `tabs-${size.width}`);
  }
  expect(await page.getByTestId('name').count()).toBeGreaterThan(10);
});
