import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { copyOfCheckpoint, homeWithGraphs } from '../checkpoints.ts';
import { serveHub } from '../hub-server.ts';
import { onnxBytes } from '../onnx.ts';
import { temporaryFolder } from '../open-engine.ts';
import { RESOURCES } from '../paths.ts';
import { meanGraph } from '../synthetic-pack.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';
import { goOnWith } from './until.ts';

const browser = browserOfFile();
const SMALL = 'depth-anything/Depth-Anything-V2-Small-hf';
const MARIGOLD = 'prs-eth/marigold-depth-v1-1';

/** The app with the graphs of tiny networks, beside a hub that has one of them. */
async function openBesideHub(
  checkpoint: Parameters<typeof copyOfCheckpoint>[0],
  id: string,
  options: Parameters<typeof serveHub>[2] = {},
) {
  const { endpoint } = await serveHub(id, await copyOfCheckpoint(checkpoint), options);
  const app = await openApp(
    browser(),
    {},
    { dataFolder: await homeWithGraphs(), libraryPorts: { environment: { HF_ENDPOINT: endpoint } } },
  );
  await app.engine.importPhoto(join(RESOURCES, 'samples', 'coffee.png'), 'coffee.png');
  return app;
}

test('published weights are got by a click, accepted by another, and give a map', async () => {
  const { engine, page, troubles } = await openBesideHub('marigold', MARIGOLD);
  await keepPicture(page, 'inspector');
  await page.getByRole('button', { name: 'Model library' }).click();
  const library = page.getByRole('dialog', { name: 'Model library' });

  // A newcomer sees the small network first, and what cannot be had says so.
  const cards = library.getByRole('list', { name: 'Published weights' }).getByRole('listitem');
  await expect.poll(() => cards.first().textContent()).toContain('Get better depth: 99\u00a0MB');
  const gold = cards.filter({ hasText: 'MetricGold' }).first();
  expect(await gold.textContent()).toContain('Nobody has published weights');
  expect(await gold.getByRole('button').count()).toBe(0);
  await keepPicture(page, 'cards');

  await library.getByRole('button', { name: 'Get Marigold v1-1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Get Marigold v1-1' });
  await dialog.getByText(/^\d+\skB in float32 from prs-eth/).waitFor();
  expect(await dialog.textContent()).toContain("the licence's use restrictions must be passed on");
  const get = dialog.getByRole('button', { name: 'Get', exact: true });
  expect(await get.isDisabled()).toBe(true);
  await keepPicture(page, 'dialog');
  await dialog.getByText('More', { exact: true }).click();
  await keepPicture(page, 'dialog-more');
  await dialog.getByRole('checkbox', { name: /^I accept the conditions/ }).click();
  await get.click();

  await page.getByText('Marigold v1-1 is installed and can be run.').waitFor({ timeout: 60_000 });
  await keepPicture(page, 'got');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run Marigold v1-1' }).click();
  const state = async () =>
    (await engine.call('snapshot', {})).runs.map((run) => run.error?.message ?? run.state);
  await expect.poll(state, { timeout: 60_000 }).toEqual(['done']);
  await page.getByTestId('stage').waitFor();
  await keepPicture(page, 'map');
  expect(troubles).toEqual([]);
});

test('a gated repository asks for a token, which lives in no answer of the engine', async () => {
  const { engine, page } = await openBesideHub('depth-anything', SMALL, { token: 'hf_secret' });
  await page.getByRole('button', { name: 'Get better depth: 99\u00a0MB' }).click();
  const dialog = page.getByRole('dialog', { name: 'Get Depth Anything V2 Small' });
  await dialog.getByLabel('Token', { exact: true }).last().waitFor();
  await keepPicture(page, 'gated');
  await page.keyboard.type('hf_secret');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Get', exact: true }).click();
  await page.getByRole('button', { name: 'Run Depth Anything V2 Small' }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: /^Get better depth/ }).count()).toBe(0);
  expect(JSON.stringify(await engine.call('snapshot', {}))).not.toContain('hf_secret');
});

