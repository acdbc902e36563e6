import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openProject } from '../../core/project/project.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { contentsOf, tinyPhoto, writeOld } from './folders.ts';

const ADDRESS = 'a'.repeat(64);

test('a folder with other files is refused, whoever asks, and nothing in it is touched', async () => {
  const folder = join(await temporaryFolder(), 'work');
  await writeOld(folder, { 'files/holiday.jpg': 'a picture', 'temporary/notes.txt': 'notes' });
  const before = await contentsOf(folder);
  const engine = await openTestEngine();
  const refusal = { code: 'bad-input', message: expect.stringContaining('holds other files') };
  await expect(engine.call('openProject', { folder, create: true })).rejects.toMatchObject(refusal);
  await expect(openTestEngine({ projectFolder: folder })).rejects.toMatchObject(refusal);
  await expect(engine.call('openProject', { folder })).rejects.toMatchObject({ code: 'not-found' });
  expect(await contentsOf(folder)).toEqual(before);
});

test.each([
  { 'report.docx': 'text' },
  { 'files/notes.txt': 'text' },
  { [`files/${ADDRESS}/inside`]: 'text', 'x.txt': 'text' },
  { [`files/${ADDRESS}`]: 'text', 'readme.md': 'text' },
  { 'temporary/old': 'text' },
  { 'exports/model.ply': 'text' },
  { 'trash/letter.txt': 'text' },
  { 'project.blend': 'text' },
  { 'project.db': 'text of another program' },
  { 'project.db': '', 'files/holiday.jpg': 'a picture' },
])('refused: %j', async (files) => {
  const folder = await temporaryFolder();
  await writeOld(folder, files as unknown as Record<string, string>);
  const before = await contentsOf(folder);
  await expect(openProject(folder, { create: true })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await contentsOf(folder)).toEqual(before);
});

test('an empty folder, a missing one, and what operating systems leave in one are fine', async () => {
  const folder = await temporaryFolder();
  await writeOld(folder, { 'a/.DS_Store': 'finder', 'b/files/.DS_Store': 'finder' });
  for (const name of ['a', 'b', 'c/d']) {
    const project = await openProject(join(folder, name), { create: true });
    expect(project.photos.all()).toEqual([]);
    project.close();
  }
  expect(await readFile(join(folder, 'a/.DS_Store'), 'utf8')).toBe('finder');
});

test('what somebody put into the folders of a project stays, whatever is done in it', async () => {
  const dataFolder = await temporaryFolder();
  const folder = join(dataFolder, 'Default project');
  const first = await openTestEngine({ dataFolder });
  await first.close();
  const foreign = {
    'files/holiday.jpg': 'a picture',
    [`files/${ADDRESS}`]: 'not what its name says',
    'files/deeper/a.txt': 'text',
    'temporary/notes.txt': 'notes',
    'exports/mine/model.ply': 'a model',
    'exports/7e57d004-2b97-4e7a-b45f-5387367791cd/model.ply': 'a model',
    'trash/letter.txt': 'a letter',
    'trash/2020-01-01/letter.txt': 'a letter',
    'notes.txt': 'notes',
  };
  await writeOld(folder, foreign);
  await mkdir(join(folder, 'exports', 'empty'));

  const engine = await openTestEngine({ dataFolder });
  const photo = await engine.importPhoto(await tinyPhoto(1), 'tiny.png');
  await engine.call('removePhotos', { photoIds: [photo.id] });
  await engine.call('emptyTrash', {});
  await engine.close();
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  project.close();
  for (const [name, text] of Object.entries(foreign))
    expect(await readFile(join(folder, name), 'utf8')).toBe(text);
  expect(await readdir(join(folder, 'exports', 'empty'))).toEqual([]);
});

test("another program's database is not made a project", async () => {
  const folder = await temporaryFolder();
  const database = new Database(join(folder, 'project.db'));
  database.exec('CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES (1);');
  database.close();
  const before = await contentsOf(folder);
  await expect(openProject(folder, { create: true })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('another program'),
  });
  expect(await contentsOf(folder)).toEqual(before);
});

test.each([
  0, 4242,
])("another program's database and its write-ahead log are left as they are (application %i)", async (application) => {
  const theirs = join(await temporaryFolder(), 'theirs.db');
  const database = new Database(theirs);
  database.pragma('journal_mode = WAL');
  database.pragma(`application_id = ${application}`);
  database.exec('CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES (1);');
  const folder = await temporaryFolder();
  // As its program leaves them when it is killed.
  for (const ending of ['', '-wal']) await copyFile(theirs + ending, join(folder, `project.db${ending}`));
  database.close();
  const before = await contentsOf(folder);
  expect(Object.keys(before)).toContain('project.db-wal');
  await expect(openProject(folder, { create: true })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await contentsOf(folder)).toEqual(before);
});
