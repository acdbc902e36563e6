import { randomUUID } from 'node:crypto';
import { runsOf } from '../../../contract/compare/comparison.ts';
import type { Removed, TrashEntry } from '../../../contract/trash.ts';
import type { Context } from '../context.ts';
import type { Project } from '../project.ts';
import { addressesIn, ROW_TABLES, type RowTable } from '../references.ts';
import { type Content, emptyContent, type RawRow, rawRows } from './content.ts';

export interface Removal {
  kind: Exclude<TrashEntry['kind'], 'unknown-files'>;
  /** What it is, for a person. */
  title: string;
  /** Ids of the rows. What hangs on them goes with them: runs on photos, exports and comparisons on runs, comparisons on ground truth. */
  ids: readonly string[];
}

const TABLES: Record<Removal['kind'], RowTable> = {
  photos: 'photos',
  runs: 'runs',
  export: 'exports',
  truth: 'truths',
  comparison: 'comparisons',
};

/**
 * Moves rows to the trash with all that hangs on them, in one transaction. Their files stay until the trash is emptied. Work on them is
 * stopped first. Answers with what brings them back. Throws `not-found`, and nothing is removed, where one of them is not there.
 */
export async function moveToTrash(context: Context, removal: Removal): Promise<Removed> {
  const { project, stops } = context;
  const { database, files } = project;
  const trashId = randomUUID();
  const { stopped, runs, exports } = await files.write(
    [],
    ({ drop }) => {
      const table = TABLES[removal.kind];
      for (const id of removal.ids) project[table].get(id);
      const content = gather(project, table, removal.ids);
      for (const each of ROW_TABLES.toReversed())
        for (const { id } of content[each]) database.prepare(`DELETE FROM ${each} WHERE id = ?`).run(id);
      const text = JSON.stringify(content);
      database
        .prepare('INSERT INTO trash (id, kind, title, removed_at, content) VALUES (?, ?, ?, ?, ?)')
        .run(trashId, removal.kind, removal.title, new Date().toISOString(), text);
      drop(addressesIn(text));
      return {
        stopped: ROW_TABLES.flatMap((each) => content[each].map(({ id }) => id)),
        runs: content.runs.length,
        exports: content.exports.length,
      };
    },
    project.writeRemoval,
  );
  for (const id of stopped) stops.get(id)?.abort();
  context.changed();
  return { trashId, runs, exports };
}

/** The rows and what hangs on them. */
function gather(project: Project, table: RowTable, ids: readonly string[]): Content {
  const { database } = project;
  const content = emptyContent();
  const seen = new Set<string>();
  const add = (to: RowTable, rows: readonly RawRow[]) => {
    for (const row of rows) {
      if (seen.has(`${to} ${row.id}`)) continue;
      seen.add(`${to} ${row.id}`);
      content[to].push(asStopped(row));
      if (to === 'photos')
        for (const below of ['runs', 'truths', 'comparisons'] as const)
          add(below, rawRows(database, below, 'photo_id', row.id));
      if (to === 'runs') add('exports', rawRows(database, 'exports', 'run_id', row.id));
    }
  };
  for (const id of ids) add(table, rawRows(database, table, 'id', id));
  const gone = new Set([...content.runs, ...content.truths].map(({ id }) => id));
  // A comparison is of one photo, as what it compares is.
  const photos = new Set([...content.runs, ...content.truths].map((row) => row.photo_id ?? ''));
  for (const comparison of [...photos].flatMap((id) => project.comparisons.where('photo_id', id))) {
    const { id, reference } = comparison;
    const needed = [...runsOf(comparison), ...('truthId' in reference ? [reference.truthId] : [])];
    if (needed.some((each) => gone.has(each))) add('comparisons', rawRows(database, 'comparisons', 'id', id));
  }
  for (const each of ROW_TABLES) content[each].sort((a, b) => a.rowid - b.rowid);
  content.originals = originalsOf(project, content);
  return content;
}

/** What is at work or waits is stopped by its removal; that is how it comes back. */
function asStopped(row: RawRow): RawRow {
  if (!/"state":"(queued|running)"/.test(row.record)) return row;
  const record = JSON.parse(row.record) as Record<string, unknown>;
  const isRun = 'finishedAt' in record;
  const ended = { ...record, state: 'cancelled', ...(isRun ? { finishedAt: new Date().toISOString() } : {}) };
  return { ...row, ...(isRun ? { state: 'cancelled' } : {}), record: JSON.stringify(ended) };
}

function originalsOf({ database }: Project, content: Content): Content['originals'] {
  const originals: Content['originals'] = {};
  const find = database.prepare<[string], string>('SELECT original FROM photos WHERE id = ?').pluck();
  const runPhoto = database.prepare<[string], string>('SELECT photo_id FROM runs WHERE id = ?').pluck();
  const owners = [...content.runs, ...content.truths, ...content.comparisons].map((row) => row.photo_id);
  const ofExports = content.exports.map((row) => runPhoto.get(row.run_id ?? '') ?? '');
  for (const photoId of [...owners, ...ofExports, ...content.photos.map(({ id }) => id)]) {
    const original = photoId === undefined ? undefined : find.get(photoId);
    if (photoId !== undefined && original !== undefined) originals[photoId] = original;
  }
  return originals;
}
