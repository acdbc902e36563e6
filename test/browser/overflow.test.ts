import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { copyRun } from './copy-run.ts';
import { expectNothingCutOff, SIZES } from './cut-off.ts';
import { browserOfFile, openApp, showEveryRun } from './open-app.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const browser = browserOfFile();
const SMALL = SIZES.filter(({ width }) => width < 2000);

async function expectNone(page: Page, screen: string, sizes = SIZES): Promise<void> {
  await expectNothingCutOff(page, screen, sizes);
  await page.getByRole('tab', { name: 'Models' }).waitFor();
}

test('nothing is cut off at any size on any screen', { timeout: 300_000 }, async () => {
  const { page, engine, troubles } = await openApp(browser());
  await page.getByRole('button', { name: 'Add photos' }).first().waitFor();
  await expectNone(page, 'empty');
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  await expectNone(page, 'photo');
  const packIds = ['fastdepth', 'zoedepth-starter', 'marigold-starter'];
  const runs = await engine.call('estimate', { photoIds: [photo.id], packIds });
  for (const run of runs) await engine.whenEnded(run.id);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, packIds.length);
  await page.keyboard.press('2');
  await waitForStage(page);
  for (const tab of ['Models', 'Runs', 'Camera', 'Compare', 'Export']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectNone(page, `depth-${tab}`, tab === 'Compare' ? SIZES : SMALL);
  }
  await page.keyboard.press('3');
  await waitForStage(page);
  await expectNone(page, 'space');
  expect(troubles).toEqual([]);
});

test('panes have a least size and scroll, and panels close, are dragged to a width and keep it', async () => {
  const { page, engine } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  await copyRun(engine, run.id, 7);
  await page
    .getByLabel(/^coffee.png/)
    .first()
    .click();
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await showEveryRun(page, 8);
  await expect.poll(() => page.locator('[data-pane]').count()).toBe(8);
  for (const pane of await page.locator('[data-pane]').all()) {
    const box = await pane.boundingBox();
    expect(Math.round(box?.width ?? 0)).toBeGreaterThanOrEqual(160);
    expect(Math.round(box?.height ?? 0)).toBeGreaterThanOrEqual(110);
  }
  const width = async () =>
    (await page.getByRole('complementary', { name: 'Inspector' }).boundingBox())?.width ?? 0;
  const before = await width();
  const edge = await page.getByRole('separator', { name: 'Width of the inspector' }).boundingBox();
  if (!edge) throw new Error('the inspector has no edge');
  await page.mouse.move(edge.x + 4, 300);
  await page.mouse.down();
  await page.mouse.move(edge.x - 36, 300, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await width()) - before)).toBe(40);
  await page.getByRole('button', { name: /^Panel: models/ }).click();
  await expect.poll(() => page.getByRole('complementary', { name: 'Inspector' }).count()).toBe(0);
  await page.getByRole('button', { name: /^Panel: models/ }).click();
  await expect.poll(async () => Math.round((await width()) - before)).toBe(40);
});
