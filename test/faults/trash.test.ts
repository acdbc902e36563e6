import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../core/host/engine.ts';
import { openProject } from '../../core/project/project.ts';
import { emptyExpired } from '../../core/project/trash/empty-trash.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { alterDatabase, keptFiles, projectOfSchema2, tinyPhoto } from './folders.ts';

/** A photo with a run, one that was calibrated from it, a comparison of both, and an export of the first. */
async function open() {
  const folder = await projectOfSchema2();
  const kept = await keptFiles(folder);
  const engine = await openTestEngine({ projectFolder: folder });
  const rows = () => rowsOf(engine);
  const before = await rows();
  const [photo] = before.photos;
  const [run, calibrated] = before.runs;
  return { folder, kept, engine, rows, before, photo, run, calibrated, exported: before.exports[0] };
}

async function rowsOf(engine: Engine) {
  const { photos, runs, truths, comparisons, exports } = await engine.call('snapshot', {});
  return { photos, runs, truths, comparisons, exports };
}

test('a photo comes back with all that hung on it, to the byte', async () => {
  const { folder, kept, engine, rows, before, photo, exported } = await open();
  const { trashId } = await engine.call('removePhotos', { photoIds: [photo.id] });
  expect(Object.values(await rows()).flat()).toEqual([]);
  expect(await engine.findFile(photo.files.original)).toBeNull();
  expect(await engine.call('listTrash', {})).toMatchObject([
    { id: trashId, kind: 'photos', title: 'tiny.png', count: 5, goesAt: expect.any(String) },
  ]);
  expect((await engine.call('snapshot', {})).trash).toEqual({ removed: 1, unknownFiles: 0 });

  expect(await engine.call('restoreTrash', { trashIds: [trashId] })).toEqual({ restored: [trashId] });
  expect(await rows()).toEqual(before);
  expect(await engine.findFile(photo.files.original)).not.toBeNull();
  expect(await engine.findExport(exported.id)).not.toBeNull();
  expect(await keptFiles(folder)).toEqual(kept);
  expect(await engine.call('listTrash', {})).toEqual([]);
});

