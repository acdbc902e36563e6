import { STORED_ROWS } from '../../../contract/calls/stored.ts';
import { runsOf } from '../../../contract/compare/comparison.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Context } from '../context.ts';
import type { ProjectDatabase } from '../database.ts';
import { addressesIn, ROW_TABLES, type RowTable } from '../references.ts';
import { type Content, insertRaw, type RawRow, readContent } from './content.ts';

/**
 * Brings back what was removed, with the photos, runs and ground truth that it needs, where those are in the trash too; in one transaction.
 * Where a photo was imported again meanwhile, its runs come back to that one. Answers with the entries that left the trash.
 * Throws `not-found` where what it needs was removed for good.
 */
export async function restoreTrash(context: Context, trashIds: readonly string[]): Promise<string[]> {
  const { database, files } = context.project;
  const restored = await files.write([], ({ takeBack, drop }) => {
    const restoring: Restoring = { database, takeBack, done: new Map() };
    for (const id of trashIds) restore(restoring, id);
    // Of a photo that was imported again meanwhile, say, the old preview is needed no more.
    drop([...restoring.done.values()].flatMap(addressesIn));
    return restoring.done;
  });
  context.changed();
  return [...restored.keys()];
}

interface Restoring {
  database: ProjectDatabase;
  takeBack(addresses: Iterable<string>): void;
  /** Contents of the entries that were brought back, by their ids. */
  done: Map<string, string>;
}

function restore(restoring: Restoring, trashId: string): void {
  const { database, done } = restoring;
  if (done.has(trashId)) return;
  const text = database
    .prepare<[string], string>('SELECT content FROM trash WHERE id = ?')
    .pluck()
    .get(trashId);
  if (text === undefined) {
    throw new DepthroomError(
      'not-found',
      'Expected something that was removed, but received an id that is not there (any more); of files that are not in the database photos can be made.',
    );
  }
  done.set(trashId, text);
  const content = parse(text);
  restoring.takeBack(addressesIn(text));
  for (const row of content.photos) {
    // The same picture was imported again meanwhile: that photo stays, and gets what belonged to this one.
    if (photoOf(database, row.original ?? '') === undefined) insert(database, 'photos', row);
  }
  for (const table of ['runs', 'truths'] as const)
    for (const row of content[table])
      insert(database, table, ofPhoto(row, photoFor(restoring, row, content)));
  for (const row of content.exports) {
    need(restoring, 'runs', row.run_id ?? '', 'the run of an export');
    insert(database, 'exports', row);
  }
  for (const row of content.comparisons) {
    const parsed = STORED_ROWS.comparisons.safeParse(parseRecord(row.record));
    for (const id of parsed.success ? runsOf(parsed.data) : [])
      need(restoring, 'runs', id, 'a run that is compared');
    if (parsed.success && 'truthId' in parsed.data.reference)
      need(restoring, 'truths', parsed.data.reference.truthId, 'the ground truth of a comparison');
    insert(database, 'comparisons', ofPhoto(row, photoFor(restoring, row, content)));
  }
  database.prepare('DELETE FROM trash WHERE id = ?').run(trashId);
}

/** Makes sure that a row is there, out of the trash if need be. */
function need(restoring: Restoring, table: RowTable, id: string, what: string): void {
  if (isThere(restoring.database, table, id)) return;
  const trashId = findInTrash(restoring, table, id);
  if (trashId === null)
    throw new DepthroomError(
      'not-found',
      `Expected ${what} in the project or in the trash, but it was removed for good; what belongs to it cannot be brought back.`,
    );
  restore(restoring, trashId);
}

/** The entry that was removed last of those with this row, but for those that are being brought back; null where there is none. */
function findInTrash({ database, done }: Restoring, table: RowTable, id: string): string | null {
  const speaking = database.prepare<[string], { trashId: string; text: string }>(
    'SELECT id AS trashId, content AS text FROM trash WHERE instr(content, ?) > 0 ORDER BY removed_at DESC',
  );
  for (const { trashId, text } of speaking.iterate(id))
    if (!done.has(trashId) && readContent(text)?.[table].some((row) => row.id === id)) return trashId;
  return null;
}

/** The photo that a row of a removed photo belongs to now. */
function photoFor(restoring: Restoring, row: RawRow, { originals }: Content): string {
  const { database } = restoring;
  const photoId = row.photo_id ?? '';
  if (isThere(database, 'photos', photoId)) return photoId;
  const original = originals[photoId] ?? '';
  const again = photoOf(database, original);
  if (again !== undefined) return again;
  need(restoring, 'photos', photoId, 'its photo');
  return isThere(database, 'photos', photoId) ? photoId : (photoOf(database, original) ?? photoId);
}

function isThere(database: ProjectDatabase, table: RowTable, id: string): boolean {
  return database.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
}

/** The id of the photo with this original. */
function photoOf(database: ProjectDatabase, original: string): string | undefined {
  return database.prepare<[string], string>('SELECT id FROM photos WHERE original = ?').pluck().get(original);
}

function insert(database: ProjectDatabase, table: RowTable, row: RawRow): void {
  if (!isThere(database, table, row.id)) insertRaw(database, table, row);
}

function ofPhoto(row: RawRow, photoId: string): RawRow {
  if (row.photo_id === photoId) return row;
  const record = parseRecord(row.record);
  // A record that cannot be read comes back as it was.
  if (record === null) return { ...row, photo_id: photoId };
  return { ...row, photo_id: photoId, record: JSON.stringify({ ...record, photoId }) };
}

function parseRecord(record: string): object | null {
  try {
    return JSON.parse(record) as object;
  } catch {
    return null;
  }
}

function parse(text: string): Content {
  const content = readContent(text);
  if (content) return content;
  throw new DepthroomError(
    'bad-input',
    `Expected rows in the trash (${ROW_TABLES.join(', ')}), but this entry cannot be read; nothing was changed.`,
  );
}
