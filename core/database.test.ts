import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/open-engine.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

test('a new project has the schema of the last migration', async () => {
  const database = openDatabase(join(await temporaryFolder(), 'project.db'));
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  expect(tables).toEqual(['engines', 'exports', 'files', 'photos', 'runs']);
  expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  database.close();
});

test('a step to the next version keeps the rows, and a broken step changes nothing', async () => {
  const path = join(await temporaryFolder(), 'project.db');
  const before = openDatabase(path);
  before.prepare("INSERT INTO files VALUES ('a', 'image/png', 7)").run();
  before.close();

  const broken = [...MIGRATIONS, 'ALTER TABLE files ADD COLUMN added TEXT; INSERT INTO nowhere VALUES (1);'];
  expect(() => openDatabase(path, broken)).toThrow(/nowhere/);
  const next = [...MIGRATIONS, "ALTER TABLE files ADD COLUMN added TEXT NOT NULL DEFAULT 'unknown';"];
  const after = openDatabase(path, next);
  expect(after.prepare('SELECT * FROM files').all()).toEqual([
    { address: 'a', type: 'image/png', bytes: 7, added: 'unknown' },
  ]);
  after.close();
  expect(() => openDatabase(path)).toThrow(
    `made by a newer Depthroom (schema ${MIGRATIONS.length + 1}, this one knows ${MIGRATIONS.length})`,
  );
});

test('a file that is no database is refused with a sentence', async () => {
  const path = join(await temporaryFolder(), 'project.db');
  await writeFile(path, 'not a database, but long enough to be taken for one'.repeat(40));
  expect(() => openDatabase(path)).toThrow(/Expected a Depthroom project at .*project\.db/);
});
