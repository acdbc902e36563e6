import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
/** Without what three says of a graphics card that is none. */
const ours = (troubles: string[]) => troubles.filter((each) => !each.includes('KHR_parallel_shader_compile'));
const SOON = { timeout: 30_000 };

/** Drops files and folders of the disk on a place of the page, as a file manager does. */
async function drop(page: Page, paths: string[], place: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
}

async function paint(path: string, red: number): Promise<void> {
  const background = { r: red, g: 80, b: 20 };
  await sharp({ create: { width: 24, height: 16, channels: 3, background } })
    .png()
    .toFile(path);
}

test('a folder that is dropped brings the photos in it and below, and says what else it holds', async () => {
  const { engine, page, troubles } = await openApp(browser());
  const folder = join(await temporaryFolder(), 'holiday');
  await mkdir(join(folder, 'second day', 'evening'), { recursive: true });
  await paint(join(folder, 'one.png'), 10);
  await paint(join(folder, 'second day', 'two.PNG'), 90);
  await paint(join(folder, 'second day', 'evening', 'three.png'), 200);
  await writeFile(join(folder, 'second day', 'Thumbs.db'), 'nothing');
  await writeFile(join(folder, 'notes.txt'), 'not a photo');
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await drop(page, [folder], { x: 640, y: 400 });
  const names = async () => (await engine.call('snapshot', {})).photos.map(({ name }) => name).sort();
  await expect.poll(names, SOON).toEqual(['one.png', 'three.png', 'two.PNG']);
  await page.getByText(/^holiday: /).waitFor();
  expect(ours(troubles)).toEqual([]);
});

test('a depth map that is dropped on a photo becomes a run, is refined with BetterDepth, and exported', async () => {
  const { engine, page, get, troubles } = await openApp(browser());
  const folder = await temporaryFolder();
  await copyFile(COFFEE, join(folder, 'coffee.png'));
  await engine.importPhoto(join(folder, 'coffee.png'), 'coffee.png');
  await page
    .getByRole('option', { name: /coffee\.png/ })
    .first()
    .waitFor();
  await waitForStage(page);
  // A slope from one metre to four.
  const [width, height] = [150, 100];
  const slope = Float32Array.from(
    { length: width * height },
    (_, p) => 1 + (3 * Math.floor(p / width)) / height,
  );
  const map = join(folder, 'measured.npy');
  await writeNpy(map, slope, [height, width], { overwrite: false });
  const box = await page.getByTestId('stage').boundingBox();
  if (!box) throw new Error('the stage is not on the page');
  await drop(page, [map], { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const dialog = page.getByRole('dialog', { name: /measured\.npy/ });
  await dialog.getByRole('button', { name: 'Use as a run' }).click();
  await page.getByText('measured.npy is a run of this photo now.').waitFor();
  const fileRun = (await engine.call('snapshot', {})).runs.find(({ system }) => system === 'file');
  expect(fileRun).toMatchObject({ packTitle: 'measured.npy', result: { kind: 'metric', minimum: 1 } });

  const [queued] = await engine.call('estimate', {
    photoIds: [fileRun?.photoId ?? ''],
    packIds: ['betterdepth-starter'],
    options: { prior: fileRun?.id ?? '', steps: 1, resolution: 256 },
  });
  const refined = await engine.local('whenRunEnded', { runId: queued.id });
  expect(refined).toMatchObject({ state: 'done', priorRunId: fileRun?.id, result: { kind: 'metric' } });
  // The refined map keeps the metres of the map that it refines.
  expect(refined.result?.minimum).toBeGreaterThan(0.3);
  expect(refined.result?.maximum).toBeLessThan(8);

  const made = await engine.call('exportDepthImage', { runId: refined.id, options: { format: 'npy' } });
  expect((await (await get(`/exports/${made.id}`)).arrayBuffer()).byteLength).toBeGreaterThan(4 * 600 * 400);
  expect(ours(troubles)).toEqual([]);
});
