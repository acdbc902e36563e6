import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { TestEngine } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { copyRun } from './copy-run.ts';
import { expectNothingCutOff } from './cut-off.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE, keepPicture } from './stage-picture.ts';
import { goOnWith } from './until.ts';

const browser = browserOfFile();
const SOON = { timeout: 10_000 };
const SMALL = { viewport: { width: 960, height: 600 } };

const order = async (engine: TestEngine) => {
  const { rows } = await engine.call('listQueue', { part: 'waiting', from: 0, count: 500 });
  return rows.map((row) => row?.id ?? '');
};
const chosen = (page: Page) =>
  page.getByRole('listbox', { name: 'Runs' }).getByRole('option', { selected: true });

test('what waits is put in order by keys and by drag, paused, cancelled, tried again and taken back', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const photoIds = [photo.id];
  const [known] = await engine.call('estimate', { photoIds, packIds: ['fastdepth'] });
  await engine.whenEnded(known.id);

  // Paused before anything waits: said in the status bar.
  await page.getByRole('option', { name: /^coffee/ }).click();
  await engine.call('pauseQueue', { isPaused: true });
  await page.getByText('Paused: what you start waits').first().waitFor();
  await page.getByRole('button', { name: 'Run FastDepth' }).click();
  await page.getByText('Paused, 1 waiting').first().waitFor();
  const packIds = ['fastdepth', 'fastdepth', 'fastdepth'];
  const more = await engine.call('estimate', { photoIds, packIds });
  const [a, b, c, d] = await order(engine);
  expect([b, c, d]).toEqual(more.map(({ id }) => id));

  // By keys.
  await page.getByTestId('stage').first().focus();
  await page.keyboard.press('Shift+q');
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  await dialog.getByText('Paused. Nothing is started until you resume.').waitFor();
  const list = dialog.getByRole('listbox', { name: 'Runs' });
  // The list has the focus, with its first run chosen.
  await expect.poll(() => list.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
  await expect.poll(() => chosen(page).getAttribute('id')).toBe(`queued-${a}`);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => order(engine)).toEqual([b, a, c, d]);
  await expect.poll(() => chosen(page).getAttribute('id')).toBe(`queued-${a}`);
  await page.keyboard.press('Alt+End');
  await expect.poll(() => order(engine)).toEqual([b, c, d, a]);
  await expect.poll(() => chosen(page).getAttribute('aria-posinset')).toBe('4');
  await page.keyboard.press('Alt+Home');
  await expect.poll(() => order(engine)).toEqual([a, b, c, d]);
  await keepPicture(page, 'queue');
  await expectNone(page, 'queue');
  await expectNothingCutOff(page, 'queue');

  // By drag: the last one before the second.
  const option = (id: string) => page.locator(`#queued-${id}`);
  await option(d).dragTo(option(b), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(() => order(engine)).toEqual([a, d, b, c]);

  // By buttons.
  await option(c).click();
  await dialog.getByRole('button', { name: 'To the front' }).click();
  await expect.poll(() => order(engine)).toEqual([c, a, d, b]);

  // Cancelled and taken back, one and all.
  await list.focus();
  await page.keyboard.press('Delete');
  await page.getByText('Cancelled FastDepth of coffee.png.').waitFor();
  await expect.poll(() => order(engine)).toEqual([a, d, b]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => order(engine)).toEqual([c, a, d, b]);
  await dialog.getByRole('button', { name: 'Cancel waiting (4)' }).click();
  await page.getByText('Cancelled 4 runs.').waitFor();
  await dialog.getByText(/^Runs that you start stand here/).waitFor();
  await keepPicture(page, 'queue-empty');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => order(engine)).toEqual([c, a, d, b]);

  // Resumed: all are made, in this order.
  await dialog.getByRole('button', { name: 'Resume' }).click();
  const ended = await Promise.all([c, a, d, b].map((id) => engine.whenEnded(id)));
  const starts = ended.map(({ startedAt }) => String(startedAt));
  expect(starts).toEqual(starts.toSorted());
  await dialog.getByText('Nothing is at work and nothing waits.').waitFor();
  expect(troubles).toEqual([]);
});

