import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { copyOfCheckpoint, homeWithGraphs } from '../checkpoints.ts';
import { serveHub } from '../hub-server.ts';
import { RESOURCES } from '../paths.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture } from './stage-picture.ts';

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
  await expect.poll(() => cards.first().textContent()).toContain('Get better depth: 99 MB');
  const gold = cards.filter({ hasText: 'MetricGold' }).first();
  expect(await gold.textContent()).toContain('Nobody has published weights');
  expect(await gold.getByRole('button').count()).toBe(0);
  await keepPicture(page, 'cards');

  await library.getByRole('button', { name: 'Get Marigold v1-1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Get Marigold v1-1' });
  await dialog.getByText(/^\d+ kB in float32 from prs-eth/).waitFor({ timeout: 30_000 });
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
  await page.getByRole('button', { name: 'Get better depth: 99 MB' }).click();
  const dialog = page.getByRole('dialog', { name: 'Get Depth Anything V2 Small' });
  await dialog.getByLabel('Token', { exact: true }).last().waitFor({ timeout: 30_000 });
  await keepPicture(page, 'gated');
  await page.keyboard.type('hf_secret');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Get', exact: true }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Run Depth Anything V2 Small' }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: /^Get better depth/ }).count()).toBe(0);
  expect(JSON.stringify(await engine.call('snapshot', {}))).not.toContain('hf_secret');
});

/** Drops a file or a folder of this computer on the middle of the page, as a person's hand does. */
async function dropOnPage(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
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
  await refusal.waitFor({ timeout: 30_000 });
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
