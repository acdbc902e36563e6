import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  comparisonCsv,
  comparisonJson,
  comparisonMarkdown,
} from '../../contract/compare/comparison-table.ts';
import { truthSchema } from '../../contract/compare/truth.ts';
import type { Failure } from '../../contract/errors.ts';
import { openCompared, prepareCompared } from '../../test/compared-project.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { CAPTION } from './report/caption-svg.ts';

prepareCompared();

test('runs are aligned to a run, measured, subtracted and kept', async () => {
  const { engine, photo, runs, metric, relative, plane } = await openCompared();
  const runIds = runs.map((run) => run.id);
  const comparison = await engine.call('compare', {
    photoId: photo.id,
    runIds,
    reference: { runId: metric.id },
  });
  expect(comparison).toMatchObject({
    runIds,
    referenceTitle: metric.packTitle,
    referenceKind: 'metric',
    unit: 'metres',
    size: { width: photo.width, height: photo.height },
    range: { minimum: 1e-3, maximum: null },
  });
  const [first, second] = comparison.subjects;
  expect(first).toMatchObject({ isReference: true, fit: null, difference: null });
  expect(second).toMatchObject({
    runId: relative.id,
    kind: 'affine-depth',
    refusal: null,
    fit: { space: 'depth', validPixels: photo.width * photo.height },
  });
  // The difference plane and the number must tell the same story.
  const { difference, metrics } = second;
  if (!difference) throw new Error('expected a difference');
  const values = await plane(difference.file, difference);
  const rmse = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  expect(rmse).toBeCloseTo(metrics?.rmse ?? Number.NaN, 5);
  expect(comparison.pairs).toHaveLength(6);
  const same = comparison.pairs.filter((pair) => [pair.runId, pair.referenceRunId].includes(relative.id));
  expect(same.every((pair) => pair.residualShare !== null && pair.residualShare <= 1.0001)).toBe(true);

  expect((await engine.call('snapshot', {})).comparisons).toEqual([comparison]);
  expect(comparisonMarkdown(comparison)).toContain('| Marigold (starter weights) | affine-depth | depth |');
  expect(comparisonCsv(comparison).split('\r\n')).toHaveLength(5);
  expect(JSON.parse(comparisonJson(comparison)).protocol[0]).toContain('a model, not the truth');

  const arranged = await engine.call('arrangeComparison', {
    comparisonId: comparison.id,
    view: { layout: 'grid' },
  });
  expect(arranged).toEqual({ ...comparison, view: { layout: 'grid' } });
  const again = await engine.call('compare', {
    photoId: photo.id,
    runIds,
    reference: { runId: metric.id },
    alignment: { method: 'scale', fit: 'robust' },
    comparisonId: comparison.id,
  });
  expect(again).toMatchObject({ id: comparison.id, view: { layout: 'grid' } });
  expect(again.subjects[1].fit?.notes).toEqual([expect.stringContaining('shift of this relative map')]);
  expect(await engine.findFile(difference.file)).toBeNull();

  await engine.call('removeRuns', { runIds: [relative.id] });
  expect((await engine.call('snapshot', {})).comparisons).toEqual([]);
  expect(await engine.findFile(again.subjects[2].difference?.file ?? '')).toBeNull();
});

test('a relative run is not compared as it is: said per run, thrown where nothing is left', async () => {
  const { engine, photo, metric, relative, other } = await openCompared();
  const none = { photoId: photo.id, reference: { runId: metric.id }, alignment: { method: 'none' as const } };
  const { subjects } = await engine.call('compare', { ...none, runIds: [relative.id, other.id] });
  expect(subjects.map(({ refusal, fit }) => [refusal?.slice(0, 55) ?? null, fit?.scale ?? null])).toEqual([
    ['A map that is relative in depth has an unknown scale an', null],
    [null, 1],
  ]);
  await expect(engine.call('compare', { ...none, runIds: [relative.id] })).rejects.toThrow(
    /unknown scale and shift/,
  );
  expect((await engine.call('snapshot', {})).comparisons).toHaveLength(1);
  const second = await engine.importPhoto(
    join(import.meta.dirname, '../../test/parity/images/chelsea_83x61.png'),
    'cat.png',
  );
  await expect(engine.call('compare', { ...none, photoId: second.id, runIds: [other.id] })).rejects.toThrow(
    /is of another photo/,
  );
});

