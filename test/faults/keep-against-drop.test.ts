import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders } from '../../core/disk/make-folder.ts';
import { keepExport } from '../../core/exports/keep-export.ts';
import { checkProject } from '../../core/project/care/check-project.ts';
import type { Context } from '../../core/project/context.ts';
import { openProject, type Project } from '../../core/project/project.ts';
import { addressesIn } from '../../core/project/references.ts';
import { emptyTrash } from '../../core/project/trash/empty-trash.ts';
import { moveToTrash } from '../../core/project/trash/move-to-trash.ts';
import { runOf } from '../fixtures/finished-run.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { keptFiles, projectOfSchema2, tinyPhoto } from './folders.ts';

test('a photo that is imported while the same one is removed is there with its files, or not at all', async () => {
  const dataFolder = await temporaryFolder();
  const [one, other] = [await openTestEngine({ dataFolder }), await openTestEngine({ dataFolder })];
  const path = await tinyPhoto(5);
  let { id } = await one.importPhoto(path, 'tiny.png');
  for (let k = 0; k < 12; k++) {
    const remove = async () => {
      await other.call('removePhotos', { photoIds: [id] });
      await other.call('emptyTrash', {});
    };
    await Promise.all([one.importPhoto(path, 'tiny.png'), remove()]);
    const again = await one.importPhoto(path, 'tiny.png');
    for (const address of Object.values(again.files)) expect(await one.findFile(address)).not.toBeNull();
    id = again.id;
  }
  const { photos } = await one.call('snapshot', {});
  expect(photos).toHaveLength(1);
  expect(await keptFiles(join(dataFolder, 'Default project'))).toEqual(Object.values(photos[0].files).sort());
});

test('the same from two processes, one of which is killed', async () => {
  const dataFolder = await temporaryFolder();
  const path = await tinyPhoto(7);
  const engine = await openTestEngine({ dataFolder });
  const child = fork(new URL('./import-and-remove.ts', import.meta.url), [dataFolder, path], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  for (let k = 0; k < 15; k++) {
    const { id } = await engine.importPhoto(path, 'tiny.png');
    await engine.call('removePhotos', { photoIds: [id] }).catch(() => undefined);
    await engine.call('emptyTrash', {});
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const photo = await engine.importPhoto(path, 'tiny.png');
  for (const address of Object.values(photo.files)) expect(await engine.findFile(address)).not.toBeNull();
  await engine.close();
  const project = await openProject(join(dataFolder, 'Default project'), { create: false });
  expect((await checkProject(project, () => {})).damaged).toEqual([]);
  project.close();
});

test('the same photo that comes in several times at once is one photo', async () => {
  const engine = await openTestEngine();
  const path = await tinyPhoto(6);
  const photos = await Promise.all([1, 2, 3, 4].map(() => engine.importPhoto(path, 'tiny.png')));
  expect(new Set(photos.map(({ id }) => id)).size).toBe(1);
  expect((await engine.call('snapshot', {})).photos).toHaveLength(1);
});

/** One project as two engines have it open. */
async function openTwice(folder: string): Promise<[Project, Project]> {
  const open = () => openProject(folder, { create: false });
  return [await open(), await open()];
}

/** What ends a run: planes become files in the transaction that writes its row. */
async function endRun({ files, runs }: Project, photoId: string, text: string): Promise<string> {
  const path = files.temporary();
  await writeFile(path, text);
  const staged = await files.stage([{ path, type: 'application/octet-stream' }]);
  const run = runOf({
    photo: { width: 1, height: 1 },
    depth: { kind: 'metric', width: 1, height: 1, values: new Float32Array(1) },
  });
  const id = randomUUID();
  await files.write(staged, ({ put }) => {
    const plane = { width: 1, height: 1, file: put(staged[0]) };
    if (!run.result) throw new Error('expected a finished run');
    const result = { ...run.result, model: plane, view: plane };
    runs.insert({ ...run, id, photoId, result, priorRunId: null });
  });
  return id;
}

async function removeRun({ files, runs }: Project, id: string): Promise<void> {
  await files.write([], ({ drop }) => {
    const row = runs.get(id);
    runs.remove(id);
    drop(addressesIn(JSON.stringify(row)));
  });
}

test('removing a run while an equal one ends leaves every finished run with its files', async () => {
  const folder = await projectOfSchema2();
  const [one, other] = await openTwice(folder);
  const [photo] = one.photos.all();
  let before = await endRun(one, photo.id, 'the same planes');
  for (let k = 0; k < 40; k++) {
    const [next] = await Promise.all([endRun(one, photo.id, 'the same planes'), removeRun(other, before)]);
    before = next;
  }
  const { damaged } = await checkProject(one, () => {});
  expect(damaged).toEqual([]);
  await removeRun(one, before);
  expect((await checkProject(one, () => {})).unknownFiles).toBe(0);
  one.close();
  other.close();
});

test('what fails in the middle has kept nothing, and nothing that was there is gone', async () => {
  const folder = await projectOfSchema2();
  const project = await openProject(folder, { create: false });
  const before = await keptFiles(folder);
  const path = project.files.temporary();
  await writeFile(path, 'new planes');
  const staged = await project.files.stage([{ path, type: 'application/octet-stream' }]);
  const work = project.files.write(staged, ({ put, drop }) => {
    put(staged[0]);
    const [photo] = project.photos.all();
    project.photos.remove(photo.id);
    drop(Object.values(photo.files));
    throw new Error('in the middle');
  });
  await expect(work).rejects.toThrow('in the middle');
  expect(await keptFiles(folder)).toEqual(before);
  expect((await checkProject(project, () => {})).damaged).toEqual([]);
  await rm(path);
  project.close();
});

test('an export that another engine removed for good while it was written leaves no file', async () => {
  const folder = await projectOfSchema2();
  const [one, other] = await openTwice(folder);
  const [run] = one.runs.all();
  const before = await readdir(one.exportsFolder);
  const about = { runId: run.id, kind: 'mesh', fileName: 'model.glb', options: {} } as const;
  // Its folder is taken away from under it, or it was a moment faster.
  for (const isFaster of [false, true]) {
    const exporting = keepExport(contextOf(one), about, async (path) => {
      const [row] = other.exports.where('state', 'running');
      await moveToTrash(contextOf(other), { kind: 'export', title: 'model.glb', ids: [row.id] });
      await emptyTrash(other);
      if (isFaster) await makeFolders(dirname(path));
      await writeFile(path, 'a model');
      return { bytes: 7 };
    });
    await expect(exporting).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching(/removed before it was finished/),
    });
    expect(await readdir(one.exportsFolder)).toEqual(before);
  }
  expect((await checkProject(other, () => {})).unknownExports).toEqual([]);
  one.close();
  other.close();
});

/** What verbs need of an engine that does one thing. */
function contextOf(project: Project): Context {
  const signal = new AbortController().signal;
  const nothing = () => {};
  return {
    project,
    stops: new Map(),
    engineId: randomUUID(),
    signal,
    changed: nothing,
    progress: nothing,
  } as unknown as Context;
}
