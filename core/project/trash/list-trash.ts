import { TRASH_DAYS, type TrashEntry, type TrashSummary, trashEntrySchema } from '../../../contract/trash.ts';
import { totalOf } from '../pages/photo-list.ts';
import type { Project } from '../project.ts';
import { TRASH_DAY } from '../project-folder.ts';
import { addressesIn } from '../references.ts';
import { countUnknownFiles, listUnknownFiles } from '../unknown-files.ts';
import { countRows, readContent } from './content.ts';
import { doubtedSince } from './trusted-time.ts';

const UNKNOWN = 'unknown-';

/** The day of an entry that stands for files which no row speaks of; null for other entries. */
export function dayOfEntry(trashId: string): string | null {
  const day = trashId.startsWith(UNKNOWN) ? trashId.slice(UNKNOWN.length) : '';
  return TRASH_DAY.test(day) ? day : null;
}

type TrashRow = { id: string; kind: TrashEntry['kind']; title: string; removed_at: string; content: string };

/** What is in the trash, newest first. */
export async function listTrash(project: Project): Promise<TrashEntry[]> {
  const { database, folder } = project;
  const bytesOf = database
    .prepare<[string, string], number>(
      'SELECT bytes FROM files WHERE address = ? UNION SELECT bytes FROM leaving WHERE address = ?',
    )
    .pluck();
  const doubtedAt = doubtedSince(database);
  const entries: TrashEntry[] = [];
  for (const row of database.prepare<[], TrashRow>('SELECT * FROM trash').all()) {
    const content = readContent(row.content);
    const addresses = new Set(addressesIn(row.content));
    const entry = trashEntrySchema.safeParse({
      id: row.id,
      kind: row.kind,
      title: row.title,
      removedAt: row.removed_at,
      goesAt: goesAt(row.removed_at, doubtedAt),
      count: content ? countRows(content) : 0,
      bytes: [...addresses].reduce((sum, address) => sum + (bytesOf.get(address, address) ?? 0), 0),
    });
    if (entry.success) entries.push(entry.data);
  }
  const days = Map.groupBy(await listUnknownFiles(folder), ({ day }) => day);
  for (const [day, files] of days) {
    const many = files.length === 1 ? 'file that is' : 'files that are';
    entries.push({
      id: `${UNKNOWN}${day}`,
      kind: 'unknown-files',
      title: `${files.length} ${many} not in the database`,
      removedAt: `${day.slice(0, 10)}T00:00:00.000Z`,
      goesAt: null,
      count: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    });
  }
  return entries.sort((a, b) => (a.removedAt < b.removedAt ? 1 : -1));
}

function goesAt(removedAt: string, doubtedAt: number | null): string | null {
  const days = TRASH_DAYS * 24 * 60 * 60 * 1000;
  const time = Date.parse(removedAt) + days;
  if (Number.isNaN(time)) return null;
  // Where the time of day has jumped, what is old by it goes that much later.
  const isOld = doubtedAt !== null && time <= doubtedAt;
  return new Date(isOld ? doubtedAt + days : time).toISOString();
}

/** How much is in the trash. */
export async function summariseTrash({ database, folder }: Project): Promise<TrashSummary> {
  return {
    removed: totalOf(database, 'trash'),
    unknownFiles: await countUnknownFiles(folder),
  };
}
