import { copyFile, mkdir, readdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProject } from '../../core/project/care/check-project.ts';
import { openProject } from '../../core/project/project.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { alterDatabase, contentsOf, keptFiles, projectOfSchema2, tinyPhoto } from './folders.ts';

/** A project with four photos, closed. */
async function fourPhotos() {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder });
  for (let k = 0; k < 4; k++) await engine.importPhoto(await tinyPhoto(k), `tiny-${k}.png`);
  const { photos } = await engine.call('snapshot', {});
  await engine.close();
  const folder = join(dataFolder, 'Default project');
  return { dataFolder, folder, photos, kept: await keptFiles(folder) };
}

const LOSSES: Record<string, (folder: string) => Promise<void> | void> = {
  missing: (folder) => rm(join(folder, 'project.db')),
  'of no bytes': (folder) => truncate(join(folder, 'project.db'), 0),
  'without its rows': (folder) =>
    alterDatabase(folder, (database) => database.exec('DELETE FROM photos; DELETE FROM files;')),
  'not a database': (folder) => writeFile(join(folder, 'project.db'), 'half a copy'.repeat(999)),
  'half a copy': async (folder) => {
    alterDatabase(folder, (database) => database.pragma('journal_mode = DELETE'));
    await truncate(join(folder, 'project.db'), 20_000);
  },
};

test.each(
  Object.keys(LOSSES),
)('a database that is %s: asked about, and all originals come back', async (loss) => {
  const { dataFolder, folder, photos, kept } = await fourPhotos();
  await LOSSES[loss](folder);
  await expect(openTestEngine({ dataFolder })).rejects.toMatchObject({ code: 'needs-repair' });
  expect(await keptFiles(folder)).toEqual(kept);

  const engine = await openTestEngine({ dataFolder, repair: 'take-in' });
  const after = await engine.call('snapshot', {});
  const originals = (rows: typeof photos) => rows.map(({ files }) => files.original).sort();
  expect(originals(after.photos)).toEqual(originals(photos));
  expect(after.trash).toEqual({ removed: 0, unknownFiles: 0 });
  expect(await keptFiles(folder)).toEqual(kept);
});

test('the window asks the same question, and takes the same answers', async () => {
  const { folder, photos } = await fourPhotos();
  await rm(join(folder, 'project.db'));
  const engine = await openTestEngine();
  const before = await engine.call('snapshot', {});
  for (const create of [true, false])
    await expect(engine.call('openProject', { folder, create })).rejects.toMatchObject({
      code: 'needs-repair',
      message: expect.stringContaining(`${3 * photos.length} kept files`),
    });
  expect((await engine.call('snapshot', {})).project).toEqual(before.project);
  await expect(engine.call('openProject', { folder, repair: 'restore-backup' })).rejects.toMatchObject({
    code: 'not-found',
  });
  const after = await engine.call('openProject', { folder, repair: 'take-in' });
  expect(after.photoCount).toBe(photos.length);
});

test('files that are set aside wait for a person, and come back with their database', async () => {
  const { dataFolder, folder, photos, kept } = await fourPhotos();
  await rename(join(folder, 'project.db'), join(dataFolder, 'found later.db'));
  const engine = await openTestEngine({ dataFolder, repair: 'set-aside' });
  expect((await engine.call('snapshot', {})).trash).toEqual({ removed: 0, unknownFiles: kept.length });
  const [entry] = await engine.call('listTrash', {});
  expect(entry).toMatchObject({ kind: 'unknown-files', count: kept.length, goesAt: null });
  // Emptying the trash is about what was removed; these go only by their name.
  expect(await engine.call('emptyTrash', {})).toEqual({ emptied: 0 });
  await engine.close();

  for (const ending of ['', '-wal', '-shm']) await rm(join(folder, `project.db${ending}`), { force: true });
  await copyFile(join(dataFolder, 'found later.db'), join(folder, 'project.db'));
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  const { damaged, goodFiles, unknownFiles } = await checkProject(project, () => {});
  expect({ damaged, goodFiles, unknownFiles }).toEqual({
    damaged: [],
    goodFiles: kept.length,
    unknownFiles: 0,
  });
  expect(project.photos.all()).toEqual(photos);
  project.close();
});

test('an older database opens; what it does not know goes to the trash and can be taken in', async () => {
  const { dataFolder, folder, kept } = await fourPhotos();
  await copyFile(join(folder, 'project.db'), join(dataFolder, 'older.db'));
  const later = await openTestEngine({ dataFolder });
  await later.importPhoto(await tinyPhoto(11), 'later.png');
  await later.close();
  for (const ending of ['-wal', '-shm']) await rm(join(folder, `project.db${ending}`), { force: true });
  await copyFile(join(dataFolder, 'older.db'), join(folder, 'project.db'));

  const engine = await openTestEngine({ dataFolder });
  await expect.poll(async () => (await engine.call('snapshot', {})).trash.unknownFiles).toBeGreaterThan(0);
  expect(await keptFiles(folder)).toEqual(kept);
  const { photos, left } = await engine.call('takeInFiles', {});
  expect({ taken: photos.length, left }).toEqual({ taken: 1, left: 0 });
  expect((await engine.call('snapshot', {})).photos).toHaveLength(5);
});

