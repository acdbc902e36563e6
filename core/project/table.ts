import type { z } from 'zod';
import { STORED_ROWS } from '../../contract/calls/stored.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { ProjectDatabase } from './database.ts';
import { placeAtEnd } from './queue/order.ts';
import { readRow } from './unreadable.ts';

/** Rows that are whole objects of the contract, with a few columns beside them to find them by. Rows that cannot be read are left out. */
export interface Table<Row extends { id: string }> {
  /** In the order in which they were added. */
  all(): Row[];
  /** A part of all, from the place on that the part before gave; `last` is null where nothing follows. */
  readSome(after: number | null): { rows: Row[]; last: number | null };
  where(column: string, value: string): Row[];
  /** Those with these values in these columns, in the order in which they were added. */
  matching(values: Record<string, string>): Row[];
  /** The first that was added of those with these values in these columns. */
  first(values: Record<string, string>): Row | null;
  /** The last `count` that were added of those with this value, newest first; before the row of an id, where one is given. */
  latest(column: string, value: string, count: number, beforeId?: string): Row[];
  /** How many with this value were added before the row of an id. */
  countBefore(column: string, value: string, beforeId: string): number;
  /** So many from a place on, the greatest value of a column first. */
  page(column: string, from: number, count: number): Row[];
  find(id: string): Row | null;
  /** As `find`, but a missing row is a failure. */
  get(id: string): Row;
  /** `more`: columns that are no part of the row; left out, an update leaves them as they are. */
  insert(row: Row, more?: Columns): void;
  update(row: Row, more?: Columns): void;
  remove(id: string): void;
}

/** So many rows are read together where all are read. */
const AT_ONCE = 200;

type Columns = Record<string, string | number | null>;
type Stored = { id: string; record: string };
type Name = 'photos' | 'runs' | 'exports' | 'truths' | 'comparisons';

export function openTable<Row extends { id: string }>(
  database: ProjectDatabase,
  name: Name,
  schema: z.ZodType<Row>,
  columnsOf: (row: Row) => Columns,
): Table<Row> {
  const parse = (stored: Stored): [Row] | [] => readRow(database, name, schema, stored);
  const some = database.prepare<[number], Stored & { place: number }>(
    `SELECT rowid AS place, id, record FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ${AT_ONCE}`,
  );
  const one = database.prepare<[string], Stored>(`SELECT id, record FROM ${name} WHERE id = ?`);
  const remove = database.prepare<[string]>(`DELETE FROM ${name} WHERE id = ?`);
  const singular = name.slice(0, -1);

  const matching = (values: Record<string, string>) => {
    const conditions = Object.keys(values).map((column) => `"${column}" = @${column}`);
    return database.prepare<[Record<string, string>], Stored>(
      `SELECT id, record FROM ${name} WHERE ${conditions.join(' AND ')} ORDER BY rowid`,
    );
  };
  const readSome: Table<Row>['readSome'] = (after) => {
    const rows = some.all(after ?? Number.MIN_SAFE_INTEGER);
    return {
      rows: rows.flatMap(parse),
      last: rows.length < AT_ONCE ? null : rows[rows.length - 1].place,
    };
  };
  const find = (id: string): Row | null => {
    const row = one.get(id);
    return row ? (parse(row)[0] ?? null) : null;
  };
  return {
    all() {
      const found: Row[] = [];
      for (let place: number | null = null; ; ) {
        const part = readSome(place);
        found.push(...part.rows);
        if (part.last === null) return found;
        place = part.last;
      }
    },
    readSome,
    where: (column, value) =>
      database
        .prepare<[string], Stored>(`SELECT id, record FROM ${name} WHERE "${column}" = ? ORDER BY rowid`)
        .all(value)
        .flatMap(parse),
    matching: (values) => matching(values).all(values).flatMap(parse),
    first(values) {
      for (const stored of matching(values).iterate(values)) {
        const [row] = parse(stored);
        if (row) return row;
      }
      return null;
    },
    latest: (column, value, count, beforeId) =>
      latestBefore(database, name, { column, value, count, beforeId }).flatMap(parse),
    countBefore: (column, value, beforeId) => countBefore(database, name, { column, value, beforeId }),
    page: (column, from, count) =>
      database
        .prepare<[number, number], Stored>(
          `SELECT id, record FROM ${name} ORDER BY "${column}" DESC, rowid DESC LIMIT ? OFFSET ?`,
        )
        .all(count, from)
        .flatMap(parse),
    find,
    get(id) {
      const row = find(id);
      if (!row)
        throw new DepthroomError(
          'not-found',
          `Expected a ${singular} of this project, but received the unknown id "${id}".`,
        );
      return row;
    },
    insert(row, more) {
      const columns = { id: row.id, ...columnsOf(row), ...more, record: recordOf(schema, name, row) };
      const names = Object.keys(columns);
      database
        .prepare(
          `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((key) => `@${key}`).join(', ')})`,
        )
        .run(columns);
    },
    update(row, more) {
      const columns = { ...columnsOf(row), ...more, record: recordOf(schema, name, row) };
      const assignments = Object.keys(columns).map((key) => `${key} = @${key}`);
      database
        .prepare(`UPDATE ${name} SET ${assignments.join(', ')} WHERE id = @id`)
        .run({ ...columns, id: row.id });
    },
    remove(id) {
      remove.run(id);
    },
  };
}

