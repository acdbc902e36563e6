import { z } from 'zod';
import { isAddress } from '../../../contract/address.ts';
import { isUuid } from '../../../contract/calls/stored.ts';
import type { ProjectDatabase } from '../database.ts';
import { ROW_TABLES, type RowTable } from '../references.ts';

/** Columns of the tables; only these go into the trash and come back. */
const COLUMNS: Record<RowTable, readonly string[]> = {
  photos: ['id', 'original', 'added_at', 'record'],
  runs: ['id', 'photo_id', 'state', 'engine_id', 'queued_at', 'record'],
  exports: ['id', 'run_id', 'created_at', 'record'],
  truths: ['id', 'photo_id', 'added_at', 'record'],
  comparisons: ['id', 'photo_id', 'created_at', 'record'],
};

const text = z.string().optional();
const rawRowSchema = z.object({
  rowid: z.number().int(),
  id: z.string().refine(isUuid),
  record: z.string(),
  original: text,
  photo_id: text,
  run_id: text,
  state: text,
  engine_id: text,
  queued_at: text,
  added_at: text,
  created_at: text,
});
/** A row as it lay in its table. Its record may be one that cannot be read: it comes back as it was. */
export type RawRow = z.infer<typeof rawRowSchema>;

const rows = z.array(rawRowSchema).default([]);

/** What was removed together. */
const contentSchema = z.object({
  photos: rows,
  runs: rows,
  exports: rows,
  truths: rows,
  comparisons: rows,
  /** Addresses of the originals of the photos that the rows belong to: such a photo may be imported again under another id. */
  originals: z.record(z.string().refine(isUuid), z.string().refine(isAddress)),
});
export type Content = z.infer<typeof contentSchema>;

/** What stands in the trash; null where it cannot be read. */
export function readContent(text: string): Content | null {
  try {
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function emptyContent(): Content {
  return { photos: [], runs: [], exports: [], truths: [], comparisons: [], originals: {} };
}

/** How many rows there are. */
export function countRows(content: Content): number {
  return ROW_TABLES.reduce((sum, table) => sum + content[table].length, 0);
}

/** Rows of a table by a column, as they lie there. */
export function rawRows(database: ProjectDatabase, table: RowTable, column: string, value: string): RawRow[] {
  return database
    .prepare<[string], RawRow>(
      `SELECT rowid, ${COLUMNS[table].join(', ')} FROM ${table} WHERE "${column}" = ? ORDER BY rowid`,
    )
    .all(value);
}

/** Puts a row back, in its old place where that is free. */
export function insertRaw(database: ProjectDatabase, table: RowTable, row: RawRow): void {
  const isTaken = database.prepare(`SELECT 1 FROM ${table} WHERE rowid = ?`).get(row.rowid) !== undefined;
  const names = [...(isTaken ? [] : ['rowid']), ...COLUMNS[table]];
  database
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(names.map((name) => (row as Record<string, string | number>)[name] ?? ''));
}

/** Text in a record; null where it cannot be read or has another type. */
export function textIn(record: string, key: string): string | null {
  try {
    const value = (JSON.parse(record) as Record<string, unknown>)[key];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
