import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PRESETS } from '../../contract/exports/presets.ts';
import { temporaryFolder } from '../open-engine.ts';
import { browserOfFile, openApp } from './open-app.ts';
import { COFFEE } from './stage-picture.ts';

const browser = browserOfFile();

/** As the page prints a value: three digits. */
const printed = (value: number) => String(Number(value.toPrecision(3)));

test('the ends that the preview names are those of the file, also where that is larger than the stage’s map', async () => {
  const large = join(await temporaryFolder(), 'large.png');
  await sharp(COFFEE).resize(2600, 1733).png({ compressionLevel: 1 }).toFile(large);
  const { page, engine, troubles } = await openApp(browser(), { viewport: { width: 1000, height: 640 } });
  const photo = await engine.importPhoto(large, 'large.png');
  const [queued] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const run = await engine.whenEnded(queued.id);
  await page
    .getByLabel(/^large.png/)
    .first()
    .click();
  await page.getByRole('tab', { name: 'Export' }).click();

  /** What stands in the sidecar of a file that is written with these options. */
  const written = async (options: object) => {
    const made = await engine.call('exportDepthImage', { runId: run.id, options });
    const { path } = (await engine.findExport(made.id)) ?? { path: '' };
    const { depthImage } = JSON.parse(await readFile(`${path}.json`, 'utf8'));
    return depthImage as Record<string, number> & Record<'black' | 'white', { value: number }>;
  };
  const shown = async (label: RegExp) => {
    await page.getByText(label).first().waitFor();
    const text = await page.getByTestId('depth-preview').getAttribute('aria-label');
    return (text?.match(/(near|far), [\d.e-]+/g) ?? []).map((end) => end.replace(/.*, /, ''));
  };

  await page.getByRole('radio', { name: /^After Effects/ }).click();
  const afterEffects = await written(PRESETS['after-effects'].options);
  expect(await shown(/^black: near/)).toEqual(
    [afterEffects.black, afterEffects.white].map(({ value }) => printed(value)),
  );

  await page.getByRole('radio', { name: /^DaVinci Resolve/ }).click();
  const resolve = await written(PRESETS.resolve.options);
  expect(await shown(/^black: far/)).toEqual(
    [resolve.black, resolve.white].map(({ value }) => printed(value)),
  );

  await page.getByRole('radio', { name: /^Nuke, 1\/Z/ }).click();
  const nuke = await written(PRESETS['nuke-inverse-z'].options);
  expect(await shown(/1\/m/)).toEqual([printed(nuke.minimum), printed(nuke.maximum)]);

  await page.getByRole('radio', { name: /^Custom/ }).click();
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: /^Coloured PNG/ }).click();
  const coloured = await written({ format: 'preview' });
  expect(await shown(/^first colour: far/)).toEqual([
    printed(coloured.farValue),
    printed(coloured.nearValue),
  ]);
  expect(troubles).toEqual([]);
});
