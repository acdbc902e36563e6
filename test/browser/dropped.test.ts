import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
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

/** Presses the button of the export panel; the file as it comes down. */
async function exported(page: Page, format: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Export ${format}`, exact: true }).click();
  const path = join(await temporaryFolder(), 'file');
  await (await download).saveAs(path);
  return readFile(path);
}

test('a HEIC with rotation, Display P3 and a depth image is dropped, and its depth is taken away as GLB', async () => {
  const { page, troubles } = await openApp(browser(), { viewport: { width: 1000, height: 640 } });
  const path = join(await temporaryFolder(), 'portrait.heic');
  await copyFile(new URL('../photos/files/p3-turned-depth.heic', import.meta.url), path);
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await drop(page, [path], { x: 500, y: 300 });
  await page
    .getByRole('option', { name: /portrait\.heic/ })
    .first()
    .waitFor();
  await waitForStage(page);
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByRole('heading', { name: 'Export Depth in the file (HEIC)' }).waitFor();
  await page.getByRole('radio', { name: /^Blender, GLB/ }).click();
  const { meshes, images, accessors, nodes } = glbScene(await exported(page, 'GLB'));
  expect(meshes).toHaveLength(1);
  expect(images).toMatchObject([{ mimeType: 'image/jpeg' }]);
  expect(nodes.length).toBeGreaterThan(0);
  // Turned upright the photo is 16 wide and 96 high, and so is what stands in space.
  const { min, max } = accessors[meshes[0].primitives[0].attributes.POSITION];
  expect(max[1] - min[1]).toBeGreaterThan(2 * (max[0] - min[0]));
  expect(ours(troubles)).toEqual([]);
});

/** The JSON of a GLB (glTF 2.0, section 4.4): behind twelve bytes of header the first chunk. */
function glbScene(file: Buffer) {
  expect(file.toString('latin1', 0, 4)).toBe('glTF');
  return JSON.parse(file.toString('utf8', 20, 20 + file.readUInt32LE(12))) as {
    meshes: { primitives: { attributes: { POSITION: number } }[] }[];
    images: object[];
    nodes: object[];
    accessors: { min: number[]; max: number[] }[];
  };
}

test('a depth map that is dropped on a photo becomes a run, is refined with BetterDepth, and exported', async () => {
  const { engine, page, troubles } = await openApp(browser());
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

  // Refined as a person does it: the options of the card, what is to be sharpened, Run.
  await page.getByRole('button', { name: /^Options of BetterDepth/ }).click();
  await page.getByRole('combobox', { name: 'Prior' }).click();
  await page.getByRole('option', { name: /^run of .*measured\.npy$/ }).click();
  await page.getByRole('textbox', { name: 'Steps' }).fill('1');
  await page.getByRole('textbox', { name: 'Resolution' }).fill('256');
  await page.getByRole('button', { name: /^Run BetterDepth/ }).click();
  const refinedRun = async () =>
    (await engine.call('snapshot', {})).runs.find(({ system }) => system === 'betterdepth');
  await expect.poll(async () => (await refinedRun())?.state, { timeout: 90_000 }).toBe('done');
  const refined = await refinedRun();
  expect(refined).toMatchObject({ priorRunId: fileRun?.id, result: { kind: 'metric' } });
  // The refined map keeps the metres of the map that it refines.
  expect(refined?.result?.minimum).toBeGreaterThan(0.3);
  expect(refined?.result?.maximum).toBeLessThan(8);

  // The refined map stands beside the dropped one; what is clicked is what is exported.
  await waitForStage(page);
  const pane = await page.locator(`[data-pane="${refined?.id}"]`).boundingBox();
  if (!pane) throw new Error('the refined map is not on the stage');
  await page.mouse.click(pane.x + pane.width / 2, pane.y + pane.height / 2);
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByRole('radio', { name: /^Custom/ }).click();
  await page
    .getByRole('radiogroup', { name: 'Kind of file' })
    .getByText(/^Depth/)
    .click();
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: /^NumPy array The values/ }).click();
  await page.getByRole('heading', { name: /^Export BetterDepth/ }).waitFor();
  const file = await exported(page, 'NPY');
  expect(file.toString('latin1', 0, 128)).toContain("'shape': (400, 600)");
  // Behind the header lies what the run holds.
  const depth = new Float32Array(
    file.buffer.slice(file.byteOffset + file.length - 4 * 600 * 400, file.byteOffset + file.length),
  );
  expect(Math.min(...depth.subarray(0, 5000))).toBeGreaterThan(0.3);
  expect(ours(troubles)).toEqual([]);
});
