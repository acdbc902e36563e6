import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDataset } from '../fixtures/small-dataset.ts';
import { temporaryFolder } from '../open-engine.ts';
import { expectNone } from './axe.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { keepPicture, readPicture } from './stage-picture.ts';

const browser = browserOfFile();

test('a folder with truth is measured, put in order by any number, and looked at sample by sample', async () => {
  const dataset = join(await temporaryFolder(), 'floor');
  await makeDataset(dataset, 3);
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Benchmark' }).click();
  const dialog = page.getByRole('dialog', { name: 'Benchmark' });
  const folder = dialog.getByLabel('Folder with photos and truth, or a manifest');
  await folder.fill('floor');
  await page.keyboard.press('Enter');
  await dialog
    .getByText('Expected the full path of a folder or of a manifest, but received "floor".')
    .waitFor();
  await folder.fill(dataset);
  await dialog.getByLabel('Protocol').click();
  await page.getByRole('option', { name: 'ScanNet as in Marigold' }).click();
  for (const name of ['Marigold', 'MetricGold', 'BetterDepth'])
    await dialog.getByLabel(name, { exact: true }).uncheck();
  await keepPicture(page, 'benchmark-form');
  await expectNone(page, 'benchmark, asked');
  await dialog.getByRole('button', { name: 'Measure 2 models' }).click();

  // Stopped by the button, and taken up where it was.
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await dialog.getByText(/measured, stopped$/).waitFor();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('6 of 6 measured', { exact: true }).waitFor();

  // By keys: sorted by a head, the samples of a cell, the pictures of a sample.
  const rows = () => dialog.getByRole('rowheader').allTextContents();
  const sorted = () =>
    dialog
      .locator('th[aria-sort]')
      .evaluateAll((all) => all.map((each) => `${each.textContent} ${each.getAttribute('aria-sort')}`));
  expect(await sorted()).toEqual(['AbsRel▴ ascending']);
  const best = await rows();
  const head = dialog.getByRole('columnheader', { name: 'AbsRel' }).getByRole('button');
  await head.focus();
  await page.keyboard.press('Enter');
  expect(await sorted()).toEqual(['AbsRel▾ descending']);
  expect(await rows()).toEqual(best.toReversed());
  await dialog.getByRole('columnheader', { name: 'δ1' }).getByRole('button').click();
  expect(await sorted()).toEqual(['δ1▾ descending']);
  await keepPicture(page, 'benchmark-table');
  // Its lines go from edge to edge.
  const table = dialog.getByRole('region', { name: 'Results' });
  const [lined, first] = [
    await table.boundingBox(),
    await dialog.getByRole('rowheader').first().boundingBox(),
  ];
  const picture = await readPicture(await table.screenshot());
  const line = (first?.y ?? 0) + (first?.height ?? 0) - (lined?.y ?? 0) - 1;
  const colours = [20, 60, 200, 320].map((x) => picture.at(x, Math.round(line)).join());
  expect(new Set(colours).size).toBe(1);
  expect(colours[0]).not.toBe(picture.at(4, Math.round(line) - 4).join());
  const cell = dialog.getByTitle('Samples of FastDepth by AbsRel');
  expect(await cell.textContent()).toMatch(/^0\.\d{4}0\.\d{4} to 0\.\d{4}$/);
  await cell.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'FastDepth: 3 samples by AbsRel, the worst first' }).waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  const samples = dialog.getByRole('listitem').getByRole('button', { name: /^rgb\// });
  const values = (await samples.allTextContents()).map((text) => Number(text.replace(/^.*png/, '')));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  await samples.first().focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('img', { name: 'FastDepth, error' }).waitFor();
  const pictures = await dialog
    .locator('figure img')
    .evaluateAll((all) => all.map((each) => each.getAttribute('alt')));
  expect(pictures).toEqual([
    'Photo',
    'Truth',
    'ZoeDepth',
    'ZoeDepth, error',
    'FastDepth',
    'FastDepth, error',
  ]);
  await page.mouse.move(4, 4);
  await keepPicture(page, 'benchmark-sample');
  await expectNone(page, 'benchmark, measured');

  // The sample on the stage; and what was measured is there when it is asked for again.
  await dialog.getByRole('button', { name: 'Show on the stage' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Benchmark' }).click();
  await dialog.getByText('6 of 6 measured', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByRole('button', { name: /^floor.*ScanNet as in Marigold · 2 models/ }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('floor.scannet-marigold.csv');
  expect((await engine.call('snapshot', {})).photos).toHaveLength(3);
  expect(troubles.filter((trouble) => !/400/.test(trouble))).toEqual([]);
});

test('a project that is opened while a benchmark is shown has benchmarks of its own; what failed is measured again', async () => {
  const root = await temporaryFolder();
  const dataset = join(root, 'floor');
  await makeDataset(dataset, 2);
  await rename(join(dataset, 'depth', '1.png'), join(root, '1.png'));
  await writeFile(join(dataset, 'depth', '1.png'), 'no depth');
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 960, height: 600 } });
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('menuitem', { name: 'Benchmark' }).click();
  const dialog = page.getByRole('dialog', { name: 'Benchmark' });
  const field = dialog.getByLabel('Folder with photos and truth, or a manifest');
  await field.fill(dataset);
  for (const name of ['Marigold', 'MetricGold', 'ZoeDepth', 'BetterDepth'])
    await dialog.getByLabel(name, { exact: true }).uncheck();
  await dialog.getByRole('button', { name: 'Measure 1 model' }).click();
  const again = dialog.getByRole('button', { name: 'Measure failed again (1)' });
  await again.waitFor();
  await rename(join(root, '1.png'), join(dataset, 'depth', '1.png'));
  await again.focus();
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  await dialog.getByText('2 of 2 measured', { exact: true }).waitFor();

  const { project } = await engine.call('snapshot', {});
  await engine.call('openProject', { folder: join(root, 'other'), create: true });
  await field.waitFor();
  expect(await dialog.getByText('Measured before').count()).toBe(0);
  await engine.call('openProject', { folder: project.folder });
  await dialog.getByText('2 of 2 measured', { exact: true }).waitFor();
  expect(troubles).toEqual([]);
});
