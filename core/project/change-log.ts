import type { ProjectDatabase } from './database.ts';
import { ROW_TABLES, type RowTable } from './references.ts';

/** A row that changed, by whichever program. */
export interface Changed {
  sequence: number;
  /** `trash` for what was removed or brought back. */
  kind: RowTable | 'trash';
  id: string;
  photoId: string | null;
}

/** The numbered changes of a project, as its triggers note them (core/project/migrations/005-changes.ts). */
export interface ChangeLog {
  /** The number of the last change; 0 before the first one. */
  latest(): number;
  /** The number of the first change that is still known. */
  oldest(): number;
  /** So many changes after that number, in order. */
  since(sequence: number, count: number): Changed[];
  /** Forgets all but the last ones, where there are twice as many. Only while the project is locked for writing. */
  trim(): void;
  isLong(): boolean;
}

/** How many changes a page that was away may have missed. */
const KEPT = 10_000;

const KINDS: readonly string[] = [...ROW_TABLES, 'trash'];

export function openChangeLog(database: ProjectDatabase): ChangeLog {
  const latest = database.prepare<[], number | null>('SELECT max(sequence) FROM changes').pluck();
  const oldest = database.prepare<[], number | null>('SELECT min(sequence) FROM changes').pluck();
  const since = database.prepare<[number, number], Changed>(
    'SELECT sequence, kind, row_id AS id, photo_id AS photoId FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const forget = database.prepare<[number]>('DELETE FROM changes WHERE sequence <= ?');
  const log: ChangeLog = {
    latest: () => latest.get() ?? 0,
    oldest: () => oldest.get() ?? 0,
    since: (sequence, count) => since.all(sequence, count).filter(({ kind }) => KINDS.includes(kind)),
    isLong: () => log.latest() - log.oldest() > 2 * KEPT,
    trim() {
      // The last one stays, so that no number is given twice.
      if (log.isLong()) forget.run(log.latest() - KEPT);
    },
  };
  return log;
}
