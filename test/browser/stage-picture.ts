import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { RESOURCES } from '../open-engine.ts';
import { openApp } from './open-app.ts';

export const COFFEE = join(RESOURCES, 'samples', 'coffee.png');
/** Height of the line above a picture and of the one below it, in CSS pixels. */
export const CAPTION = 28;
export const LEGEND = 20;

interface Picture {
  width: number;
  height: number;
  at(x: number, y: number): number[];
}

/** Pictures of what people see in a test, for who wants to look at them: DEPTHROOM_TEST_PICTURES names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.DEPTHROOM_TEST_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** How far two colours or numbers lie apart where they do most. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
}

/** Lays the colours evenly over the values, so that a test can say which colour a value has. */
export async function paintLinearly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Full' }).click();
  const folded = page.getByRole('button', { name: 'Scale and range' });
  if (await folded.isVisible()) await folded.click();
  await page.getByLabel('Colour scale', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Linear in depth' }).click();
  // Keys are for the stage again.
  if (await folded.isVisible()) await page.keyboard.press('Escape');
  await page.getByTestId('stage').focus();
}

/** Waits until all that was asked for is drawn, in full. */
export async function waitForStage(page: Page): Promise<void> {
  await page.getByTestId('stage').locator('canvas[aria-busy="false"]').waitFor();
}

/** The stage without anything under the mouse. */
export async function stagePicture(page: Page): Promise<Picture> {
  await page.mouse.move(2, 2);
  await waitForStage(page);
  return readPicture(await page.getByTestId('stage').screenshot());
}

export async function readPicture(source: Buffer | string): Promise<Picture> {
  const { data, info } = await sharp(source).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    at: (x, y) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)],
  };
}

/** Shows the depth in 3D and goes where the photo was taken: the arrows of the axes say that there is a place to go from. */
export async function goHomeInSpace(page: Page): Promise<void> {
  await page.keyboard.press('3');
  await page.locator('svg text', { hasText: /^x$/ }).waitFor();
  await page.keyboard.press('h');
}

/** The app with the depth of a photo of 600 x 400 by FastDepth. */
export async function openWithDepth(browser: Browser) {
  const app = await openApp(browser);
  const photo = await app.engine.importPhoto(COFFEE, 'coffee.png');
  await app.engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await expect.poll(async () => (await app.engine.call('snapshot', {})).runs[0]?.state).toBe('done');
  const [run] = (await app.engine.call('snapshot', {})).runs;
  if (!run?.result) throw new Error('the run left no result');
  // Keys that come before the page knows of it do nothing.
  await app.page.getByRole('tab', { name: /^Runs\s*1$/ }).waitFor();
  return { ...app, photo, result: run.result };
}