test('files of a newer database wait in the trash while an older one lies there, and come back with it, by opening alone', async () => {
  const { dataFolder, folder } = await fourPhotos();
  await copyFile(join(folder, 'project.db'), join(dataFolder, 'older.db'));
  const later = await openTestEngine({ dataFolder });
  const photo = await later.importPhoto(await tinyPhoto(11), 'later.png');
  const [{ id }] = await later.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const run = await later.whenEnded(id);
  await later.call('exportDepthImage', { runId: id, options: { format: 'png16' } } as never);
  const before = await later.call('snapshot', {});
  await later.close();
  const kept = await keptFiles(folder);
  const exported = await readdir(join(folder, 'exports'));
  await rename(join(folder, 'project.db'), join(dataFolder, 'newer.db'));
  await copyFile(join(dataFolder, 'older.db'), join(folder, 'project.db'));

  const older = await openTestEngine({ dataFolder });
  const unknown = Object.values(photo.files).length + 1;
  await expect
    .poll(async () => (await older.local('projectNotes', {})).unknownFiles)
    .toBeGreaterThanOrEqual(unknown);
  expect((await older.call('snapshot', {})).trash.unknownFiles).toBeGreaterThanOrEqual(unknown);
  // Not even by who empties the trash.
  await older.call('emptyTrash', {});
  await older.close();
  expect(await readdir(join(folder, 'exports'))).toEqual(exported);

  await rename(join(dataFolder, 'newer.db'), join(folder, 'project.db'));
  const again = await openTestEngine({ dataFolder });
  await expect.poll(async () => (await again.call('snapshot', {})).trash.unknownFiles).toBe(0);
  expect(await keptFiles(folder)).toEqual(kept);
  const after = await again.call('snapshot', {});
  expect([after.photos, after.exports]).toEqual([before.photos, before.exports]);
  expect(after.runs).toEqual([run]);
  await again.close();
  const project = await openProject(folder, { create: false });
  expect((await checkProject(project, () => {})).damaged).toEqual([]);
  project.close();
});

test('a project of schema 2 opens unchanged, after a backup of its database, which can be restored', async () => {
  const folder = await projectOfSchema2();
  const before = await contentsOf(folder);
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder, projectFolder: folder });
  const { photos, runs, comparisons, exports, unreadable } = await engine.call('snapshot', {});
  expect([photos, runs, comparisons, exports].map((rows) => rows.length)).toEqual([1, 2, 1, 1]);
  expect(unreadable).toEqual([]);
  for (const item of exports) expect(await engine.findExport(item.id)).not.toBeNull();
  await engine.close();
  const after = await contentsOf(folder);
  for (const [name, content] of Object.entries(before))
    if (!name.startsWith('project.db')) expect(after[name]).toBe(content);
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  expect((await checkProject(project, () => {})).damaged).toEqual([]);
  project.close();
  expect(await readdir(join(folder, 'backups'))).toEqual([expect.stringMatching(/^project-schema-2-/)]);

  await writeFile(join(folder, 'project.db'), 'broken'.repeat(1000));
  await mkdir(join(folder, 'temporary'), { recursive: true });
  const restored = await openTestEngine({ dataFolder, projectFolder: folder, repair: 'restore-backup' });
  expect((await restored.call('snapshot', {})).runs).toEqual(runs);
});

test('a project without its database, with files of others beside its own, is repaired around them', async () => {
  const { dataFolder, folder, photos } = await fourPhotos();
  for (const name of ['project.db', 'project.spare']) await rm(join(folder, name), { force: true });
  await writeFile(join(folder, 'files', 'holiday.jpg'), 'a picture');
  await writeFile(join(folder, 'notes.txt'), 'notes');
  const before = await contentsOf(folder);
  await expect(openTestEngine({ dataFolder })).rejects.toMatchObject({ code: 'needs-repair' });
  expect(await contentsOf(folder)).toEqual(before);

  const engine = await openTestEngine({ dataFolder, repair: 'take-in' });
  const originals = (await engine.call('snapshot', {})).photos.map(({ files }) => files.original);
  expect(originals).toEqual(expect.arrayContaining(photos.map(({ files }) => files.original)));
  await engine.close();
  for (const name of ['files/holiday.jpg', 'notes.txt'])
    expect((await contentsOf(folder))[name]).toBe(before[name]);
});

test('a part of such a project that is a link is not written through', async () => {
  const { dataFolder, folder } = await fourPhotos();
  await rm(join(folder, 'project.db'));
  await rm(join(folder, 'exports'), { recursive: true });
  const elsewhere = await temporaryFolder();
  await symlink(elsewhere, join(folder, 'exports'));
  const opening = openTestEngine({ dataFolder, repair: 'take-in' });
  await expect(opening).rejects.toMatchObject({ code: 'bad-input' });
  expect(await readdir(elsewhere)).toEqual([]);
});
