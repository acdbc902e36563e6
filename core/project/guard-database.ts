import { copyFileSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DepthroomError } from '../../contract/errors.ts';
import { holdFile } from './marks/held-file.ts';
import { TRIGGERS } from './migrations/005-changes.ts';
import { QUEUE_TRIGGERS } from './migrations/007-queue.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** "DPRH", set by migrations/003-trash.ts. */
const APPLICATION_ID = 1146114632;
/** The schema from which on projects carry it. */
const CARRIES_ID_FROM = 3;
const HEAD_BYTES = 100;

/**
 * Refuses what is no project, and makes one from somebody else harmless: functions are not called from its schema, a schema that
 * does things of its own is refused, and only then its pages are read, which would perform what its tables say of their rows.
 * `isSound`: it was read through before, and is as it was then (core/project/marks/sound-mark.ts). `mayWait`: a large one is read through
 * by who opens it, after that (`isUnread`). Throws
 * `bad-input` for another program's database, `needs-repair` for a damaged one.
 */
export function guardDatabase(
  database: Database.Database,
  path: string,
  {
    migrations = MIGRATIONS,
    isSound = false,
    mayWait = false,
  }: { migrations?: readonly string[]; isSound?: boolean; mayWait?: boolean } = {},
): void {
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  let damage: string | null;
  let why: string | null = null;
  try {
    // One moment of the database: another process may be making its tables.
    const found = database.transaction(() => ({
      why: reasonAgainst(database),
      strange: strangerIn(database, migrations),
    }))();
    why = found.why;
    const waits = mayWait && !isSound && isReadLater(database, path, migrations);
    if (waits) unread.add(database);
    damage = why === null ? (found.strange ?? (isSound || waits ? null : damageIn(database, path))) : null;
  } catch (thrown) {
    // Locked, full, or not even the head of a database: whoever opens it says so.
    if (!isDamage(thrown)) throw thrown;
    damage = (thrown as Error).message;
  }
  if (damage !== null) {
    database.close();
    throw new DepthroomError(
      'needs-repair',
      `The database ${path} is damaged (${damage.split('\n')[0].slice(0, 120)}); nothing was changed: put it back from a copy, or repair the project.`,
    );
  }
  if (why === null) return;
  database.close();
  throw refusal(path, why);
}

/** Reading so much takes a tenth of a second. */
const MOST_AT_ONCE_BYTES = 32e6;
const unread = new WeakSet<Database.Database>();
/** What was found damaged after it was opened is read before that the next time. */
const suspected = new Set<string>();

/** Whether the database was opened before it was read through, and has not been since. */
export function isUnread(database: Database.Database): boolean {
  return unread.has(database);
}

/** Notes what was found in one that was opened unread. */
export function noteRead(database: Database.Database, path: string, damage: string | null): void {
  unread.delete(database);
  if (damage !== null) suspected.add(path);
}

/** A step of the schema goes through every row: what it finds must be sound. */
function isReadLater(database: Database.Database, path: string, migrations: readonly string[]): boolean {
  if (versionOf(database) < migrations.length || suspected.has(path)) return false;
  return bytesOf(path) + bytesOf(`${path}-wal`) > MOST_AT_ONCE_BYTES;
}

/** Larger ones are not read whole when they are opened: nothing else could be done meanwhile. What is damaged in them is found when it is read. */
const MOST_CHECKED_BYTES = 512e6;

function damageIn(database: Database.Database, path: string): string | null {
  if (bytesOf(path) > MOST_CHECKED_BYTES && !suspected.has(path)) return null;
  return quickCheck(database);
}

/** What SQLite finds damaged in the structure of a database; null where it finds nothing. */
export function quickCheck(database: Database.Database): string | null {
  const found = String(database.pragma('quick_check(1)', { simple: true }));
  if (found === 'ok') return null;
  // The first line may only name the database.
  return found.split('\n').find((line) => !line.startsWith('***')) ?? found;
}

/** What stands in the schema of a database, by what it is; SQLite's own tables and indices are left out. */
function schemaOf(database: Database.Database): Map<string, string> {
  const things = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema',
    )
    .all();
  const own = things.filter(({ name }) => !/^sqlite_/i.test(name));
  return new Map(own.map(({ type, name, sql }) => [`${type} ${name}`, (sql ?? '').replace(/\s+/g, ' ')]));
}

/** Further ahead than any later version will be: such a number is no step of the schema. */
const MOST_STEPS_AHEAD = 1_000;

/**
 * What in the schema is not as the migrations make it; null where all is. A table of somebody else may have conditions and columns that
 * compute for ever. The schema of a newer version is not known: it is refused before anything is read.
 */
