import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSchema } from '../../contract/run.ts';
import { runOf } from '../../test/fixtures/finished-run.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

test('a new project has the schema of the last migration', async () => {
  const database = openDatabase(join(await temporaryFolder(), 'project.db'));
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  expect(tables).toEqual([
    'changes',
    'comparisons',
    'engines',
    'exports',
    'files',
    'leases',
    'leaving',
    'mentions',
    'photo_facts',
    'photos',
    'queue',
    'runs',
    'totals',
    'trash',
    'truths',
  ]);
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
  // Tried again and again, on a full disk say, it would fill it with backups.
  expect(() => openDatabase(path, broken)).toThrow(/nowhere/);
  expect(await readdir(join(path, '..', 'backups'))).toEqual([]);
  const after = openDatabase(path, next);
  expect(after.prepare('SELECT * FROM files').all()).toEqual([
    { address: 'a', type: 'image/png', bytes: 7, added: 'unknown' },
  ]);
  after.close();
  expect(() => openDatabase(path)).toThrow(
    `made by a newer Depthroom (schema ${MIGRATIONS.length + 1}, this one knows ${MIGRATIONS.length})`,
  );
});

test('each step takes a project with rows to the next version, and the old rows still read', async () => {
  const path = join(await temporaryFolder(), 'project.db');
  const run = runOf({
    depth: { kind: 'metric', width: 1, height: 1, values: new Float32Array(1) },
    photo: { width: 1, height: 1 },
  });
  const first = openDatabase(path, MIGRATIONS.slice(0, 1));
  first.prepare("INSERT INTO files VALUES ('a', 'image/png', 7)").run();
  first.prepare("INSERT INTO photos VALUES ('photo-1', 'a', '2026', '{}')").run();
  first
    .prepare("INSERT INTO runs VALUES (?, 'photo-1', 'done', 'e', '2026', ?)")
    .run(run.id, JSON.stringify(run));
  first.close();

  for (let version = 2; version <= MIGRATIONS.length; version++) {
    const database = openDatabase(path, MIGRATIONS.slice(0, version));
    expect(database.pragma('user_version', { simple: true })).toBe(version);
    expect(database.prepare('SELECT id, original FROM photos').all()).toEqual([
      { id: 'photo-1', original: 'a' },
    ]);
    const record = database.prepare('SELECT record FROM runs').pluck().get();
    expect(runSchema.parse(JSON.parse(String(record)))).toEqual(run);
    database.close();
  }
  const database = openDatabase(path);
  database.prepare("INSERT INTO truths VALUES ('t', 'photo-1', '2026', '{}')").run();
  database.prepare("INSERT INTO comparisons VALUES ('c', 'photo-1', '2026', '{}')").run();
  database.prepare("DELETE FROM photos WHERE id = 'photo-1'").run();
  expect(database.prepare('SELECT id FROM truths UNION SELECT id FROM comparisons').all()).toEqual([]);
  database.close();
});

test.each([
  -1,
  -(2 ** 31),
  MIGRATIONS.length + 1_001,
  2 ** 31 - 1,
])('a schema number that no Depthroom gives, %i, is said to be that, and nothing is changed', async (version) => {
  const path = join(await temporaryFolder(), 'project.db');
  const database = openDatabase(path);
  database.pragma(`user_version = ${version}`);
  database.close();
  const before = await readFile(path);
  expect(() => openDatabase(path)).toThrow(
    new RegExp(`is damaged \\(its schema number is ${version}, which no Depthroom has given it\\)`),
  );
  expect((await readFile(path)).equals(before)).toBe(true);
});

test('a file that is no database is refused with a sentence', async () => {
  const path = join(await temporaryFolder(), 'project.db');
  await writeFile(path, 'not a database, but long enough to be taken for one'.repeat(40));
  expect(() => openDatabase(path)).toThrow(/Expected a Depthroom project at .*project\.db/);
});