test('ground truth comes in, is recognised, confirmed, compared with and removed', async () => {
  const { engine, photo, metric, relative, truthPng, upload } = await openCompared();
  const response = await upload(await truthPng(), `photo=${photo.id}&name=depth.png`);
  const truth = truthSchema.parse(await response.json());
  expect(truth).toMatchObject({
    photoId: photo.id,
    name: 'depth.png',
    format: 'png',
    confidence: 'guessed',
    kind: 'metric',
    convention: { scale: 0.001, invalid: 0 },
    reasons: [expect.stringContaining('most often millimetres')],
  });
  expect((await engine.call('snapshot', {})).truths).toEqual([truth]);
  const question = {
    photoId: photo.id,
    runIds: [metric.id, relative.id],
    reference: { truthId: truth.id },
    alignment: { method: 'none' as const },
  };
  const { subjects, size } = await engine.call('compare', question);
  expect(size).toEqual({ width: photo.width, height: photo.height });
  // The run is its own truth but for the rounding to a millimetre and the holes.
  expect(subjects[0].fit?.validPixels).toBe(truth.validPixels);
  expect(subjects[0].metrics?.rmse).toBeLessThan(3e-4);
  expect(subjects[0].metrics).toMatchObject({ delta1: 1, spearman: expect.closeTo(1, 4) });

  const confirmed = await engine.call('confirmTruth', { truthId: truth.id, convention: { scale: 0.002 } });
  expect(confirmed).toMatchObject({ confidence: 'confirmed', convention: { scale: 0.002, invalid: 0 } });
  expect(confirmed.maximum).toBeCloseTo(2 * truth.maximum, 6);
  // Numbers against the old reading are gone with it.
  expect((await engine.call('snapshot', {})).comparisons).toEqual([]);
  const scaled = await engine.call('compare', { ...question, alignment: { method: 'scale' } });
  expect(scaled.subjects[0].fit?.scale).toBeCloseTo(2, 3);

  await engine.call('removeTruth', { truthId: truth.id });
  const { truths, comparisons } = await engine.call('snapshot', {});
  expect({ truths, comparisons }).toEqual({ truths: [], comparisons: [] });
  expect(await Promise.all([truth.original, confirmed.plane.file].map(engine.findFile))).toEqual([
    null,
    null,
  ]);

  const refused = await upload(Buffer.from('no depth at all in here'), `photo=${photo.id}&name=a.txt`);
  expect((await refused.json()) as Failure).toMatchObject({ code: 'unsupported-format' });
});

test.each([
  'png16',
  'tiff16',
  'tiff32',
  'exr',
  'pfm',
  'npy',
  'npz',
] as const)('what is exported as %s reads back as ground truth', async (format) => {
  const { engine, photo, metric } = await openCompared();
  const options = format === 'exr' ? { format, colour: 'half' as const, normals: true } : { format };
  const { id } = await engine.call('exportDepthImage', { runId: metric.id, options });
  const file = await engine.findExport(id);
  if (!file) throw new Error('expected an export');
  const truth = await engine.importTruth({ photoId: photo.id, path: file.path, name: file.fileName });
  expect(truth).toMatchObject({ kind: 'metric', validPixels: photo.width * photo.height });
  const { subjects } = await engine.call('compare', {
    photoId: photo.id,
    runIds: [metric.id],
    reference: { truthId: truth.id },
    alignment: { method: 'none' },
  });
  const isGrey = format === 'png16' || format === 'tiff16';
  expect(subjects[0].metrics?.rmse).toBeLessThan(isGrey ? 1e-4 : 1e-12);
  expect(truth.confidence).toBe(isGrey ? 'certain' : 'guessed');
});

