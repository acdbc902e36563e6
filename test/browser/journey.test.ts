import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();

async function addPhotos(page: Page, paths: string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).first().click();
  await (await chooser).setFiles(paths);
}

/** Colours of the stage at points given as shares of its width and height. */
async function stageColours(page: Page, points: [number, number][]): Promise<number[][]> {
  const picture = await page.locator('canvas').first().screenshot();
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return points.map(([x, y]) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
    return [...data.subarray(at, at + 3)];
  });
}

test('photo to depth to 3D to a point cloud that another program reads', async () => {
  const { engine, page, troubles } = await openApp(browser());

  // The empty state says what to do; a photo goes in.
  await addPhotos(page, [COFFEE]);
  await page
    .getByRole('option', { name: /coffee\.png, 600 by 400/ })
    .or(page.getByLabel(/coffee\.png, 600 by 400/))
    .first()
    .waitFor();

  // Depth.
  await page.getByRole('button', { name: 'Run FastDepth' }).click();
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0]?.state).toBe('done');
  await page.getByText('Depth', { exact: true }).first().click();
  await page.getByTestId('stage').getByText('metres').waitFor();
  await waitForStage(page);
  const depthColours = await stageColours(page, [
    [0.5, 0.5],
    [0.5, 0.35],
    [0.35, 0.5],
  ]);
  await page.keyboard.press('1');
  await waitForStage(page);
  const photoColours = await stageColours(page, [
    [0.5, 0.5],
    [0.5, 0.35],
    [0.35, 0.5],
  ]);
  expect(depthColours).not.toEqual(photoColours);

  // 3D: something is drawn, and turning it draws something else.
  await page.keyboard.press('3');
  await waitForStage(page);
  const home = await page.locator('canvas').first().screenshot();
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('the stage is not on the page');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 160, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await waitForStage(page);
  expect(home.equals(await page.locator('canvas').first().screenshot())).toBe(false);

  // Take away, and read it with somebody else's reader.
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByRole('radio', { name: /^Custom/ }).click();
  await page.getByText('Point cloud', { exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Export PLY/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('coffee.fastdepth.ply');
  const path = join(await temporaryFolder(), 'coffee.ply');
  await file.saveAs(path);
  const bytes = await readFile(path);
  const cloud = new PLYLoader().parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
  const position = cloud.getAttribute('position');
  expect(position.count).toBeGreaterThan(150_000);
  expect(position.count).toBeLessThanOrEqual(600 * 400);
  for (let i = 0; i < position.count; i += 997) {
    // Z up, looking along Y, metres of an indoor scene.
    expect(position.getY(i)).toBeGreaterThan(0.2);
    expect(position.getY(i)).toBeLessThan(12);
  }
  expect(cloud.getAttribute('color').count).toBe(position.count);
  expect(troubles).toEqual([]);
});

test('what is no photo is refused with a sentence, and the others go on', async () => {
  const { engine, page } = await openApp(browser());
  const words = join(await temporaryFolder(), 'words.jpg');
  await writeFile(words, 'no picture');
  await addPhotos(page, [words, COFFEE]);
  await page
    .getByText(/words\.jpg/)
    .first()
    .waitFor();
  await expect
    .poll(async () => (await engine.call('snapshot', {})).photos.map((photo) => photo.name))
    .toEqual(['coffee.png']);
});

test('the four systems, and FastDepth while there are starter weights only, run on one photo and stand side by side', async () => {
  const { engine, page, troubles } = await openApp(browser());
  await addPhotos(page, [COFFEE]);
  await page.getByRole('button', { name: /^Run all four/ }).click();
  const states = async () => (await engine.call('snapshot', {})).runs.map((run) => run.state);
  await expect.poll(states, { timeout: 120_000, interval: 500 }).toEqual(Array(5).fill('done'));
  for (const title of ['Marigold', 'MetricGold', 'ZoeDepth', 'BetterDepth', 'FastDepth'])
    await page.getByRole('button', { name: new RegExp(`Take ${title}.* off the stage`) }).waitFor();
  expect(await page.getByText('starter weights, not the published ones').count()).toBeGreaterThan(3);
  expect(troubles).toEqual([]);
});

test('the keyboard alone reaches the sheet of keys and closes it', async () => {
  const { page } = await openApp(browser());
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});