test('what is emptied is gone with its files, and nothing else is', async () => {
  const { folder, engine, photo, run, exported } = await open();
  const other = await engine.importPhoto(await tinyPhoto(9), 'other.png');
  const { trashId } = await engine.call('removeRuns', { runIds: [run.id] });
  expect(existsSync(join(folder, 'exports', exported.id))).toBe(true);
  expect(await engine.call('emptyTrash', { trashIds: [trashId] })).toEqual({ emptied: 1 });
  expect(existsSync(join(folder, 'exports', exported.id))).toBe(false);
  expect(await keptFiles(folder)).not.toContain(run.result?.model.file);
  for (const { files } of [photo, other])
    for (const address of Object.values(files)) expect(await keptFiles(folder)).toContain(address);
  await expect(engine.call('restoreTrash', { trashIds: [trashId] })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('what a person put beside an export stays where it is when that goes', async () => {
  const { folder, engine, exported } = await open();
  const beside = join(folder, 'exports', exported.id, 'letter.txt');
  await writeFile(beside, 'a letter');
  await engine.call('removeExport', { exportId: exported.id });
  await engine.call('emptyTrash', {});
  expect(await readdir(join(folder, 'exports', exported.id))).toEqual(['letter.txt']);
});

test.each([
  ['first removed, first back', [0, 1, 2, 3]],
  ['last removed, first back', [3, 2, 1, 0]],
  ['mixed', [2, 0, 3, 1]],
])('removals come back in any order: %s', async (_, order) => {
  const { engine, rows, before, photo, run, calibrated, exported } = await open();
  const removed = [
    await engine.call('removeExport', { exportId: exported.id }),
    await engine.call('removeComparison', { comparisonId: before.comparisons[0].id }),
    await engine.call('removeRuns', { runIds: [run.id, calibrated.id] }),
    await engine.call('removePhotos', { photoIds: [photo.id] }),
  ].map(({ trashId }) => trashId);
  const restored = new Set<string>();
  for (const k of order) {
    if (restored.has(removed[k])) continue;
    const answer = await engine.call('restoreTrash', { trashIds: [removed[k]] });
    for (const id of answer.restored) restored.add(id);
  }
  expect(restored).toEqual(new Set(removed));
  expect(await rows()).toEqual(before);
});

test('a run brings its photo along; where that is gone for good it says so, until the photo is imported again', async () => {
  const { engine, rows, photo, run, calibrated } = await open();
  const runs = await engine.call('removeRuns', { runIds: [run.id] });
  const gone = await engine.call('removePhotos', { photoIds: [photo.id] });
  expect((await engine.call('restoreTrash', { trashIds: [runs.trashId] })).restored).toHaveLength(2);
  expect((await rows()).photos).toEqual([photo]);

  const again = await engine.call('removeRuns', { runIds: [run.id] });
  const second = await engine.call('removePhotos', { photoIds: [photo.id] });
  expect(gone.trashId).not.toBe(second.trashId);
  const original = await engine.findFile(photo.files.original);
  expect(original).toBeNull();
  await engine.call('emptyTrash', { trashIds: [second.trashId] });
  await expect(engine.call('restoreTrash', { trashIds: [again.trashId] })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('its photo'),
  });
  expect((await engine.call('listTrash', {})).map(({ id }) => id)).toEqual([again.trashId]);
  expect(calibrated.id).not.toBe(run.id);
});

test('runs of a photo that was imported again come back to the new one', async () => {
  const engine = await openTestEngine();
  const path = await tinyPhoto(4);
  const first = await engine.importPhoto(path, 'first.png');
  const [queued] = await engine.call('estimate', { photoIds: [first.id], packIds: ['fastdepth'] });
  const run = await engine.whenEnded(queued.id);
  const { trashId } = await engine.call('removePhotos', { photoIds: [first.id] });
  const second = await engine.importPhoto(path, 'second.png');
  await engine.call('restoreTrash', { trashIds: [trashId] });
  const { photos, runs } = await rowsOf(engine);
  expect(photos).toEqual([second]);
  expect(runs).toEqual([{ ...run, photoId: second.id }]);
});

test('ground truth and a comparison to it come back together, whichever is asked for', async () => {
  const { engine, rows, photo, run } = await open();
  const made = await engine.call('exportDepthImage', { runId: run.id, options: { format: 'npy' } });
  const file = await engine.findExport(made.id);
  if (!file) throw new Error('expected an export');
  const truth = await engine.importTruth({ photoId: photo.id, path: file.path, name: file.fileName });
  const reference = { truthId: truth.id };
  const comparison = await engine.call('compare', { photoId: photo.id, runIds: [run.id], reference });
  const before = await rows();
  const removed = [
    await engine.call('removeComparison', { comparisonId: comparison.id }),
    await engine.call('removeTruth', { truthId: truth.id }),
  ].map(({ trashId }) => trashId);
  expect((await rows()).truths).toEqual([]);
  expect(await engine.findFile(truth.original)).toBeNull();
  const { restored } = await engine.call('restoreTrash', { trashIds: [removed[0]] });
  expect(restored.sort()).toEqual(removed.sort());
  expect(await rows()).toEqual(before);
  expect(await engine.findFile(truth.original)).not.toBeNull();
});

test('a run that is removed while it waits or works comes back as stopped', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(await tinyPhoto(8), 'tiny.png');
  const queued = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth', 'fastdepth'] });
  const { trashId } = await engine.call('removeRuns', { runIds: queued.map(({ id }) => id) });
  await engine.call('restoreTrash', { trashIds: [trashId] });
  const { runs } = await engine.call('snapshot', {});
  expect(runs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
});

test('after thirty days what a person removed goes; files that no row speaks of do not', async () => {
  const { folder, kept, engine, photo } = await open();
  await engine.call('removePhotos', { photoIds: [photo.id] });
  await engine.close();
  const project = await openProject(folder, { create: false });
  const day = 24 * 60 * 60 * 1000;
  expect(await emptyExpired(project, Date.now() + 29 * day)).toBe(0);
  expect(await keptFiles(folder)).toEqual(kept);
  expect(await emptyExpired(project, Date.now() + 31 * day)).toBe(1);
  expect(await keptFiles(folder)).toEqual([]);
  project.close();
});

test('a trash that somebody else wrote cannot bring back what is no row', async () => {
  const { folder, engine, photo } = await open();
  const { trashId } = await engine.call('removePhotos', { photoIds: [photo.id] });
  await engine.close();
  alterDatabase(folder, (database) =>
    database.exec(
      `UPDATE trash SET content = json_set(content, '$.exports[0].id', '../../Pictures', '$.removed_at', 7)`,
    ),
  );
  const again = await openTestEngine({ projectFolder: folder, dataFolder: await temporaryFolder() });
  await expect(again.call('restoreTrash', { trashIds: [trashId] })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await again.close();
  alterDatabase(folder, (database) =>
    database.exec("INSERT INTO trash SELECT 'x', kind, title, 'some day', '{not json' FROM trash"),
  );
  const third = await openTestEngine({ projectFolder: folder, dataFolder: await temporaryFolder() });
  expect(await third.call('listTrash', {})).toHaveLength(2);
  await expect(third.call('restoreTrash', { trashIds: ['x'] })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await third.call('emptyTrash', {})).toEqual({ emptied: 2 });
});
