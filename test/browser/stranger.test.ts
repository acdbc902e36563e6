import { expect, test } from 'vitest';
import { browserOfFile, openApp, showEveryRun } from './open-app.ts';
import {
  COFFEE,
  keepPicture,
  largestDifference,
  openWithDepth,
  stagePicture,
  waitForStage,
} from './stage-picture.ts';
import { untilKept } from './until.ts';

const browser = browserOfFile();
const SLOW = { timeout: 20_000 };

test('a sample is one click away, and what is looked at is there again when the project is opened again', async () => {
  const { page, engine, served, troubles } = await openApp(browser());
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .waitFor();
  const [photo] = (await engine.call('snapshot', {})).photos;
  const runs = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: ['fastdepth', 'marigold-starter'],
  });
  for (const run of runs) await engine.whenEnded(run.id);
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, 2);
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByRole('radio', { name: /^Nuke, Z/ }).click();
  await page.getByRole('button', { name: /^Zoom/ }).click();
  await waitForStage(page);
  const zoom = await page.getByRole('button', { name: /^Zoom/ }).textContent();
  await untilKept(engine, {
    camera: { flat: { scale: 1 } },
    look: { mode: 'depth' },
    inspector: { tab: 'export' },
    exportPlan: { choice: 'nuke-z' },
  });

  // Another window, with nothing of this tab's: a new context has no storage.
  const other = await browser().newContext({ viewport: { width: 1280, height: 800 } });
  const again = await other.newPage();
  await again.goto(served.newAddress());
  await expect.poll(() => again.locator('[data-pane]').count(), SLOW).toBe(2);
  expect(await again.getByRole('tab', { name: 'Export' }).getAttribute('aria-selected')).toBe('true');
  expect(await again.getByRole('radio', { name: /^Nuke, Z/ }).isChecked()).toBe(true);
  await expect.poll(() => again.getByRole('button', { name: /^Zoom/ }).textContent(), SLOW).toBe(zoom);
  await other.close();
  expect(troubles).toEqual([]);
});

test('every pane says at its colour bar what is near and far and how colours run, and a wipe against the photo is one click', async () => {
  const { page, result, troubles } = await openWithDepth(browser());
  await page.keyboard.press('2');
  const scale = page.getByTestId('pane-scale');
  await expect.poll(() => scale.textContent(), SLOW).toMatch(/^near[\d.]+\u00a0m[\d.]+\u00a0m.*1\/depth/);
  const [, near, far] = /near([\d.]+)\u00a0m([\d.]+)\u00a0m/.exec((await scale.textContent()) ?? '') ?? [];
  expect(Number(near)).toBeGreaterThanOrEqual(result.minimum - 0.01);
  expect(Number(far)).toBeLessThanOrEqual(result.maximum + 0.01);
  const depth = await stagePicture(page);
  await page.getByRole('button', { name: /^Photo \| depth/ }).click();
  const split = await stagePicture(page);
  await keepPicture(page, 'photo-wipe');
  // Left of the line the photo, which is none of the colours of the depth; right of it the depth as it was.
  const apart = (x: number) => {
    const rows = [-60, -30, 0, 30, 60].map((dy) => Math.floor(depth.height / 2) + dy);
    return rows.map((y) => largestDifference(split.at(x, y), depth.at(x, y)));
  };
  for (const dx of [120, 200, 260])
    expect(Math.max(...apart(Math.floor(depth.width / 2) + dx))).toBeLessThan(6);
  expect(
    Math.max(...[120, 200, 260].flatMap((dx) => apart(Math.floor(depth.width / 2) - dx))),
  ).toBeGreaterThan(60);
  expect(troubles).toEqual([]);
});

test('runs join the stage, and one that is cancelled and made again fills its own pane', async () => {
  const { page, engine, troubles } = await openApp(browser());
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  const [first] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(first.id);
  await page.keyboard.press('2');
  await expect.poll(() => page.locator('[data-pane]').count(), SLOW).toBe(1);
  const titles = () =>
    page
      .locator('[data-pane]')
      .evaluateAll((panes) =>
        panes.map((pane) => (pane as { dataset: { pane: string } } & typeof pane).dataset.pane),
      );
  await page.getByRole('button', { name: /^Run Marigold/ }).click();
  await expect.poll(async () => (await titles()).length, SLOW).toBe(2);
  expect((await titles())[0]).toBe(first.id);
  const marigold = (await titles())[1];
  await engine.call('cancelRun', { runId: marigold }).catch(() => undefined);
  const ended = await engine.whenEnded(marigold).catch(() => null);
  // On a fast machine it is done before it can be cancelled.
  if (ended?.state === 'done') return;
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect
    .poll(async () => (await titles())[1] !== marigold && (await titles()).length === 2, SLOW)
    .toBe(true);
  expect((await titles())[0]).toBe(first.id);
  expect(troubles).toEqual([]);
});
