import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { photoOf, runOf } from '../../../test/fixtures/finished-run.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { createBackground } from '../../disk/background.ts';
import type { Project } from '../project.ts';
import { inProjectAlone } from '../take-up.ts';
import { type MergeOptions, mergeProjects } from './merge-projects.ts';

const FACTS = {
  photo: { width: 2, height: 2 },
  depth: { kind: 'metric' as const, width: 2, height: 2, values: new Float32Array(4).fill(1) },
};

function inProject<Result>(folder: string, work: (project: Project) => Promise<Result>): Promise<Result> {
  return inProjectAlone(folder, { create: true }, createBackground(), work);
}

async function stage(project: Project, texts: readonly string[]) {
  const files = texts.map((text) => ({ text, path: project.files.temporary(), type: 'image/png' }));
  for (const { path, text } of files) await writeFile(path, text);
  return project.files.stage(files);
}

/** A photo of these bytes. */
async function addPhoto(project: Project, bytes: string, id: string = randomUUID()): Promise<Photo> {
  const staged = await stage(project, [bytes, `${bytes} small`, `${bytes} smaller`]);
  const [original, preview, thumbnail] = staged.map(({ address }) => address);
  const photo = {
    ...photoOf({ ...FACTS, name: `${bytes}.png` }),
    id,
    files: { original, preview, thumbnail },
  };
  await project.files.write(staged, ({ put }) => {
    staged.forEach(put);
    project.photos.insert(photo);
  });
  return photo;
}

/** A run of it with this map, or without one. */
async function addRun(project: Project, photoId: string, map: string | null, changes: Partial<Run> = {}) {
  const staged = map === null ? [] : await stage(project, [map, `${map} to be seen`]);
  const whole = runOf(FACTS);
  const result = whole.result && {
    ...whole.result,
    model: { ...whole.result.model, file: staged[0]?.address ?? '' },
    view: { ...whole.result.view, file: staged[1]?.address ?? '' },
  };
  const ended = map === null ? { state: 'failed' as const, result: null } : { result };
  const run: Run = { ...whole, id: randomUUID(), photoId, ...ended, ...changes };
  await project.files.write(staged, ({ put }) => {
    staged.forEach(put);
    project.runs.insert(run);
  });
  return run;
}

function merge(into: string, sources: string[], changes: Partial<MergeOptions> = {}) {
  return inProject(into, (project) =>
    mergeProjects(project, sources, {
      signal: new AbortController().signal,
      report: () => {},
      open: inProject,
      ...changes,
    }),
  );
}

const rowsIn = (folder: string) =>
  inProject(folder, async ({ photos, runs }) => ({ photos: photos.all(), runs: runs.all() }));

test('the same bytes are one photo, the same map is one run, ids that mean two things are told apart, and twice is once', async () => {
  const folder = await temporaryFolder();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, name));
  const id = randomUUID();
  const priorOfB = randomUUID();
  await inProject(a, async (project) => {
    const photo = await addPhoto(project, 'same');
    await addRun(project, photo.id, 'one map');
    await addRun(project, photo.id, null, { id, error: { code: 'too-large', message: 'In a.' } });
    await addPhoto(project, 'of a', priorOfB);
  });
  await inProject(b, async (project) => {
    const photo = await addPhoto(project, 'same');
    await addRun(project, photo.id, 'one map');
    await addRun(project, photo.id, 'one map', { options: { flip: false } });
    await addRun(project, photo.id, null, { id, error: { code: 'too-large', message: 'In b.' } });
    // An id that is a photo there, and of another one here.
    const other = await addPhoto(project, 'of b', priorOfB);
    const prior = await addRun(project, other.id, 'prior');
    await addRun(project, other.id, 'refined', { priorRunId: prior.id });
  });

  const merged = await merge(c, [a, b]);
  expect(merged.added).toEqual({ photos: 3, runs: 6, exports: 0, truths: 0, comparisons: 0 });
  expect(merged).toMatchObject({ known: 2, left: [] });
  const { photos, runs } = await rowsIn(c);
  expect(photos.map(({ name }) => name).sort()).toEqual(['of a.png', 'of b.png', 'same.png']);
  const photoOfRun = (run: Run) => photos.find((photo) => photo.id === run.photoId)?.name;
  expect(runs.map(photoOfRun).sort()).toEqual([...Array(2).fill('of b.png'), ...Array(4).fill('same.png')]);
  expect(runs.flatMap(({ error }) => error?.message ?? []).sort()).toEqual(['In a.', 'In b.']);
  expect(new Set([...photos, ...runs].map((row) => row.id)).size).toBe(9);
  const refined = runs.find(({ priorRunId }) => priorRunId !== null);
  expect(runs.find((run) => run.id === refined?.priorRunId)?.photoId).toBe(refined?.photoId);

  const again = await merge(c, [b, a, b]);
  expect(again.added).toEqual({ photos: 0, runs: 0, exports: 0, truths: 0, comparisons: 0 });
  expect(await rowsIn(c)).toEqual({ photos, runs });
});

test('a merge that ends early leaves the project as it was; what is damaged in a source is said and left out', async () => {
  const folder = await temporaryFolder();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, name));
  const good = await inProject(a, async (project) => {
    const photo = await addPhoto(project, 'good');
    return addRun(project, photo.id, 'its map');
  });
  await inProject(b, async (project) => {
    const photo = await addPhoto(project, 'bad');
    await addRun(project, photo.id, 'map of a photo that is lost');
    await rm(project.files.pathOf(photo.files.original));
  });
  await inProject(c, async (project) => addRun(project, (await addPhoto(project, 'here')).id, 'here too'));
  const before = [await rowsIn(c), (await readdir(join(c, 'files'))).sort()];

  const stop = new AbortController();
  // After the photo of the first source, before its run.
  await expect(merge(c, [a], { signal: stop.signal, report: () => stop.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  // Nor does what was copied take room, on a disk that was full perhaps.
  expect(await readdir(join(c, 'temporary'))).toEqual([]);
  expect([await rowsIn(c), (await readdir(join(c, 'files'))).sort()]).toEqual(before);
  await expect(merge(c, [a, c])).rejects.toMatchObject({ code: 'bad-input' });
  await expect(
    merge(c, [a, join(folder, 'none')], {
      open: (each, work) => inProjectAlone(each, { create: false }, createBackground(), work),
    }),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect([await rowsIn(c), (await readdir(join(c, 'files'))).sort()]).toEqual(before);

  const merged = await merge(c, [a, b]);
  expect(merged.added).toMatchObject({ photos: 1, runs: 1 });
  expect(merged.lost).toBe(1);
  expect(merged.left).toEqual([
    expect.stringMatching(/photos .* 1 of its files are missing or were changed/),
  ]);
  expect((await rowsIn(c)).runs.map(({ id }) => id)).toContain(good.id);
});
