import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import exifr from 'exifr';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { TextureLoader } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { expect, test } from 'vitest';
import { makeJpeg } from '../fixtures/camera-photos.ts';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE } from './stage-picture.ts';
import { goOnWith, stillPicture, untilStill } from './until.ts';

const browser = browserOfFile();

/** The app at its export panel, with FastDepth run on the photos; the last of them is on the stage. */
async function openWithRuns(...paths: string[]) {
  // Drawn in software: a small window is drawn soon.
  const app = await openApp(browser(), { viewport: { width: 1000, height: 640 } });
  for (const path of paths) {
    const photo = await app.engine.importPhoto(path, basename(path));
    const [run] = await app.engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    await app.engine.whenEnded(run.id, () => undefined);
  }
  const last = basename(paths[paths.length - 1]);
  await app.page
    .getByLabel(new RegExp(`^${last}`))
    .first()
    .click();
  await app.page.getByRole('tab', { name: 'Export' }).click();
  return app;
}

const program = (page: Page, name: RegExp) => page.getByRole('radio', { name }).click();

/** First and mean grey of the preview. */
async function previewGreys(page: Page): Promise<{ first: number; mean: number }> {
  await untilStill(page);
  const address = await page
    .getByTestId('depth-preview')
    .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());
  const picture = sharp(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
  const [grey] = (await picture.stats()).channels;
  const first = await picture.extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer();
  return { first: first[0], mean: grey.mean };
}

test('a depth image is seen before it is written, a mesh for Blender afterwards: from the bytes of its download', async () => {
  const { page, troubles } = await openWithRuns(COFFEE);

  // The preview follows polarity and mapping.
  await program(page, /^After Effects/);
  await page.getByText(/^black: near/).waitFor();
  const black = await previewGreys(page);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('combobox', { name: 'Polarity' }).click();
  await page.getByRole('option', { name: 'near is white' }).click();
  await page.getByText(/^black: far/).waitFor();
  const white = await previewGreys(page);
  expect(black.first + white.first).toBeCloseTo(255, -0.5);
  expect(black.mean + white.mean).toBeCloseTo(255, -0.5);
  expect(Math.abs(black.mean - white.mean)).toBeGreaterThan(10);

  await program(page, /^DaVinci Resolve/);
  await page.getByText(/^black: far/).waitFor();
  await expect.poll(async () => Math.abs((await previewGreys(page)).mean - white.mean)).toBeGreaterThan(5);

  // Only what the format uses is asked for.
  await program(page, /^Custom/);
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: /^OpenEXR/ }).click();
  await page.getByRole('combobox', { name: 'Polarity' }).waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Values' }).waitFor();

  // The file is what another reader finds, and what the page shows.
  await program(page, /^Blender, GLB/);
  await page.getByText('GLB brings texture').waitFor();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('textbox', { name: 'Levels' }).fill('2');
  await page.getByTestId('estimate').getByText(' + ').waitFor();
  const estimate = await page.getByTestId('estimate').innerText();
  const [most, coarser] = (/([\d,]+) \+ ([\d,]+) triangles at most/.exec(estimate) ?? [])
    .slice(1)
    .map((digits) => Number(digits.replaceAll(',', '')));
  expect(coarser).toBe(Math.floor(most / 4));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export GLB' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('coffee.fastdepth.glb');
  const path = join(await temporaryFolder(), 'coffee.glb');
  await file.saveAs(path);
  const bytes = await readFile(path);
  const loader = new GLTFLoader();
  // Without a browser there is no picture to decode; the geometry is what is read here.
  loader.register((parser) => {
    parser.textureLoader = new TextureLoader();
    parser.textureLoader.load = () => undefined as never;
    parser.loadTexture = () => Promise.resolve(null) as never;
    return { name: 'no-pictures' };
  });
  const { scene, cameras } = await loader.parseAsync(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    '',
  );
  expect(cameras).toHaveLength(1);
  const [mesh] = scene.getObjectsByProperty('isMesh', true) as unknown as {
    geometry: {
      index: { count: number };
      getAttribute(name: string): { count: number; getZ(i: number): number };
    };
  }[];
  const triangles = mesh.geometry.index.count / 3;
  expect(triangles).toBeGreaterThan(0.8 * most);
  expect(triangles).toBeLessThanOrEqual(most);
  const position = mesh.geometry.getAttribute('position');
  for (let i = 0; i < position.count; i += 997) {
    expect(-position.getZ(i)).toBeGreaterThan(0.2);
    expect(-position.getZ(i)).toBeLessThan(12);
  }

  await page.getByRole('button', { name: 'Show coffee.fastdepth.glb' }).click();
  await page.getByText(`${triangles.toLocaleString('en')} triangles`).waitFor();
  const canvas = page.getByRole('dialog').locator('canvas');
  const surface = await stillPicture(canvas);
  await page.getByText('Wireframe', { exact: true }).click();
  await expect.poll(async () => surface.equals(await canvas.screenshot())).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Remove coffee.fastdepth.glb' }).click();
  await page.getByRole('button', { name: 'Show coffee.fastdepth.glb' }).waitFor({ state: 'detached' });
  expect(troubles).toEqual([]);
});

