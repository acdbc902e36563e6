import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RESOURCES } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { expectNothingCutOff } from './cut-off.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture } from './stage-picture.ts';

const browser = browserOfFile();

test('photos are marked by pointer and keys, models are ticked, and all of them leave with one preset', async () => {
  const { engine, page, troubles } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  for (const name of ['coffee.png', 'trial.jpg', 'dust-bowl-home.jpg'])
    await engine.importPhoto(join(RESOURCES, 'samples', name), name);
  const option = (name: RegExp) => page.getByRole('option', { name });
  const main = page.getByRole('tabpanel', { name: 'Models' });

  await option(/^coffee/).click();
  await main.getByRole('button', { name: 'Run all four and FastDepth' }).waitFor();
  await option(/^trial/).click({ modifiers: ['Control'] });
  await main.getByRole('button', { name: 'Run on 2 photos (10 runs)' }).waitFor();
  await option(/^dust/).click({ modifiers: ['Shift'] });
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('Control+a');
  await page.getByText('3 photos marked').first().waitFor();

  // One model of five: what is ticked is run, and every button says so.
  for (const name of ['Marigold', 'MetricGold', 'ZoeDepth', 'BetterDepth'])
    await page.getByRole('checkbox', { name: new RegExp(`^${name} .*with the button above$`) }).uncheck();
  expect(await page.getByRole('button', { name: 'Run on 3 photos (3 runs)' }).count()).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Run on 3 photos: FastDepth' }).waitFor();
  // Away from what has a tooltip.
  await page.mouse.move(480, 300);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await keepPicture(page, 'selection');
  await expectNone(page, 'selection');
  await expectNothingCutOff(page, 'selection');
  await page.getByRole('checkbox', { name: /^FastDepth with/ }).uncheck();
  expect(await main.getByRole('button', { name: 'Tick a model to run' }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: /^FastDepth with/ }).check();

  // Nothing to export yet; then three files of three photos.
  await page.getByRole('button', { name: 'Export 3 photos' }).click();
  await page.getByText(/^None of these photos has a finished run yet/).waitFor();
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await engine.call('snapshot', {})).runs.length).toBe(3);
  const { runs } = await engine.call('snapshot', {});
  expect(runs.map(({ packId }) => packId)).toEqual(['fastdepth', 'fastdepth', 'fastdepth']);
  for (const { id } of runs) await engine.whenEnded(id);
  await page.getByRole('radio', { name: /Resolve,/ }).click();
  const button = page.getByRole('button', { name: 'Export 3 photos (3 files)' });
  await button.waitFor();
  await page.getByText('3 photos marked, for DaVinci Resolve').waitFor();
  await keepPicture(page, 'selection-export');
  await expectNone(page, 'export of a selection');
  const download = page.waitForEvent('download');
  await button.click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await page.getByTestId('batch').getByText('3 of 3 written').waitFor();
  await keepPicture(page, 'selection-exported');
  expect(troubles).toEqual([]);
});
