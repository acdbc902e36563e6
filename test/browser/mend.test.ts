import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Run } from '../../contract/run.ts';
import { temporaryFolder } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { browserOfFile, openApp, showEveryRun } from './open-app.ts';
import { COFFEE, keepPicture, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
/** Without what three says of a graphics card that is none. */
const ours = (troubles: string[]) => troubles.filter((each) => !each.includes('KHR_parallel_shader_compile'));
/** On a machine that is busy with other things, too. */
const SOON = { timeout: 20_000 };

type App = Awaited<ReturnType<typeof openApp>>;

/** The app with a photo and its FastDepth map on the stage. */
async function openWithMap(size?: { width: number; height: number }): Promise<App & { run: Run }> {
  const app = await openApp(browser(), size ? { viewport: size } : {});
  const { engine, page } = app;
  const photo = await engine.local('importPhoto', { path: COFFEE, name: 'coffee.png' });
  const [queued] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const run = await engine.local('whenRunEnded', { runId: queued.id });
  await page.getByRole('tab', { name: /^Runs\s*1$/ }).waitFor();
  await page.keyboard.press('2');
  await waitForStage(page);
  return { ...app, run };
}

async function placeOnStage(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('the stage is not on the page');
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** Drags over the stage, between shares of its sides. */
async function drag(page: Page, ...places: [number, number][]): Promise<void> {
  const [first, ...others] = places;
  const from = await placeOnStage(page, ...first);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const place of others) {
    const to = await placeOnStage(page, ...place);
    await page.mouse.move(to.x, to.y, { steps: 6 });
  }
  await page.mouse.up();
}

const bar = (page: Page) => page.getByRole('region', { name: /^Mending/ });

async function choose(page: Page, action: string): Promise<void> {
  await bar(page).getByRole('combobox', { name: 'What a stroke does' }).click();
  await page.getByRole('option', { name: action, exact: true }).click();
}

/** The values of a run's map at the size of the stage. */
async function viewOf({ get }: App, run: Run): Promise<Float32Array> {
  const answer = await get(`/files/${run.result?.view.file}`);
  return new Float32Array(await answer.arrayBuffer());
}

test('strokes mend the map, are taken back and done again, and make a run that is exported', async () => {
  const app = await openWithMap();
  const { engine, page, run, troubles } = app;
  await page.getByRole('button', { name: /^Mend the map/ }).click();
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('Draw on the map');
  const before = await page.locator('canvas').first().screenshot();

  await drag(page, [0.4, 0.4], [0.6, 0.45]);
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('1 stroke, not saved');
  await waitForStage(page);
  expect(before.equals(await page.locator('canvas').first().screenshot())).toBe(false);
  await page.keyboard.press('Control+z');
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('Draw on the map');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('1 stroke');

  // A lasso that is filled, and one that snaps to the photo.
  await page.getByText('Lasso', { exact: true }).click();
  await choose(page, 'Fill smoothly');
  await drag(page, [0.3, 0.6], [0.4, 0.6], [0.4, 0.7], [0.3, 0.7]);
  await choose(page, 'Snap to edges of the photo');
  await drag(page, [0.5, 0.6], [0.7, 0.6], [0.7, 0.8], [0.5, 0.8]);
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('3 strokes');

  await waitForStage(page);
  await keepPicture(page, 'mend-1280');
  await bar(page).getByRole('button', { name: 'Save', exact: true }).click();
  const mendedRun = async () =>
    (await engine.call('snapshot', {})).runs.find(({ system }) => system === 'mended');
  await expect.poll(mendedRun, SOON).toBeTruthy();
  const made = (await mendedRun()) as Run;
  expect(made).toMatchObject({
    packTitle: `${run.packTitle}, mended`,
    derivation: { kind: 'mended', source: { runId: run.id }, recipe: { strokes: 3 } },
  });
  await page.getByText(/mended map is a run of its own now/).waitFor();

  // The original is untouched, and the mended map has a hole where it was masked out.
  const [own, mended] = [await viewOf(app, run), await viewOf(app, made)];
  expect(own.some(Number.isNaN)).toBe(false);
  expect(made.result?.invalidPixels).toBeGreaterThan(500);
  expect(mended.filter(Number.isNaN)).toHaveLength(made.result?.invalidPixels ?? 0);

  const exported = await engine.call('exportDepthImage', {
    runId: made.id,
    options: { format: 'matte-png16', nearerThan: 2, soft: 0.5 },
  });
  const file = Buffer.from(await (await app.get(`/exports/${exported.id}`)).arrayBuffer());
  expect(await sharp(file).metadata()).toMatchObject({ width: 600, height: 400, depth: 'ushort' });
  expect(ours(troubles)).toEqual([]);
});

test('by keyboard alone, in a small window, with a mask that goes out and comes in', async () => {
  const { page, troubles } = await openWithMap({ width: 960, height: 600 });
  await page.getByTestId('stage').focus();
  await page.keyboard.press('e');
  await bar(page).waitFor();
  await page.getByTestId('stage').focus();
  // The crosshair is there with the tool, as its words promise.
  await page.keyboard.press('Enter');
  for (let k = 0; k < 4; k++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('1 stroke');
  await waitForStage(page);
  await keepPicture(page, 'mend-960');
  await expectNone(page, 'mending');

  const download = page.waitForEvent('download');
  await bar(page).getByRole('button', { name: 'Masks and recipe' }).click();
  await page.getByRole('menuitem', { name: /Save what is masked out/ }).click();
  const path = join(await temporaryFolder(), 'mask.png');
  await (await download).saveAs(path);
  const { data } = await sharp(await readFile(path))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const white = data.filter((grey) => grey === 255).length;
  expect(white).toBeGreaterThan(400);

  await page.keyboard.press('Control+z');
  const chooser = page.waitForEvent('filechooser');
  await bar(page).getByRole('button', { name: 'Masks and recipe' }).click();
  await page.getByRole('menuitem', { name: /Use a mask/ }).click();
  await (await chooser).setFiles(path);
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('1 stroke');

  // Leaving asks for what is not saved.
  await bar(page).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => bar(page).count(), SOON).toBe(0);
  expect(ours(troubles)).toEqual([]);
});

test('the picture keeps its size while it is mended, the bar names the map and leads to it, and no two of its signs are alike', async () => {
  const { engine, page, run } = await openWithMap({ width: 1280, height: 800 });
  const places = async () => {
    await page.waitForTimeout(300);
    return [await page.locator('canvas').first().boundingBox(), await bar(page).boundingBox()];
  };
  await page.keyboard.press('e');
  await bar(page).waitFor();
  const before = await places();
  await drag(page, [0.4, 0.4], [0.6, 0.45]);
  await expect.poll(() => bar(page).getByRole('status').textContent(), SOON).toContain('1 stroke');
  expect(await places()).toEqual(before);

  for (let k = 0; k < 5; k++) {
    const [more] = await engine.call('estimate', { photoIds: [run.photoId], packIds: ['fastdepth'] });
    await engine.whenEnded(more.id);
  }
  await page.setViewportSize({ width: 960, height: 600 });
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, 6);
  await expect.poll(() => page.locator('[data-pane]').count(), SOON).toBe(6);
  const pane = page.locator(`[data-pane="${run.id}"]`);
  const scroller = page.getByTestId('stage').locator('..');
  const isSeen = async () => {
    const [box, stage] = [await pane.boundingBox(), await scroller.boundingBox()];
    if (!box || !stage) throw new Error('no pane on the stage');
    return box.y >= stage.y && box.y + box.height <= stage.y + stage.height;
  };
  for (const end of ['0', 'box.scrollHeight'])
    if (await isSeen())
      await page.evaluate(
        `{ const box = document.querySelector('[data-testid="stage"]').parentElement; box.scrollTop = ${end}; }`,
      );
  expect(await isSeen()).toBe(false);
  const leader = bar(page).getByRole('button', { name: 'Show FastDepth on the stage' });
  await leader.click();
  await expect.poll(isSeen, SOON).toBe(true);
  const signs = await bar(page)
    .locator('button svg')
    .evaluateAll((all) => all.map((each) => each.innerHTML));
  expect(signs).toHaveLength(new Set(signs).size);
  await keepPicture(page, 'mend-many-960');
});

test('without a map there is nothing to mend, and it says so', async () => {
  const { engine, page } = await openApp(browser());
  await engine.local('importPhoto', { path: COFFEE, name: 'coffee.png' });
  await page.getByTestId('stage').waitFor();
  await page.keyboard.press('e');
  await page.getByText(/no depth map to mend yet/).waitFor();
});
