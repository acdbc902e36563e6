import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, temporaryFolder } from '../../../test/open-engine.ts';
import { soundMark } from '../marks/sound-mark.ts';
import type { Project } from '../project.ts';
import { openProjectToRead } from './open-to-read.ts';

async function openCase() {
  const engine = await openTestEngine();
  await engine.importPhoto(SAMPLE, 'coffee.png');
  await engine.close();
  const folder = join(engine.dataFolder, 'Default project');
  const dataFolder = await temporaryFolder();
  const database = join(folder, 'project.db');
  // As a second later, when it has settled.
  const read = () => openProjectToRead(folder, { create: false, dataFolder }, () => Date.now() + 1_000);
  return { folder, database, read, mark: soundMark(dataFolder, folder) };
}

const photosIn = ({ database }: Project) => database.prepare('SELECT count(*) FROM photos').pluck().get();

test('what was read through once is not again, until it is another one', async () => {
  const { folder, database, read, mark } = await openCase();
  expect(mark.read()).toBe(null);
  const first = await read();
  expect(first.checked).toEqual({ structure: true, rows: false });
  expect(photosIn(first)).toBe(1);
  first.close();
  const checkedAt = mark.read()?.checkedAt;
  expect(checkedAt).toBeGreaterThan(0);
  (await read()).close();
  expect(mark.read()?.checkedAt).toBe(checkedAt);

  const other = new Database(database);
  other.exec('CREATE TABLE other (a)');
  other.close();
  expect(mark.read()).toBe(null);
  await expect(read()).rejects.toMatchObject({
    code: 'needs-repair',
    message: expect.stringContaining(
      `${folder}/project.db`.replaceAll('/', process.platform === 'win32' ? '\\' : '/'),
    ),
  });
});

test('of what has changed while its copy was read nothing is noted', async () => {
  const { database, read, mark } = await openCase();
  const reading = await read();
  const other = new Database(database);
  other.exec('DELETE FROM photos');
  other.close();
  expect(photosIn(reading)).toBe(1);
  reading.close();
  expect(mark.read()).toBe(null);
});

test('a file that was changed this moment, and may be changing, is looked at again', async () => {
  const { folder, database } = await openCase();
  const { mtimeMs } = await stat(database);
  let looks = 0;
  (await openProjectToRead(folder, { create: false }, () => mtimeMs + (++looks > 2 ? 60 : 40))).close();
  expect(looks).toBeGreaterThan(2);
});

test('damage is found in the copy of one that nothing is known of', async () => {
  const { database, read } = await openCase();
  const { size } = await stat(database);
  const file = await open(database, 'r+');
  await file.write(Buffer.alloc(size - 8192, 7), 0, size - 8192, 4096);
  await file.close();
  await rm(`${database}-wal`, { force: true });
  await expect(read()).rejects.toMatchObject({ code: 'needs-repair' });
});
