import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { colourMap, DEFAULT_COLOUR_MAP } from '../../contract/maths/colour-maps.ts';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { browserOfFile } from './open-app.ts';
import {
  largestDifference,
  openWithDepth,
  paintLinearly,
  readPicture,
  waitForStage,
} from './stage-picture.ts';
import { untilKept } from './until.ts';

const browser = browserOfFile();
const WIDTH = 600;
const HEIGHT = 400;
/** Ends of the scale of differences (contract: blue nearer, red farther; contract/maths/difference-colours.ts). */
const NEARER = [5, 48, 97];
const FARTHER = [103, 0, 31];

interface Picture {
  at(x: number, y: number): number[];
}

/** The stage as it is, with the mouse where it is. */
async function stagePicture(page: Page): Promise<Picture> {
  await waitForStage(page);
  const picture = await readPicture(await page.getByTestId('stage').screenshot());
  return { at: (x, y) => picture.at(Math.round(x), Math.round(y)) };
}

/**
 * The app with FastDepth's map of a photo, and a ground truth which that map misses by a known length: half a metre too near in the
 * left half, half a metre too far in the right half.
 */
async function openWithTruth() {
  const { result, ...app } = await openWithDepth(browser());
  const depth = new Float32Array(await (await app.get(`/files/${result.view.file}`)).arrayBuffer());
  const truth = depth.map((value, i) => value + (i % WIDTH < WIDTH / 2 ? 0.5 : -0.5));
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-truth-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'truth.npy');
  await writeNpy(path, truth, [HEIGHT, WIDTH], { overwrite: false });
  return { ...app, depth, truth, path };
}