/** Drops a file or a folder of this computer on the middle of the page, as a person's hand does. */
async function dropOnPage(page: Page, path: string): Promise<void> {
  // A page that is not there yet takes nothing.
  await page.getByText('Add photos').first().waitFor({ state: 'attached' });
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
    if (type === 'dragEnter')
      await page.getByText('Drop to add to the project').waitFor({ state: 'attached' });
    if (type === 'dragEnter') await page.locator('html[data-takes-models]').waitFor({ state: 'attached' });
    // A hand is slower than the answer of the page that it may drop here.
    await page.waitForTimeout(100);
  }
  await session.detach();
}

test('a dropped checkpoint becomes a pack, and a refused one says why', async () => {
  const { engine, page, troubles } = await openBesideHub('depth-anything', SMALL);
  const packs = async () => (await engine.call('snapshot', {})).packs.map(({ id }) => id);
  await page.getByTestId('stage').waitFor();
  await dropOnPage(page, await copyOfCheckpoint('marigold', 'their-marigold'));
  await expect.poll(packs, { timeout: 60_000 }).toContain('their-marigold');
  const weights = join(await copyOfCheckpoint('depth-anything', 'their-small'), 'model.safetensors');
  await dropOnPage(page, weights);
  await expect.poll(packs, { timeout: 60_000 }).toContain('model');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  const broken = await copyOfCheckpoint('zoedepth', 'their-zoe');
  await writeFile(join(broken, 'model.safetensors'), 'no weights');
  await dropOnPage(page, broken);
  const refusal = page.getByRole('dialog', { name: 'Model library' }).getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.textContent()).toMatch(/^their-zoe: .*safetensors.*\.$/);
  await keepPicture(page, 'refused');

  // The same without a mouse.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await chooser).setFiles(await copyOfCheckpoint('zoedepth', 'chosen-zoe'));
  await expect.poll(packs, { timeout: 60_000 }).toContain('chosen-zoe');
  const { photos } = await engine.call('snapshot', {});
  expect(photos.map(({ name }) => name)).toEqual(['coffee.png']);
  expect(troubles.filter((trouble) => !trouble.includes('status of 4'))).toEqual([]);
});

test('another language waits for a model that is being sent, and says so', async () => {
  const { engine, page } = await openBesideHub('depth-anything', SMALL);
  await page.getByTestId('stage').waitFor();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/packs/*?file=*', async (route) => {
    await held;
    await goOnWith(route);
  });
  await dropOnPage(page, await copyOfCheckpoint('marigold', 'their-marigold'));
  await page.getByRole('dialog', { name: 'Model library' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Project/ }).click();
  await page.getByRole('menuitem', { name: 'Language' }).press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page.getByText('Files are being sent, and another language opens the page anew').waitFor();
  expect(await engine.call('readLanguage', {})).toEqual({ language: null });
  letThrough();
  const packs = async () => (await engine.call('snapshot', {})).packs.map(({ id }) => id);
  await expect.poll(packs, { timeout: 60_000 }).toContain('their-marigold');
});

/** What of a canvas is asked for in the page; Node has no type for it. */
interface Drawn {
  width: number;
  height: number;
  getContext(kind: '2d'): { getImageData(...window: number[]): { data: ArrayLike<number> } };
}

/** Writes a graph whose map is the mean colour: dark is low. */
async function writeGraph(name: string, shape?: (number | string)[]): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, onnxBytes(meanGraph(1, 0, shape)));
  return path;
}