test('a box has statistics of every run and of the reference, aligned', async () => {
  const { engine, photo, metric, relative } = await openCompared();
  const box = { left: 10, top: 20, width: 30, height: 10 };
  const rows = await engine.call('measureBox', {
    photoId: photo.id,
    runIds: [relative.id],
    reference: { runId: metric.id },
    box,
  });
  expect(rows.map(({ title, unit, isAligned, pixels }) => ({ title, unit, isAligned, pixels }))).toEqual([
    { title: relative.packTitle, unit: 'metres', isAligned: true, pixels: 300 },
    { title: metric.packTitle, unit: 'metres', isAligned: false, pixels: 300 },
  ]);
  expect(rows.every((row) => row.planarityInMetres !== null && row.planarityInMetres >= 0)).toBe(true);
  const [alone] = await engine.call('measureBox', { photoId: photo.id, runIds: [relative.id], box });
  expect(alone).toMatchObject({ unit: 'relative', isAligned: false, planarityInMetres: null });
});

test('a report stands by itself and runs nothing, and the contact sheet is a picture', async () => {
  const { engine, photo, runs, truthPng } = await openCompared();
  const folder = await temporaryFolder();
  const path = join(folder, '<script>depth.png');
  await writeFile(path, await truthPng());
  const truth = await engine.importTruth({ photoId: photo.id, path, name: '<script>depth.png' });
  const { id } = await engine.call('compare', {
    photoId: photo.id,
    runIds: runs.map((run) => run.id),
    reference: { truthId: truth.id },
  });
  const item = await engine.call('writeReport', { comparisonId: id, format: 'html' });
  expect(item).toMatchObject({
    kind: 'comparison',
    state: 'done',
    options: { comparisonId: id, format: 'html' },
  });
  const html = await readFile((await engine.findExport(item.id))?.path ?? '', 'utf8');
  expect(html).not.toMatch(/<script|<img src=x|https?:\/\/|onerror/i);
  expect(html).toContain('&lt;img src=x&gt;&amp;&quot;coffee&#39;.png');
  for (const words of [
    'starter weights, not the published ones',
    'AbsRel',
    'Nobody confirmed this (guessed).',
    'Rank correlation of distances',
    'licence Apache-2.0',
  ])
    expect(html).toContain(words);
  // The photo, the truth, three maps and three differences.
  expect(html.match(/src="data:image\/(jpeg|png);base64,/g)).toHaveLength(8);

  const inGerman = await engine.call('writeReport', {
    comparisonId: id,
    format: 'html',
    options: { language: 'de' },
  });
  const german = await readFile((await engine.findExport(inGerman.id))?.path ?? '', 'utf8');
  expect(german).toContain('<html lang="de">');
  const read = german.replace(/<style>[\s\S]*<\/style>|<[^>]*>/g, ' ');
  expect(
    read.match(/\b(the|is|are|which|with|written|pixels|near|far|licence|settings|of)\b/gi)?.at(0),
  ).toBeUndefined();
  expect(read.match(/\d\.\d+ (m|1\/m|%)/)?.at(0)).toBeUndefined();
  for (const words of [
    'Startergewichte, nicht die veröffentlichten',
    'Nicht bestätigt (geraten).',
    'Das Foto',
  ])
    expect(german).toContain(words);

  const sheet = await engine.call('writeReport', { comparisonId: id, format: 'contact-sheet' });
  const { width, height, format } = await sharp((await engine.findExport(sheet.id))?.path).metadata();
  expect({ width, height, format }).toEqual({
    width: 3 * (96 + 16) + 16,
    height: 3 * (80 + CAPTION + 16) + 16,
    format: 'png',
  });
});
