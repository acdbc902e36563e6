import { setTimeout as sleep } from 'node:timers/promises';
import type { Project } from '../project.ts';
import { ROW_TABLES } from '../references.ts';

/** What else is to be done comes between two parts. */
const PAUSE_MS = 2;

/**
 * Reads every row of a project that another program may have written, a few at a time: what cannot be read is told, and left out wherever
 * rows are served, since each is checked again whenever it is.
 */
export async function checkRows(project: Project): Promise<void> {
  for (const table of ROW_TABLES)
    for (let after: number | null = null; ; ) {
      if (!project.database.open) return;
      const { last }: { last: number | null } = project[table].readSome(after);
      if (last === null) break;
      after = last;
      await sleep(PAUSE_MS);
    }
  project.checked.rows = true;
}