test('a dropped graph is described, tried on a photo, added and run', async () => {
  const app = await openApp(browser());
  const { engine, page, troubles } = app;
  await engine.importPhoto(COFFEE, 'coffee.png');
  await page.getByTestId('stage').waitFor();
  await dropOnPage(page, await writeGraph('My Depth (518).onnx', [1, 3, 518, 518]));
  const dialog = page.getByRole('dialog', { name: 'Add an ONNX graph' });
  await dialog.getByText('518 × 518 pixels: the graph has this one size.').waitFor();
  await keepPicture(page, 'graph');
  const trial = dialog.getByRole('status', { name: 'Trial' });
  const tryIt = async (words: RegExp) => {
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await trial.getByText(words).waitFor({ timeout: 60_000 });
  };
  await dialog.getByRole('combobox', { name: 'Colours' }).click();
  await page.getByRole('option', { name: '0 to 1, as they are' }).click();
  await tryIt(/^From 0\.\d+ to 0\.\d+, relative/);
  await keepPicture(page, 'graph-tried');
  /** The colour in the middle of the map, as the page has drawn it. */
  const middle = () =>
    trial.getByRole('img', { name: 'The map of the sample' }).evaluate((element) => {
      const canvas = element as unknown as Drawn;
      const { data } = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
      return Array.from(data).join();
    });
  const before = await middle();

  // Described otherwise, the map is another one, and the old one says that it is old.
  await dialog.getByRole('combobox', { name: 'The map is' }).click();
  await page.getByRole('option', { name: 'Metres' }).click();
  await trial.getByText('try it again').waitFor();
  expect(await dialog.getByText('Near is', { exact: true }).count()).toBe(0);
  await tryIt(/^From 0\.\d+\sm to 0\.\d+\sm/);
  await expect.poll(middle).not.toBe(before);

  await dialog.getByLabel('Deviation').fill('1, 0, 1');
  await dialog.getByText('Expected numbers above 0.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Add it' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Deviation').fill('1, 1, 1');
  await dialog.getByLabel('Title').fill('Their network');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('Their network is installed.').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run Their network' }).click();
  const ended = async () =>
    (await engine.call('snapshot', {})).runs.map(({ error, result }) => error?.message ?? result?.kind);
  await expect.poll(ended, { timeout: 60_000 }).toEqual(['metric']);
  // The test itself reads the map back.
  expect(troubles.filter((trouble) => !trouble.includes('getImageData'))).toEqual([]);
});

test('a graph that is called off, or is none, leaves nothing', async () => {
  const { engine, page, troubles } = await openApp(browser());
  await page.getByRole('button', { name: 'Model library' }).click();
  await page.getByRole('tab', { name: 'Add a pack' }).click();
  const choose = async (path: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose an ONNX graph' }).click();
    await (await chooser).setFiles(path);
  };
  await choose(await writeGraph('any.onnx', [1, 3, 'h', 'w']));
  const dialog = page.getByRole('dialog', { name: 'Add an ONNX graph' });
  await dialog.getByLabel('Short side in pixels').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const staging = () => readdir(join(engine.dataFolder, 'models', '.staging')).catch(() => []);
  await expect.poll(staging).toEqual([]);

  await choose(await writeGraph('four.onnx', [1, 4, 'h', 'w']));
  const refusal = page.getByRole('dialog', { name: 'Model library' }).getByRole('alert');
  await refusal.getByText(/^Expected four\.onnx to take one image of three channels/).waitFor();
  await expect.poll(staging).toEqual([]);
  expect(troubles.filter((trouble) => !trouble.includes('status of 4'))).toEqual([]);
});

test('in the desktop app what is dropped is bound where it lies', async () => {
  const folder = await copyOfCheckpoint('depth-anything', 'their-small');
  const graph = await writeGraph('plain.onnx', [1, 3, 40, 40]);
  const app = await openApp(browser(), {}, { dataFolder: await homeWithGraphs() });
  const { engine, page } = app;
  const sent: string[] = [];
  page.on('request', (request) => sent.push(new URL(request.url()).pathname));
  // A page that starts with a window around it asks it for more than a path.
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  // What comes late under the pointer would end the drag.
  await page.getByRole('button', { name: 'Try a sample' }).waitFor();
  await page.locator('html[data-takes-models]').waitFor({ state: 'attached' });
  // The bridge of the preload script: the one thing that a browser has not.
  const paths = { 'their-small': folder, 'plain.onnx': graph };
  await page.evaluate(
    `window.desktop = { pathOfFile: ({ name }) => (${JSON.stringify(paths)})[name] ?? '', chooseFolder: async () => null }`,
  );
  await dropOnPage(page, folder);
  const packs = async () => (await engine.call('snapshot', {})).packs.map(({ id }) => id);
  await expect.poll(packs, { timeout: 60_000 }).toContain('their-small');
  const bound = await stat(join(engine.dataFolder, 'models', 'their-small', 'model.safetensors'));
  expect(bound.ino).toBe((await stat(join(folder, 'model.safetensors'))).ino);
  await dropOnPage(page, graph);
  const dialog = page.getByRole('dialog', { name: 'Add an ONNX graph' });
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect.poll(packs, { timeout: 60_000 }).toContain('plain');
  expect(sent.filter((path) => path.startsWith('/packs') || path.includes('Upload'))).toEqual([]);
});
