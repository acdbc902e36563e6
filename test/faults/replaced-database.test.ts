import { execFileSync } from 'node:child_process';
import { copyFile, cp, readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { tinyPhoto } from './folders.ts';
import { fillDisk, mountDisk } from './long/conditions.ts';
import { startProgram } from './tools.ts';

/** An engine with a project of one photo, a copy of its database from then, and a second photo. */
async function open() {
  const folder = join(await temporaryFolder(), 'project');
  const engine = await openTestEngine({ projectFolder: folder, report: () => {} });
  const first = await engine.importPhoto(SAMPLE, 'coffee.png');
  const older = join(await temporaryFolder(), 'older.db');
  const copying = new Database(join(folder, 'project.db'));
  copying.prepare('VACUUM INTO ?').run(older);
  copying.close();
  const second = await engine.importPhoto(await tinyPhoto(1), 'tiny.png');
  await engine.call('snapshot', {});
  const rename = (name: string) => engine.call('renamePhoto', { photoId: first.id, name });
  return { engine, folder, older, first, second, rename, path: join(folder, 'project.db') };
}

/** What is there in an engine: names of photos, and what a person is told. */
async function seen({ call }: Awaited<ReturnType<typeof open>>['engine']) {
  const { photos, project } = await call('snapshot', {});
  return { names: photos.map(({ name }) => name), note: project.note };
}

const WAYS = {
  deleted: ({ path }) => rm(path),
  'replaced by an older one': ({ path, older }) => rename(older, path),
  'replaced by one of no bytes': async ({ path }) => {
    await rm(path);
    new Database(path).close();
  },
  'deprived of its log': ({ path }) => rm(`${path}-wal`),
} satisfies Record<string, (at: { path: string; older: string }) => Promise<void>>;

test.each([
  'removed',
  'moved away',
])('who waits for a run whose project is %s is told, and does not wait on', async (how) => {
  const { engine, folder, first } = await open();
  const packIds = Array.from({ length: 12 }, () => 'fastdepth');
  const runs = await engine.call('estimate', { photoIds: [first.id], packIds });
  const waiting = engine.whenEnded(runs.at(-1)?.id as string);
  await Promise.all([
    expect(waiting).rejects.toThrow(/is not there any more|was deleted or replaced/),
    how === 'removed' ? rm(folder, { recursive: true }) : rename(folder, `${folder} elsewhere`),
  ]);
}, 60_000);

test.each(
  Object.entries(WAYS),
)('a database that is %s while it is open: nothing more is written, a person is told, and all comes back', async (_name, replace) => {
  const at = await open();
  const { engine, folder } = at;
  await replace(at);
  // At once, before anybody has looked.
  await expect(at.rename('late.png')).rejects.toMatchObject({
    code: expect.stringMatching(/disk-error|needs-repair/),
    message: expect.stringMatching(/deleted or replaced/),
  });
  await expect.poll(async () => (await seen(engine)).note).toMatch(/backups.*open the project again/);
  expect((await seen(engine)).names).toEqual(['coffee.png', 'tiny.png']);
  await expect(at.rename('late.png')).rejects.toMatchObject({ code: 'needs-repair' });
  await expect(engine.importPhoto(await tinyPhoto(2), 'late.png')).rejects.toMatchObject({
    code: 'needs-repair',
  });
  const backups = await readdir(join(folder, 'backups'));
  expect(backups.filter((name) => name.startsWith('project-schema-'))).toHaveLength(1);
  // As the sentence says.
  const again = await engine.call('openProject', { folder, repair: 'restore-backup' });
  expect(again.project.note).toBeUndefined();
  const { photos } = await engine.call('snapshot', {});
  expect(photos).toEqual([at.first, at.second]);
  await at.rename('early.png');
  for (const { files } of photos)
    for (const address of Object.values(files)) expect(await engine.findFile(address)).not.toBeNull();
  await engine.close();
  const next = await openTestEngine({ projectFolder: folder });
  expect((await seen(next)).names).toEqual(['early.png', 'tiny.png']);
});

test('what was put in its place is not written to, and opens as what it is', async () => {
  const at = await open();
  await rename(at.older, at.path);
  await expect.poll(async () => (await seen(at.engine)).note).toBeDefined();
  await at.engine.call('openProject', { folder: at.folder });
  const { photos, project } = await at.engine.call('snapshot', {});
  expect([photos.map(({ name }) => name), project.note]).toEqual([['coffee.png'], undefined]);
});

test('another content that is written into the same file stays as it is, and opens as what it is', async () => {
  const at = await open();
  const other = await openTestEngine({ projectFolder: at.folder, report: () => {} });
  await seen(other);
  await at.rename('early.png');
  // As `cp other.db project.db` does: the file is the same one. By another process, since one that closes a file gives up its locks on it.
  const written = await readFile(at.older);
  const copy =
    'const [, from, to] = process.argv, fs = require("fs"); fs.writeFileSync(to, fs.readFileSync(from))';
  execFileSync(process.execPath, ['-e', copy, at.older, at.path]);
  await expect(at.rename('late.png')).rejects.toMatchObject({
    code: expect.stringMatching(/disk-error|needs-repair/),
    message: expect.stringMatching(/another program has written over/i),
  });
  for (const engine of [at.engine, other])
    await expect
      .poll(async () => (await seen(engine)).note)
      .toMatch(/written over.*kept as .*project\.db-wal.*open the project again/);
  expect(await readFile(at.path)).toEqual(written);
  await other.close();
  await at.engine.call('openProject', { folder: at.folder });
  expect(await seen(at.engine)).toEqual({ names: ['coffee.png'], note: undefined });
  await at.rename('early.png');
});

test('a project that is looked at stays locked: another program that closes it does not take its log away', async () => {
  const at = await open();
  await at.rename('a.png');
  await at.rename('b.png');
  const close =
    'const D = require("better-sqlite3"), d = new D(process.argv[1]); d.prepare("SELECT * FROM photos").all(); d.close()';
  execFileSync(process.execPath, ['-e', close, at.path], { cwd: import.meta.dirname });
  expect(await at.rename('c.png')).toMatchObject({ name: 'c.png' });
  expect((await seen(at.engine)).note).toBeUndefined();
});

test('a database that is only touched, or brought up to date by SQLite, is the one that was opened', async () => {
  const at = await open();
  const other = new Database(at.path);
  for (const [k, change] of [
    () => utimes(at.path, new Date(), new Date()),
    () => other.pragma('wal_checkpoint(TRUNCATE)'),
    () => other.exec('VACUUM'),
    () => other.pragma('wal_checkpoint(PASSIVE)'),
  ].entries()) {
    await change();
    expect(await at.rename(`${k}.png`)).toMatchObject({ name: `${k}.png` });
  }
  other.close();
  expect((await seen(at.engine)).note).toBeUndefined();
});

test('another project can be opened instead', async () => {
  const at = await open();
  await rm(at.path);
  await expect.poll(async () => (await seen(at.engine)).note).toBeDefined();
  const other = await at.engine.call('openProject', { folder: `${at.folder}-other`, create: true });
  expect(other.project.name).toBe('project-other');
});

test('a folder that is moved away is waited for, and written to again once it is back', async () => {
  const at = await open();
  await rename(at.folder, `${at.folder}-moved`);
  await expect(at.rename('late.png')).rejects.toMatchObject({
    code: 'disk-error',
    message: expect.stringMatching(/is not there any more.*put it back/),
  });
  await expect.poll(async () => (await seen(at.engine)).note).toMatch(/is not there any more/);
  await rename(`${at.folder}-moved`, at.folder);
  expect(await at.rename('late.png')).toMatchObject({ name: 'late.png' });
  expect((await seen(at.engine)).note).toBeUndefined();
});

test('what a backup is kept of in a copy says nothing', async () => {
  const at = await open();
  await copyFile(at.path, `${at.folder}-copy.db`);
  expect(await at.rename('a.png')).toMatchObject({ name: 'a.png' });
});

test('the log that a killed process left is not played into another database that is put in place', async () => {
  const dataFolder = await temporaryFolder();
  const folder = join(dataFolder, 'Default project');
  const before = await openTestEngine({ dataFolder });
  await before.importPhoto(await tinyPhoto(1), 'tiny.png');
  await before.close();
  const older = join(dataFolder, 'older.db');
  await copyFile(join(folder, 'project.db'), older);
  const { kill } = await startProgram('run-engine.ts', dataFolder);
  await kill();
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['project.db-wal', 'project.lock']));
  await rename(join(folder, 'project.db'), join(dataFolder, 'newer.db'));
  await copyFile(older, join(folder, 'project.db'));

  const engine = await openTestEngine({ dataFolder });
  const { photos, project } = await engine.call('snapshot', {});
  expect(photos.map(({ name }) => name)).toEqual(['tiny.png']);
  expect(project.note).toMatch(/kept in .*set-aside/);
  await engine.close();
  const [aside] = await readdir(join(folder, 'backups'));
  expect(await readdir(join(folder, 'backups', aside))).toContain('project.db-wal');
});

