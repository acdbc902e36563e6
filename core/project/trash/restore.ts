import { runsOf } from '../../../contract/comparison.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { STORED_ROWS } from '../../../contract/stored.ts';
import type { Context } from '../context.ts';
import type { ProjectDatabase } from '../database.ts';
import { addressesIn, ROW_TABLES, type RowTable } from '../references.ts';
import { type Content, contentSchema, insertRaw, type RawRow } from './content.ts';

/**
 * Brings back what was removed, with the photos, runs and ground truth that it needs, where those are in the trash too; in one transaction.
 * Where a photo was imported again meanwhile, its runs come back to that one. Answers with the entries that left the trash.
 * Throws `not-found` where what it needs was removed for good.
 */
export async function restoreTrash(context: Context, trashIds: readonly string[]): Promise<string[]> {
  const { database, files } = context.project;
  const restored = await files.write([], ({ takeBack }) => {
    const restoring = createRestoring(database, takeBack);
    for (const id of trashIds) restoring.entry(id);
    return restoring.done;
  });
  context.changed();
  return [...restored];
}

function createRestoring(database: ProjectDatabase, takeBack: (addresses: Iterable<string>) => void) {
  const done = new Set<string>();
  const entries = database
    .prepare<[], { id: string; content: string }>('SELECT id, content FROM trash ORDER BY removed_at DESC')
    .all()
    .map(({ id, content }) => ({ id, text: content }));
  const isThere = (table: RowTable, id: string) =>
    database.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  const photoOf = database.prepare<[string], string>('SELECT id FROM photos WHERE original = ?').pluck();

  /** Makes sure that a row is there, out of the trash if need be. */
  function need(table: RowTable, id: string, what: string): void {
    if (isThere(table, id)) return;
    for (const entry of entries) {
      if (done.has(entry.id) || !entry.text.includes(id)) continue;
      if (!parse(entry.text)[table].some((row) => row.id === id)) continue;
      restore(entry.id);
      return;
    }
    throw new DepthroomError(
      'not-found',
      `Expected ${what} in the project or in the trash, but it was removed for good; what belongs to it cannot be brought back.`,
    );
  }

  /** The photo that rows of a removed photo belong to now. */
  function photoFor(photoId: string, { originals }: Content): string {
    if (isThere('photos', photoId)) return photoId;
    const original = originals[photoId] ?? '';
    const again = photoOf.get(original);
    if (again !== undefined) return again;
    need('photos', photoId, 'its photo');
    return isThere('photos', photoId) ? photoId : (photoOf.get(original) ?? photoId);
  }

  function restore(trashId: string): void {
    if (done.has(trashId)) return;
    const entry = entries.find(({ id }) => id === trashId);
    if (!entry) {
      throw new DepthroomError(
        'not-found',
        'Expected something in the trash, but received an id that is not there (any more).',
      );
    }
    done.add(trashId);
    const content = parse(entry.text);
    takeBack(addressesIn(entry.text));
    for (const row of content.photos) {
      // The same picture was imported again meanwhile: that photo stays, and gets what belonged to this one.
      if (photoOf.get(row.original ?? '') === undefined) insert('photos', row);
    }
    for (const table of ['runs', 'truths'] as const)
      for (const row of content[table]) insert(table, ofPhoto(row, photoFor(row.photo_id ?? '', content)));
    for (const row of content.exports) {
      need('runs', row.run_id ?? '', 'the run of an export');
      insert('exports', row);
    }
    for (const row of content.comparisons) {
      const parsed = STORED_ROWS.comparisons.safeParse(parseRecord(row.record));
      for (const id of parsed.success ? runsOf(parsed.data) : []) need('runs', id, 'a run that is compared');
      if (parsed.success && 'truthId' in parsed.data.reference)
        need('truths', parsed.data.reference.truthId, 'the ground truth of a comparison');
      insert('comparisons', ofPhoto(row, photoFor(row.photo_id ?? '', content)));
    }
    database.prepare('DELETE FROM trash WHERE id = ?').run(trashId);
  }

  function insert(table: RowTable, row: RawRow): void {
    if (!isThere(table, row.id)) insertRaw(database, table, row);
  }
  return { entry: restore, done };
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
  const parsed = contentSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new DepthroomError(
    'bad-input',
    `Expected rows in the trash (${ROW_TABLES.join(', ')}), but this entry cannot be read; nothing was changed.`,
  );
}