function strangerIn(database: Database.Database, migrations: readonly string[]): string | null {
  const version = versionOf(database);
  if (version === 0) return null;
  if (version < 0 || version > migrations.length + MOST_STEPS_AHEAD)
    return `its schema number is ${version}, which no Depthroom has given it`;
  if (version > migrations.length) throw newer(database.name, version, migrations.length);
  const model = new Database(':memory:');
  try {
    for (const step of migrations.slice(0, version)) model.exec(step);
    const expected = schemaOf(model);
    const found = schemaOf(database);
    for (const [name, sql] of expected)
      if (found.get(name) !== sql) return `its ${name} is not as Depthroom makes it`;
    for (const name of found.keys()) if (!expected.has(name)) return `it has a ${name}, which no project has`;
    return null;
  } finally {
    model.close();
  }
}

/** Which step of the schema a database is at. */
export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

function newer(path: string, version: number, known: number): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `The project ${path} was made by a newer Depthroom (schema ${version}, this one knows ${known}); update Depthroom to open it.`,
  );
}

const ANOTHER_PROGRAMS = 'it is the database of another program';

function refusal(path: string, why: string): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `Expected a Depthroom project at ${path}, but ${why}; nothing was changed: choose another folder.`,
  );
}

/**
 * Refuses another program's database before SQLite opens it: looking at one merges its write-ahead log, or plays its journal back, and
 * removes either. Throws `bad-input` where it is one.
 */
export function refuseUntouched(path: string): void {
  const application = applicationIn(path);
  if (application === null || application === APPLICATION_ID) return;
  if (application !== 0) throw refusal(path, ANOTHER_PROGRAMS);
  // A new project whose id is still in its log, one of earlier days, or somebody's: a copy of both says which.
  const beside = ['-wal', '-journal'].filter((ending) => bytesOf(path + ending) > 0);
  if (beside.length === 0) return;
  // Nothing of ours is as large before it carries its id.
  if ([path, `${path}-wal`].some((each) => bytesOf(each) > MOST_CHECKED_BYTES))
    throw refusal(path, ANOTHER_PROGRAMS);
  const folder = mkdtempSync(join(tmpdir(), 'depthroom-look-'));
  let copy: Database.Database | undefined;
  try {
    const looked = join(folder, 'project.db');
    for (const ending of ['', ...beside]) copyFileSync(path + ending, looked + ending);
    copy = new Database(looked, { timeout: 0 });
    copy.pragma('trusted_schema = OFF');
    if (reasonAgainst(copy) === ANOTHER_PROGRAMS) throw refusal(path, ANOTHER_PROGRAMS);
  } catch (thrown) {
    // Copied while it was being written, or damaged: whoever opens it says so.
    const isUnclear = thrown instanceof Database.SqliteError || isGone(thrown);
    if (!isUnclear) throw thrown;
  } finally {
    copy?.close();
    // What was found in it is the failure to be told.
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {}
  }
}

const isGone = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT';

/** What the head of a database says whose it is (https://www.sqlite.org/fileformat.html, offset 68); null where there is no head. */
function applicationIn(path: string): number | null {
  return bytesOf(path) < HEAD_BYTES ? null : (databaseHead(path)?.readInt32BE(68) ?? null);
}

/** The first 100 bytes of a file, with zeros where it is shorter; null where they do not begin as a database of SQLite does. */
export function databaseHead(path: string): Buffer | null {
  const head = Buffer.alloc(HEAD_BYTES);
  // By another name of its folder it may be open already.
  const file = holdFile(path);
  try {
    head.set(file.read(0, HEAD_BYTES));
  } finally {
    file.release();
  }
  return head.toString('latin1', 0, 16) === 'SQLite format 3\0' ? head : null;
}

function bytesOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Whether SQLite says that what is in the file is broken, and not that it could not be read just now. */
export function isDamage(thrown: unknown): boolean {
  return /^SQLITE_(CORRUPT|ERROR|SCHEMA|MISMATCH|CONSTRAINT)/.test((thrown as { code?: string }).code ?? '');
}

function reasonAgainst(database: Database.Database): string | null {
  const version = versionOf(database);
  const application = database.pragma('application_id', { simple: true }) as number;
  const things = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema',
    )
    .all();
  if (application !== APPLICATION_ID && (application !== 0 || version >= CARRIES_ID_FROM))
    return ANOTHER_PROGRAMS;
  if (version === 0) return things.length > 0 ? ANOTHER_PROGRAMS : null;
  const tables = new Set(things.filter(({ type }) => type === 'table').map(({ name }) => name));
  if (!['files', 'photos', 'runs', 'exports', 'engines'].every((name) => tables.has(name)))
    return 'tables of a project are missing in it';
  const own = things.find(
    ({ type, sql }) =>
      (type === 'trigger' && ![...TRIGGERS, ...QUEUE_TRIGGERS].includes(sql ?? '')) ||
      type === 'view' ||
      /^\s*CREATE\s+VIRTUAL/i.test(sql ?? ''),
  );
  return own ? `it has a ${own.type} of its own, which no project has` : null;
}