async function confirmTruth(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Pane', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Ground truth from a file' }).click();
  await (await chooser).setFiles(path);
  await page
    .getByRole('dialog')
    .getByText(/not confirmed|certain/)
    .waitFor();
  await page.getByRole('button', { name: 'Confirm and compare' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Where a photo point of the pane at an index is on the picture of the stage. */
async function placeOf(page: Page, index: number, x: number, y: number): Promise<{ x: number; y: number }> {
  const stage = await page.getByTestId('stage').boundingBox();
  const pane = await page.locator('[data-pane]').nth(index).boundingBox();
  if (!stage || !pane) throw new Error('there is no such pane');
  const scale = Math.min((pane.width - 24) / WIDTH, (pane.height - 24) / HEIGHT);
  return {
    x: pane.x - stage.x + pane.width / 2 + (x - WIDTH / 2) * scale,
    y: pane.y - stage.y + pane.height / 2 + (y - HEIGHT / 2) * scale,
  };
}

test('ground truth, the sign of the difference, the wipe, the linked probe and the profile', async () => {
  const { engine, page, depth, truth, path, troubles } = await openWithTruth();
  await page.keyboard.press('2');
  await confirmTruth(page, path);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByText('None', { exact: true }).click();
  const compared = async () => {
    const [row] = (await engine.call('snapshot', {})).comparisons;
    return row && [row.alignment.method, row.subjects[0]?.difference?.spread];
  };
  await expect.poll(compared).toEqual(['none', expect.closeTo(0.5, 4)]);
  // FastDepth, ground truth, difference.
  expect(await page.locator('[data-pane]').count()).toBe(3);
  await page.mouse.move(2, 2);

  // Nearer than the truth is blue, farther is red, at the ends of a scale that ends at half a metre.
  const difference = await stagePicture(page);
  for (const [column, colour] of [
    [100, NEARER],
    [250, NEARER],
    [350, FARTHER],
    [520, FARTHER],
  ] as const) {
    const { x, y } = await placeOf(page, 2, column, 230);
    expect(largestDifference(difference.at(x, y), colour), `column ${column}`).toBeLessThanOrEqual(6);
  }

  // One scale for both maps, from the first to the 99th percentile of the truth; then from end to end.
  await paintLinearly(page);
  const near = truth.reduce((a, b) => Math.min(a, b));
  const far = truth.reduce((a, b) => Math.max(a, b));
  const table = colourMap(DEFAULT_COLOUR_MAP);
  const colourOf = (value: number) => {
    const index = Math.round(255 * Math.min(1, Math.max(0, (far - value) / (far - near))));
    return [...table.subarray(3 * index, 3 * index + 3)];
  };
  const expectMap = async (picture: Picture, values: Float32Array, column: number, what: string) => {
    const row = 230;
    const { x, y } = await placeOf(page, 0, column, row);
    const value = values[row * WIDTH + column];
    expect(largestDifference(picture.at(x, y), colourOf(value)), what).toBeLessThanOrEqual(8);
  };
  const whole = await stagePicture(page);
  await expectMap(whole, depth, 120, 'the run alone, left');
  await expectMap(whole, depth, 480, 'the run alone, right');

  // The wipe: the reference left of the line, the run right of it; the line goes where it is told.
  await page.keyboard.press('v');
  await page.mouse.move(2, 2);
  const half = await stagePicture(page);
  await expectMap(half, truth, 120, 'left of the wipe');
  await expectMap(half, depth, 480, 'right of the wipe');
  await page.getByRole('slider', { name: /^Wipe/ }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('PageDown');
  const right = await stagePicture(page);
  await expectMap(right, truth, 480, 'left of the moved wipe');
  const line = page.locator('[data-wipe]').first();
  const box = await line.boundingBox();
  const stage = await page.getByTestId('stage').boundingBox();
  if (!box || !stage) throw new Error('the wipe has no line');
  const from = await placeOf(page, 0, 100, 200);
  await page.mouse.move(box.x + box.width / 2, box.y + 30);
  // After a pause the drag is a change of its own.
  await untilKept(engine, { compareLook: { splitAt: expect.closeTo(0.9) } });
  await page.mouse.down();
  await page.mouse.move(stage.x + from.x, box.y + 30, { steps: 4 });
  await page.mouse.up();
  const dragged = await stagePicture(page);
  await expectMap(dragged, depth, 120, 'right of the dragged wipe');
  await expectMap(dragged, truth, 60, 'left of the dragged wipe');

  // Undo takes the drag back as one change.
  await page.keyboard.press('Control+z');
  await page.mouse.move(2, 2);
  await expectMap(await stagePicture(page), truth, 480, 'after undo');

  // Held, the key shows the reference everywhere.
  for (let i = 0; i < 3; i++) await page.keyboard.press('v');
  await page.keyboard.down('b');
  const blink = await stagePicture(page);
  await expectMap(blink, truth, 120, 'while the key is held');
  await page.keyboard.up('b');
  await expectMap(await stagePicture(page), depth, 120, 'when it is let go');

  // The probe says the same point in all panes.
  const probe = await placeOf(page, 1, 300.5, 150.5);
  await page.mouse.move(stage.x + probe.x, stage.y + probe.y);
  await page
    .getByTestId('probe')
    .getByText(/pixel 300, 150/)
    .waitFor();
  const at = 150 * WIDTH + 300;
  const metres = (value: number) => `${value.toPrecision(3)}\u00a0m`;
  await expect
    .poll(() => page.getByTestId('pane-value').allTextContents())
    .toEqual([
      metres(depth[at]),
      metres(truth[at]),
      `${metres(depth[at])} → ${depth[at] >= truth[at] ? '+' : '−'}${metres(0.5)}`,
    ]);

  // A line drawn once gives a plot of the run and the truth.
  await page.getByRole('button', { name: 'Profile along a line' }).click();
  const start = await placeOf(page, 0, 100, 200);
  const end = await placeOf(page, 0, 500, 200);
  await page.mouse.move(stage.x + start.x, stage.y + start.y);
  await page.mouse.down();
  await page.mouse.move(stage.x + end.x, stage.y + end.y, { steps: 3 });
  await page.mouse.up();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  const csv = await (await download).createReadStream().then(async (stream) => {
    let text = '';
    for await (const part of stream) text += part;
    return text.split('\r\n').slice(0, -1);
  });
  expect(csv[0]).toBe('x,y,pixels,FastDepth (metres),Ground truth truth.npy (metres)');
  for (const line of [csv[20], csv.at(-20) ?? '']) {
    const [x, , , p, g] = line.split(',').map(Number);
    expect(p - g).toBeCloseTo(x < WIDTH / 2 ? -0.5 : 0.5, 4);
  }
  expect(troubles).toEqual([]);
});