test('a copy of a whole project of a killed process has all that was written', async () => {
  const dataFolder = await temporaryFolder();
  const { kill } = await startProgram('run-engine.ts', dataFolder);
  await kill();
  const copy = join(await temporaryFolder(), 'copy');
  await cp(join(dataFolder, 'Default project'), copy, { recursive: true });
  const engine = await openTestEngine({ projectFolder: copy });
  const { photos, runs, project } = await engine.call('snapshot', {});
  expect([photos.length, runs.length, project.note]).toEqual([1, 12, undefined]);
});

test('where no copy can be kept, the database stays open until there is room for one', async (context) => {
  const place = join(await temporaryFolder(), 'disk');
  const disk = await mountDisk(place, 24);
  if (!disk) return context.skip();
  try {
    const folder = join(place, 'project');
    const engine = await openTestEngine({ projectFolder: folder, report: () => {} });
    await engine.importPhoto(SAMPLE, 'coffee.png');
    await engine.call('snapshot', {});
    const makeRoom = await fillDisk(place);
    await rm(join(folder, 'project.db'));
    await expect.poll(async () => (await seen(engine)).note).toMatch(/memory alone.*full/);
    await makeRoom();
    await expect.poll(async () => (await seen(engine)).note).toMatch(/is kept as/);
    await engine.call('openProject', { folder, repair: 'restore-backup' });
    const { photos } = await engine.call('snapshot', {});
    expect(photos.map(({ name }) => name)).toEqual(['coffee.png']);
    await engine.close();
  } finally {
    disk.unmount();
  }
});

test('a project that another process has open is not repaired under it', async () => {
  const dataFolder = await temporaryFolder();
  const { kill } = await startProgram('run-engine.ts', dataFolder);
  await rm(join(dataFolder, 'Default project', 'project.db'));
  await expect(openTestEngine({ dataFolder, repair: 'set-aside' })).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringMatching(/another Depthroom on this computer/),
  });
  await kill();
  const engine = await openTestEngine({ dataFolder, repair: 'take-in' });
  expect((await engine.call('snapshot', {})).photos).toHaveLength(1);
});
