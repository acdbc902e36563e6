import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProject } from '../../core/project/care/check-project.ts';
import { openProject } from '../../core/project/project.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

const fastdepth = { packIds: ['fastdepth'] };
const altered = { code: 'altered', message: expect.stringMatching(/changed since: import its photo again/) };

test('planes and originals that were changed on the disk are not worked with, and the way out works', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [queued] = await engine.call('estimate', { photoIds: [photo.id], ...fastdepth });
  const run = await engine.whenEnded(queued.id);
  const fileOf = (address: string) => join(dataFolder, 'Default project', 'files', address);
  const model = run.result?.model.file ?? '';

  // Every value three times as far.
  const bytes = await readFile(fileOf(model));
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  await writeFile(fileOf(model), new Uint8Array(values.map((value) => value * 3).buffer));
  await expect(engine.call('exportPointCloud', { runId: run.id, options: {} })).rejects.toMatchObject(
    altered,
  );
  const known = { what: 'depth' as const, at: { x: 10, y: 10 }, metres: 2 };
  await expect(engine.call('calibrate', { runId: run.id, by: { lengths: [known] } })).rejects.toMatchObject(
    altered,
  );
  // Running again writes the same planes, which puts the file back.
  const [again] = await engine.call('estimate', { photoIds: [photo.id], ...fastdepth });
  expect((await engine.whenEnded(again.id)).result?.model.file).toBe(model);
  expect((await engine.call('exportPointCloud', { runId: run.id, options: {} })).state).toBe('done');

  await writeFile(fileOf(photo.files.original), await readFile(fileOf(photo.files.thumbnail)));
  await expect(engine.call('exportPointCloud', { runId: run.id, options: {} })).rejects.toMatchObject(
    altered,
  );
  const [refused] = await engine.call('estimate', { photoIds: [photo.id], ...fastdepth });
  expect(await engine.whenEnded(refused.id)).toMatchObject({ state: 'failed', error: altered });
  expect(await engine.importPhoto(SAMPLE, 'coffee.png')).toEqual(photo);
  expect((await engine.call('exportPointCloud', { runId: run.id, options: {} })).state).toBe('done');
  await engine.close();

  await rm(fileOf(photo.files.preview));
  const project = await openProject(join(dataFolder, 'Default project'), { create: false });
  const { damaged } = await checkProject(project, () => {});
  expect(damaged).toEqual([{ what: 'photo coffee.png', file: photo.files.preview, problem: 'missing' }]);
  project.close();
});