test('many runs are written one after the other; what is stopped is left out and says so', async () => {
  const large = join(await temporaryFolder(), 'large.jpg');
  await sharp(COFFEE).resize(3000, 2000).jpeg().toFile(large);
  const { engine, page } = await openWithRuns(large, COFFEE);
  const made = async () =>
    (await engine.call('snapshot', {})).exports.map(({ fileName, state }) => `${fileName} ${state}`).sort();
  const startAll = async () => {
    await page.getByRole('button', { name: 'Export many runs' }).click();
    await page.getByRole('menuitem', { name: 'Export all 2 runs of the project' }).click();
  };
  await program(page, /^CloudCompare/);
  const together = page.waitForEvent('download');
  await startAll();
  await page.getByText('2 of 2 written').waitFor();
  // One download for both, with the very files in it.
  const archive = join(await temporaryFolder(), 'all.zip');
  await (await together).saveAs(archive);
  expect((await together).suggestedFilename()).toMatch(/, 2 exports\.zip$/);
  const contents = unzipSync(await readFile(archive));
  const { exports } = await engine.call('snapshot', {});
  expect(
    Object.entries(contents)
      .map(([name, bytes]) => [name, bytes.length])
      .sort(),
  ).toEqual(exports.map(({ fileName, bytes }) => [fileName, bytes]).sort());
  expect(await made()).toEqual(['coffee.fastdepth.ply done', 'large.fastdepth.ply done']);

  // The first is held until Stop was pressed: it is written to its end, the second is not begun.
  await program(page, /^3D print/);
  const { promise: stopped, resolve: goOn } = Promise.withResolvers<void>();
  await page.route('**/call/exportMesh', async (route) => {
    await stopped;
    await goOnWith(route);
  });
  await startAll();
  await page.getByRole('button', { name: 'Stop' }).click();
  goOn();
  await page.getByText('1 of 2 written, stopped').waitFor();
  expect((await made()).filter((line) => line.includes('.stl'))).toHaveLength(1);

  // One that is at work is stopped by itself; again where it was ready before the button was reached.
  await page
    .getByLabel(/^large\.jpg/)
    .first()
    .click();
  await program(page, /^Unreal, points/);
  const stopOne = async () => {
    await page.getByRole('button', { name: 'Export XYZ' }).click();
    await page
      .getByRole('button', { name: /^Cancel large\.fastdepth.*xyz/ })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    const isWritten = async () =>
      (await engine.call('snapshot', {})).exports.every(({ state }) => state !== 'running');
    await expect.poll(isWritten).toBe(true);
    return (await made()).filter((line) => line.endsWith('xyz cancelled')).length;
  };
  await expect.poll(stopOne, { timeout: 90_000, interval: 100 }).toBeGreaterThan(0);
  await page.getByRole('listitem').filter({ hasText: 'cancelled' }).first().waitFor();
});

test('before many files are written it is asked once whether the place goes along, and every file of the ZIP does as was said', async () => {
  const folder = await temporaryFolder();
  const paths = ['one.jpg', 'two.jpg'].map((name) => join(folder, name));
  for (const [k, path] of paths.entries()) await writeFile(path, await makeJpeg(48, 64 + k));
  const { page } = await openWithRuns(...paths);
  await program(page, /^After Effects/);
  const places = async () => {
    const archive = join(folder, 'all.zip');
    await (await download).saveAs(archive);
    const files = Object.values(unzipSync(await readFile(archive)));
    return Promise.all(
      files.map(async (file) => (await exifr.parse(Buffer.from(file), { gps: true }))?.latitude ?? null),
    );
  };
  const startAll = async () => {
    await page.getByRole('button', { name: 'Export many runs' }).click();
    await page.getByRole('menuitem', { name: 'Export all 2 runs of the project' }).click();
  };
  // Called off: nothing is written, and it is asked again.
  await startAll();
  const question = page.getByRole('dialog', { name: 'Take the place along?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'hidden' });
  let download = page.waitForEvent('download');
  await startAll();
  await question.getByText('Some of these photos').waitFor();
  await question.getByRole('button', { name: 'Take it along' }).click();
  expect(await places()).toEqual([47.5, 47.5]);
  await page.getByText('2 of 2 written').waitFor();
  // It was asked once; the next batch goes by the answer.
  download = page.waitForEvent('download');
  await startAll();
  expect(await places()).toEqual([47.5, 47.5]);
});