test('several are marked by keys, cancelled at once, and what was done last is taken back by Ctrl+Z', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const photoIds = [photo.id];
  await page.getByRole('option', { name: /^coffee/ }).click();
  await engine.call('pauseQueue', { isPaused: true });
  const packIds = Array.from({ length: 5 }, () => 'fastdepth');
  const ids = (await engine.call('estimate', { photoIds, packIds })).map(({ id }) => id);
  await page.getByText('Paused, 5 waiting').first().waitFor();
  await page.getByTestId('stage').first().focus();
  await page.keyboard.press('Shift+q');
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  const list = dialog.getByRole('listbox', { name: 'Runs' });
  const marked = () =>
    list
      .getByRole('option', { selected: true })
      .evaluateAll((options) => options.map((option) => option.id.replace('queued-', '')));
  await expect.poll(marked, SOON).toEqual([ids[0]]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(marked, SOON).toEqual(ids.slice(1, 4));
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(marked, SOON).toEqual(ids.slice(1, 3));
  await dialog.getByText('2 runs marked').waitFor();
  await page.keyboard.press('Delete');
  await expect.poll(() => order(engine), SOON).toEqual([ids[0], ids[3], ids[4]]);
  await page.getByText('Cancelled 2 runs.').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => order(engine), SOON).toEqual(ids);
  await expect.poll(() => page.getByText('Cancelled 2 runs.').count(), SOON).toBe(0);
  await page.keyboard.press('Control+a');
  await expect.poll(marked, SOON).toEqual(ids);
  await expectNone(page, 'queue with runs marked');
  await dialog.getByRole('button', { name: 'Cancel (5)' }).click();
  await expect.poll(() => order(engine), SOON).toEqual([]);
  // Wherever the focus is in the dialog.
  await page.keyboard.press('Control+z');
  await expect.poll(() => order(engine), SOON).toEqual(ids);
  await page.keyboard.press('Control+z');
  await page.getByText('Nothing was cancelled or removed here that could be brought back.').waitFor();
  expect(await order(engine)).toEqual(ids);
  expect(troubles).toEqual([]);
});

test('what failed says why, is tried again with what it refines, or removed; ten thousand runs are a list like any other', async () => {
  const { engine, page, troubles } = await openApp(browser(), { viewport: { width: 1280, height: 800 } });
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const photoIds = [photo.id];
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  await engine.call('pauseQueue', { isPaused: true });
  const runs = await engine.call('estimate', { photoIds, packIds: ['betterdepth-starter'] });
  const [prior, refiner] = runs;
  await engine.call('cancelRun', { runId: prior.id });
  await engine.call('pauseQueue', { isPaused: false });
  expect(await engine.whenEnded(refiner.id)).toMatchObject({ state: 'failed' });

  await page.getByRole('button', { name: '1 failed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  await dialog
    .getByText(/^Expected the finished depth map of ".*" to refine, but that run was cancelled/)
    .waitFor();
  await page.locator(`#queued-${refiner.id}`).click();
  await keepPicture(page, 'queue-failed');
  await expectNone(page, 'queue with a failure');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText(/^Removed BetterDepth.* of coffee\.png\.$/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await engine.call('pauseQueue', { isPaused: true });
  await dialog.getByRole('button', { name: 'Try failed again (1)' }).click();
  await expect.poll(() => order(engine)).toEqual([prior.id, refiner.id]);

  // Very many.
  await copyRun(engine, prior.id, 9_998, (k) => 10 + k);
  await dialog.getByRole('button', { name: 'Cancel waiting (10,000)' }).waitFor();
  const list = dialog.getByRole('listbox', { name: 'Runs' });
  await list.focus();
  await page.keyboard.press('End');
  const last = page.getByRole('option', { name: /^10,000 ?ZoeDepth/ });
  await last.waitFor();
  expect(await page.getByRole('option').count()).toBeLessThan(60);
  // Rows are asked for as they are shown, however many lie between.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.keyboard.press('Alt+Home');
  await page.getByRole('option', { name: /^1 ?ZoeDepth/, selected: true }).waitFor();
  expect(asked).toContain('/call/moveRun');
  expect(asked.length).toBeLessThan(10);
  await keepPicture(page, 'queue-many');
  await dialog.getByRole('button', { name: 'Cancel waiting (10,000)' }).click();
  await page.getByText('Cancelled 10,000 runs.').waitFor();
  expect(troubles).toEqual([]);
});

test('what ended or was removed at that very moment is not said to be cancelled or put back', async () => {
  const { engine, page, troubles } = await openApp(browser(), SMALL);
  const photo = await engine.importPhoto(COFFEE, 'coffee.png');
  const photoIds = [photo.id];
  await page.getByRole('option', { name: /^coffee/ }).waitFor();
  await engine.call('pauseQueue', { isPaused: true });
  const [first] = await engine.call('estimate', { photoIds, packIds: ['fastdepth'] });
  await page.route('**/call/cancelRun', async (route) => {
    await engine.call('pauseQueue', { isPaused: false });
    await engine.whenEnded(first.id);
    await engine.call('pauseQueue', { isPaused: true });
    await goOnWith(route);
  });
  await page.getByTestId('stage').first().focus();
  await page.keyboard.press('Shift+q');
  await page.locator(`#queued-${first.id}`).click();
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByText('FastDepth of coffee.png was through before it could be cancelled.').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);

  await engine.call('estimate', { photoIds, packIds: ['fastdepth', 'fastdepth'] });
  await dialog.getByRole('button', { name: 'Cancel waiting (2)' }).click();
  await page.getByText('Cancelled 2 runs.').waitFor();
  await engine.call('removePhotos', { photoIds });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/^There was nothing to put back/).waitFor();
  expect(troubles).toEqual([]);
});