interface Before {
  column: string;
  value: string;
  beforeId: string | undefined;
}

/** Where a row stands among those that were added; behind all of them without an id, before all of them where it is gone. */
function placeOf(database: ProjectDatabase, name: Name, id: string | undefined): number {
  if (id === undefined) return Number.MAX_SAFE_INTEGER;
  const place = database.prepare<[string], number>(`SELECT rowid FROM ${name} WHERE id = ?`).pluck();
  return place.get(id) ?? Number.MIN_SAFE_INTEGER;
}

function latestBefore(
  database: ProjectDatabase,
  name: Name,
  { column, value, beforeId, count }: Before & { count: number },
): Stored[] {
  const some = database.prepare<[string, number, number], Stored>(
    `SELECT id, record FROM ${name} WHERE "${column}" = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
  );
  return some.all(value, placeOf(database, name, beforeId), count);
}

function countBefore(database: ProjectDatabase, name: Name, { column, value, beforeId }: Before): number {
  const all = database.prepare<[string, number], number>(
    `SELECT count(*) FROM ${name} WHERE "${column}" = ? AND rowid < ?`,
  );
  return all.pluck().get(value, placeOf(database, name, beforeId)) ?? 0;
}

/** A row as it is stored. Throws `internal` for one that could not be read again: nothing is written then. */
function recordOf<Row>(schema: z.ZodType<Row>, table: string, row: Row): string {
  const record = JSON.stringify(row);
  // As it will be read: a number that is none becomes null on the way.
  const parsed = schema.safeParse(JSON.parse(record));
  if (parsed.success) return record;
  const [{ path, message }] = parsed.error.issues;
  throw new DepthroomError(
    'internal',
    `Expected a row of ${table} that can be read again, but its ${path.join('.') || 'row'} is not what it should be (${message}); nothing was written.`,
  );
}

/** Runs that wait are put behind all others that do. */
function queuedLast(database: ProjectDatabase, runs: Table<Run>): Table<Run> {
  return {
    ...runs,
    insert: (run, more) =>
      runs.insert(run, run.state === 'queued' ? { place: placeAtEnd(database), ...more } : more),
  };
}

/** The rows of a project, by their tables. */
export function openTables(database: ProjectDatabase) {
  return {
    photos: openTable(database, 'photos', STORED_ROWS.photos, (photo) => ({
      original: photo.files.original,
      added_at: photo.addedAt,
    })),
    runs: queuedLast(
      database,
      openTable(database, 'runs', STORED_ROWS.runs, (run) => ({
        photo_id: run.photoId,
        state: run.state,
        engine_id: run.engineId,
        queued_at: run.queuedAt,
      })),
    ),
    exports: openTable(database, 'exports', STORED_ROWS.exports, (item) => ({
      run_id: item.runId,
      created_at: item.createdAt,
    })),
    truths: openTable(database, 'truths', STORED_ROWS.truths, (truth) => ({
      photo_id: truth.photoId,
      added_at: truth.addedAt,
    })),
    comparisons: openTable(database, 'comparisons', STORED_ROWS.comparisons, (comparison) => ({
      photo_id: comparison.photoId,
      created_at: comparison.createdAt,
    })),
  };
}
