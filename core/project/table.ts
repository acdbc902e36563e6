import type { z } from 'zod';
import { DepthroomError } from '../../contract/errors.ts';
import type { ProjectDatabase } from './database.ts';
import { readRow } from './unreadable.ts';

/** Rows that are whole objects of the contract, with a few columns beside them to find them by. Rows that cannot be read are left out. */
export interface Table<Row extends { id: string }> {
  /** In the order in which they were added. */
  all(): Row[];
  where(column: string, value: string): Row[];
  /** The first that was added of those with these values in these columns. */
  first(values: Record<string, string>): Row | null;
  /** The last `count` that were added of those with this value, newest first. */
  latest(column: string, value: string, count: number): Row[];
  find(id: string): Row | null;
  /** As `find`, but a missing row is a failure. */
  get(id: string): Row;
  insert(row: Row): void;
  update(row: Row): void;
  remove(id: string): void;
}

type Columns = Record<string, string | number | null>;

export function openTable<Row extends { id: string }>(
  database: ProjectDatabase,
  name: 'photos' | 'runs' | 'exports' | 'truths' | 'comparisons',
  schema: z.ZodType<Row>,
  columnsOf: (row: Row) => Columns,
): Table<Row> {
  type Stored = { id: string; record: string };
  const parse = (stored: Stored): [Row] | [] => readRow(database, name, schema, stored);
  const everything = database.prepare<[], Stored>(`SELECT id, record FROM ${name} ORDER BY rowid`);
  const one = database.prepare<[string], Stored>(`SELECT id, record FROM ${name} WHERE id = ?`);
  const remove = database.prepare<[string]>(`DELETE FROM ${name} WHERE id = ?`);
  const singular = name.slice(0, -1);

  const find = (id: string): Row | null => {
    const row = one.get(id);
    return row ? (parse(row)[0] ?? null) : null;
  };
  return {
    all: () => everything.all().flatMap(parse),
    where: (column, value) =>
      database
        .prepare<[string], Stored>(`SELECT id, record FROM ${name} WHERE "${column}" = ? ORDER BY rowid`)
        .all(value)
        .flatMap(parse),
    first(values) {
      const conditions = Object.keys(values).map((column) => `"${column}" = @${column}`);
      const rows = database
        .prepare<[Record<string, string>], Stored>(
          `SELECT id, record FROM ${name} WHERE ${conditions.join(' AND ')} ORDER BY rowid`,
        )
        .iterate(values);
      for (const stored of rows) {
        const [row] = parse(stored);
        if (row) return row;
      }
      return null;
    },
    latest: (column, value, count) =>
      database
        .prepare<[string, number], Stored>(
          `SELECT id, record FROM ${name} WHERE "${column}" = ? ORDER BY rowid DESC LIMIT ?`,
        )
        .all(value, count)
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
    insert(row) {
      const columns = { id: row.id, ...columnsOf(row), record: JSON.stringify(row) };
      const names = Object.keys(columns);
      database
        .prepare(
          `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((key) => `@${key}`).join(', ')})`,
        )
        .run(columns);
    },
    update(row) {
      const columns = { ...columnsOf(row), record: JSON.stringify(row) };
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
