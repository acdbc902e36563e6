import { createHash } from 'node:crypto';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createHandler } from '../../core/host/http.ts';
import { openProject } from '../../core/project/project.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { alterDatabase, contentsOf, keptFiles, projectOfSchema2, tinyPhoto, writeOld } from './folders.ts';

const EXPORT = 'e6fc6381-027b-483d-b5d7-dd7b969dcab1';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Somebody else's project beside a folder of pictures and a secret. */
async function hostile() {
  const folder = await projectOfSchema2();
  const around = join(folder, '..');
  await writeOld(around, { 'Pictures/holiday.jpg': 'a picture', 'secret.txt': 'a secret' });
  const outside = async () => {
    const { 'Pictures/holiday.jpg': picture, 'secret.txt': secret } = await contentsOf(around);
    return [picture, secret].map((text) => Buffer.from(text ?? '', 'base64').toString());
  };
  return { folder, around, outside };
}

test('rows whose ids and names lead out of the project are set aside with a sentence', async () => {
  const { folder, outside } = await hostile();
  alterDatabase(folder, (database) => {
    const copy = database.prepare(
      "INSERT INTO exports SELECT @id, run_id, created_at, json_set(record, '$.id', @id, '$.fileName', @name) FROM exports WHERE id = @from",
    );
    const exportAs = (id: string, name: string) => copy.run({ id, name, from: EXPORT });
    exportAs('../../Pictures', 'holiday.jpg');
    exportAs('11111111-1111-4111-8111-111111111111', '../../secret.txt');
    exportAs('22222222-2222-4222-8222-222222222222', '/etc/passwd');
    database.exec("INSERT INTO exports SELECT 'x', run_id, created_at, '{not json' FROM exports LIMIT 1");
    database.exec(
      `INSERT INTO runs SELECT '44444444-4444-4444-8444-444444444444', photo_id, state, engine_id, queued_at, json_set(record, '$.id', '44444444-4444-4444-8444-444444444444', '$.packId', '../../../Pictures/x') FROM runs LIMIT 1`,
    );
    database.exec(
      `UPDATE runs SET record = json_set(record, '$.result.model.file', '../../secret.txt') WHERE json_extract(record, '$.system') = 'calibrated'`,
    );
  });
  const engine = await openTestEngine({ projectFolder: folder });
  const { exports, runs, photos, unreadable } = await engine.call('snapshot', {});
  expect(exports.map(({ id }) => id)).toEqual([EXPORT]);
  expect([photos.length, runs.length]).toEqual([1, 1]);
  expect(unreadable).toHaveLength(6);
  for (const exportId of ['../../Pictures', '11111111-1111-4111-8111-111111111111', 'x']) {
    expect(await engine.findExport(exportId)).toBeNull();
    await expect(engine.call('removeExport', { exportId })).rejects.toMatchObject({ code: 'not-found' });
  }
  expect(await engine.findFile('../../secret.txt')).toBeNull();
  await engine.call('removePhotos', { photoIds: [photos[0].id] });
  await engine.call('emptyTrash', {});
  expect(await outside()).toEqual(['a picture', 'a secret']);
});

test.each([
  'files',
  'temporary',
  'exports',
  'trash',
  'locks',
  'backups',
  'project.db',
])('a link in the place of %s is not followed', async (name) => {
  const { folder, around, outside } = await hostile();
  const target = join(around, 'Documents');
  await writeOld(target, { 'letter.txt': 'a letter', [`${'b'.repeat(64)}`]: 'kept' });
  await rm(join(folder, name), { recursive: true, force: true });
  await symlink(target, join(folder, name));
  await expect(openProject(folder, { create: true })).rejects.toMatchObject({ code: 'bad-input' });
  expect(Object.keys(await contentsOf(target)).sort()).toEqual([`${'b'.repeat(64)}`, 'letter.txt']);
  expect(await outside()).toEqual(['a picture', 'a secret']);
});

test.each([
  'project.lock',
  'project.spare',
  'project.db-wal',
  'project.db-journal',
])('a link in the place of %s is not written through', async (name) => {
  const { folder, around, outside } = await hostile();
  await symlink(join(around, 'secret.txt'), join(folder, name));
  await expect(openTestEngine({ projectFolder: folder })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await outside()).toEqual(['a picture', 'a secret']);
});

test('files that no row speaks of are not moved through a link in the trash', async () => {
  const { folder, around, outside } = await hostile();
  const unknown = ['one', 'two', 'three'].map((text) => [sha256(text), text] as const);
  for (const [address, text] of unknown) await writeFile(join(folder, 'files', address), text);
  // A table that lists nothing makes nothing unknown that a row speaks of.
  alterDatabase(folder, (database) => database.exec('PRAGMA foreign_keys = OFF; DELETE FROM files'));
  const kept = await keptFiles(folder);
  await mkdir(join(folder, 'trash'));
  const now = Date.now();
  for (const day of [now - 864e5, now, now + 864e5])
    await symlink(join(around, 'Pictures'), join(folder, 'trash', new Date(day).toISOString().slice(0, 10)));
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  project.close();
  expect(Object.keys(await contentsOf(join(around, 'Pictures')))).toEqual(['holiday.jpg']);
  const addresses = unknown.map(([address]) => address);
  expect(await keptFiles(folder)).toEqual(kept.filter((address) => !addresses.includes(address)));
  const names = Object.keys(await contentsOf(join(folder, 'trash'))).map((name) => basename(name));
  expect(names.filter((name) => addresses.includes(name))).toHaveLength(3);
  expect(await outside()).toEqual(['a picture', 'a secret']);
});

