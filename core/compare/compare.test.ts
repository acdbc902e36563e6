import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  comparisonCsv,
  comparisonJson,
  comparisonMarkdown,
} from '../../contract/compare/comparison-table.ts';
import { truthSchema } from '../../contract/compare/truth.ts';
import type { Failure } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import { openTestEngine, RESOURCES, SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { createEngine } from '../host/engine.ts';
import { forkWorker } from '../host/fork-worker.ts';
import { createHandler } from '../host/http.ts';
import { readPlane } from '../project/planes.ts';

const prepared = mkdtemp(join(tmpdir(), 'depthroom-compare-'));
afterAll(async () => rm(await prepared, { recursive: true, force: true }));

/** A project with a photo and three finished runs of shipped packs: a metric, a relative and another metric one. Made once. */
beforeAll(async () => {
  const engine = await createEngine({
    dataFolder: await prepared,
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
  });
  const photo = await engine.importPhoto(SAMPLE, '<img src=x>&"coffee\'.png');
  const packIds = ['fastdepth', 'marigold-starter', 'zoedepth-starter'];
  for (const { id } of await engine.call('estimate', { photoIds: [photo.id], packIds }))
    await engine.whenEnded(id);
  await engine.close();
}, 120_000);

/** A copy of that project in an engine of its own. */
async function open() {
  const dataFolder = await temporaryFolder();
  await cp(await prepared, dataFolder, { recursive: true });
  const engine = await openTestEngine({ dataFolder });
  const { photos, runs } = await engine.call('snapshot', {});
  const [photo] = photos;
  expect(runs.map((run) => run.state)).toEqual(['done', 'done', 'done']);
  const plane = (file: string, size: { width: number; height: number }) =>
    readPlane(engine.findFile(file)?.path ?? '', size.width * size.height);
  const view = (run: Run) => plane(run.result?.view.file ?? '', run.result?.view ?? photo);
  /** What a depth camera would have seen, if the first run were the truth: millimetres in a PNG. */
  const truthPng = async () => {
    const metres = await view(runs[0]);
    const codes = Uint16Array.from(metres, (z, p) => (p % 7 === 0 ? 0 : Math.round(1000 * z)));
    return sharp(codes, { raw: { width: photo.width, height: photo.height, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
  };
  const upload = async (bytes: Uint8Array, query: string) => {
    const handle = createHandler(engine, '');
    const body = new Uint8Array(bytes);
    return handle(new Request(`http://depthroom/truths?${query}`, { method: 'POST', body }));
  };
  const [metric, relative, other] = runs;
  return { engine, photo, runs, metric, relative, other, plane, view, truthPng, upload };
}

test('runs are aligned to a run, measured, subtracted and kept', async () => {
  const { engine, photo, runs, metric, relative, plane } = await open();
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
  expect(engine.findFile(difference.file)).toBeNull();

  await engine.call('removeRuns', { runIds: [relative.id] });
  expect((await engine.call('snapshot', {})).comparisons).toEqual([]);
  expect(engine.findFile(again.subjects[2].difference?.file ?? '')).toBeNull();
});

test('a relative run is not compared as it is: said per run, thrown where nothing is left', async () => {
  const { engine, photo, metric, relative, other } = await open();
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
  const { engine, photo, metric, relative, truthPng, upload } = await open();
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
  expect([truth.original, confirmed.plane.file].map(engine.findFile)).toEqual([null, null]);

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
  const { engine, photo, metric } = await open();
  const options = format === 'exr' ? { format, colour: 'half' as const, normals: true } : { format };
  const { id } = await engine.call('exportDepthImage', { runId: metric.id, options });
  const file = engine.findExport(id);
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

test('a consensus is a run like any other', async () => {
  const { engine, photo, runs, metric, plane } = await open();
  const run = await engine.call('consensus', { photoId: photo.id, runIds: runs.map(({ id }) => id) });
  expect(run).toMatchObject({
    packTitle: 'Consensus of 3 runs',
    system: 'consensus',
    origin: 'starter',
    state: 'done',
    derivation: { kind: 'consensus', reference: { runId: metric.id } },
    result: {
      kind: 'metric',
      unit: 'metres',
      uncertainty: { unit: expect.stringContaining('3 aligned runs') },
    },
  });
  if (run.derivation?.kind !== 'consensus') throw new Error('expected a consensus');
  const { sources, outlier } = run.derivation;
  expect(sources.reduce((sum, { farthestShare }) => sum + farthestShare, 0)).toBeCloseTo(1, 9);
  expect(outlier?.share).toBe(Math.max(...sources.map(({ farthestShare }) => farthestShare)));
  expect(run.notes[1]).toContain(`"${outlier?.title}" lies farthest`);
  const spread = await plane(run.result?.uncertainty?.view.file ?? '', photo);
  expect(spread.every((value) => value >= 0)).toBe(true);
  expect((await engine.call('exportDepthImage', { runId: run.id, options: {} })).state).toBe('done');
  await expect(engine.call('retryRun', { runId: run.id })).rejects.toThrow(/made from other runs/);
});

test('a relative run becomes metric by known depths, and by the scale of a metric run', async () => {
  const { engine, photo, metric, relative, view } = await open();
  const values = await view(relative);
  const at = (x: number, y: number) => ({
    at: { x: x + 0.5, y: y + 0.5 },
    value: values[y * photo.width + x],
  });
  const places = [at(5, 70), at(60, 10), at(90, 40)];
  const lengths = places.map((place) => ({
    what: 'depth' as const,
    at: place.at,
    metres: 3 * place.value + 1.5,
  }));
  const run = await engine.call('calibrate', { runId: relative.id, by: { lengths } });
  expect(run).toMatchObject({
    packTitle: 'Marigold (starter weights), calibrated',
    system: 'calibrated',
    result: { kind: 'metric', unit: 'metres', placement: relative.result?.placement },
    derivation: {
      kind: 'calibrated',
      source: { runId: relative.id },
      space: 'depth',
      scale: expect.closeTo(3, 3),
      shift: expect.closeTo(1.5, 3),
      lengths: lengths.map(({ metres }) => ({
        what: 'depth of a point',
        givenInMetres: metres,
        foundInMetres: expect.closeTo(metres, 4),
      })),
    },
  });
  const metres = await view(run);
  expect(Math.abs(metres[100] - (3 * values[100] + 1.5))).toBeLessThan(2e-3);

  const borrowed = await engine.call('calibrate', {
    runId: relative.id,
    by: { referenceRunId: metric.id, fit: 'least-squares' },
  });
  const { subjects } = await engine.call('compare', {
    photoId: photo.id,
    runIds: [relative.id, borrowed.id],
    reference: { runId: metric.id },
    alignment: { method: 'affine' },
  });
  expect(subjects[1].fit).toMatchObject({ scale: expect.closeTo(1, 3), shift: expect.closeTo(0, 2) });
  await expect(
    engine.call('calibrate', { runId: metric.id, by: { referenceRunId: relative.id } }),
  ).rejects.toThrow(/Expected a metric run to borrow/);
  await expect(
    engine.call('calibrate', { runId: relative.id, by: { lengths: lengths.slice(0, 1) } }),
  ).rejects.toThrow(/Expected two known lengths/);
});

test('a box has statistics of every run and of the reference, aligned', async () => {
  const { engine, photo, metric, relative } = await open();
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
  const { engine, photo, runs, truthPng } = await open();
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
  const html = await readFile(engine.findExport(item.id)?.path ?? '', 'utf8');
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

  const sheet = await engine.call('writeReport', { comparisonId: id, format: 'contact-sheet' });
  const { width, height, format } = await sharp(engine.findExport(sheet.id)?.path).metadata();
  expect({ width, height, format }).toEqual({
    width: 3 * (96 + 16) + 16,
    height: 3 * (80 + 44 + 16) + 16,
    format: 'png',
  });
});