test('links among the files and exports are neither served, nor emptied, nor removed', async () => {
  const { folder, around, outside } = await hostile();
  const engine = await openTestEngine({ projectFolder: folder });
  const { photos } = await engine.call('snapshot', {});
  const { preview } = photos[0].files;
  await rm(join(folder, 'files', preview));
  await symlink(join(around, 'secret.txt'), join(folder, 'files', preview));
  await rename(join(folder, 'exports', EXPORT), join(around, 'moved'));
  await symlink(join(around, 'moved'), join(folder, 'exports', EXPORT));
  await symlink(join(around, 'Pictures'), join(folder, 'temporary', '33333333-3333-4333-8333-333333333333'));
  const handler = createHandler(engine, 'no page here');
  const statuses = [`files/${preview}`, `exports/${EXPORT}`].map(
    async (path) => (await handler(new Request(`http://localhost/${path}`))).status,
  );
  expect(await Promise.all(statuses)).toEqual([404, 404]);
  await engine.call('removePhotos', { photoIds: [photos[0].id] });
  await engine.call('emptyTrash', {});
  await engine.close();
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  project.close();
  expect(await outside()).toEqual(['a picture', 'a secret']);
  expect(Object.keys(await contentsOf(join(around, 'moved')))).toHaveLength(2);
});

test.each([
  ['CREATE TRIGGER t AFTER INSERT ON photos BEGIN DELETE FROM runs; END', 'a trigger of its own'],
  ['CREATE VIEW w AS SELECT 1', 'a view of its own'],
  ['DROP TABLE runs', 'tables of a project are missing'],
  ['PRAGMA application_id = 7', 'another program'],
  ['PRAGMA user_version = 99; PRAGMA application_id = 1146114632', 'newer Depthroom'],
])('a database with %s is refused with a sentence', async (statement, words) => {
  const folder = await projectOfSchema2();
  alterDatabase(folder, (database) => database.exec(statement));
  await expect(openProject(folder, { create: true })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(words),
  });
});

test('tables of another shape lead to a question, not to a raw error', async () => {
  const folder = await projectOfSchema2();
  alterDatabase(folder, (database) => database.exec('ALTER TABLE runs RENAME COLUMN record TO words'));
  await expect(openProject(folder, { create: false })).rejects.toMatchObject({ code: 'needs-repair' });
});

test.each<[string, (database: Database.Database) => void]>([
  [
    'whose conditions compute for ever',
    (database) => {
      // About a second for each row.
      const slow = "length(replace(hex(zeroblob(50000000)), '0', 'ab')) > 0";
      database.pragma('foreign_keys = OFF');
      database.pragma('ignore_check_constraints = ON');
      database.exec(
        `DROP TABLE truths; CREATE TABLE truths (id TEXT PRIMARY KEY, photo_id TEXT NOT NULL, added_at TEXT NOT NULL, record TEXT NOT NULL, CHECK (${slow})) STRICT`,
      );
      for (let k = 0; k < 100; k++)
        database.prepare('INSERT INTO truths VALUES (?, ?, ?, ?)').run(`${k}`, '', '', '');
    },
  ],
  ['with a table of its own', (database) => database.exec('CREATE TABLE mine (a, b AS (hex(zeroblob(a))))')],
  ['with an index of its own', (database) => database.exec('CREATE INDEX mine ON photos (hex(record))')],
])('a database %s is not read, and asked about at once', async (_name, change) => {
  const folder = await projectOfSchema2();
  alterDatabase(folder, change);
  const startedAt = performance.now();
  await expect(openProject(folder, { create: false })).rejects.toMatchObject({ code: 'needs-repair' });
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});

test('what SQLite made for itself is no stranger', async () => {
  const folder = await projectOfSchema2();
  alterDatabase(folder, (database) => database.exec('ANALYZE; VACUUM'));
  (await openProject(folder, { create: false })).close();
});

test('what a file is called is not what a page is told it is', async () => {
  const folder = await projectOfSchema2();
  alterDatabase(folder, (database) => database.exec("UPDATE files SET type = 'text/html'"));
  const engine = await openTestEngine({ projectFolder: folder });
  const [photo] = (await engine.call('snapshot', {})).photos;
  expect((await engine.findFile(photo.files.original))?.type).toBe('application/octet-stream');
  // Its own file comes in again, and everything else goes on.
  expect((await engine.importPhoto(await tinyPhoto(3), 'other.png')).name).toBe('other.png');
});

test('an export folder of a project that was emptied by hand is not filled again', async () => {
  const { folder } = await hostile();
  await rm(join(folder, 'exports'), { recursive: true });
  await mkdir(join(folder, 'exports'));
  await writeFile(join(folder, 'exports', 'letter.txt'), 'a letter');
  const engine = await openTestEngine({ projectFolder: folder, dataFolder: await temporaryFolder() });
  expect(await engine.findExport(EXPORT)).toBeNull();
  expect((await engine.call('removeExport', { exportId: EXPORT })).trashId).toMatch(/^[0-9a-f-]{36}$/);
  await engine.call('emptyTrash', {});
  expect(await contentsOf(join(folder, 'exports'))).toEqual({
    'letter.txt': Buffer.from('a letter').toString('base64'),
  });
});
