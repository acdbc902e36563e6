import { TRASH_DAYS } from '../../../contract/trash.ts';
import type { ProjectDatabase } from '../database.ts';
import type { Project } from '../project.ts';

/*
 * The time of day is not to be believed blindly where something goes for good by it: a computer whose clock was set a year ahead, or that
 * woke up in 1970, says the same as one that was away for so long. Where the time has jumped since it was last looked at, the days are
 * counted anew from there; nothing goes early, and what a clock said that was put right again is forgotten. While they are counted, a step
 * that is longer than all of them counts as the longest that is believed: a clock may be set more than once.
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** Who opens a project that often has a time that is believed. */
const BELIEVED_STEP_MS = 3 * DAY_MS;
/** So often it is written down. */
const NOTED_EVERY_MS = 60 * 60 * 1000;

/** Names in the table of totals, whose numbers are milliseconds since 1970. */
const SEEN_AT = 'trash seen at';
const DOUBTED_AT = 'trash doubted since';

/** Whether what counts as old now may go for good. Notes the time. Throws what a write of the project throws. */
export async function isTimeTrusted(project: Project, hasOld: boolean, now: number): Promise<boolean> {
  const { database } = project;
  const seenAt = numberOf(database, SEEN_AT);
  const step = seenAt === null ? Number.POSITIVE_INFINITY : now - seenAt;
  const doubtedAt = withoutLeap(doubtedSince(database), step);
  const isEven = step >= 0 && step <= BELIEVED_STEP_MS;
  const isOver = doubtedAt !== null && now - doubtedAt >= TRASH_DAYS * DAY_MS;
  const isTrusted = isOver || (doubtedAt === null && isEven) || !hasOld;
  if (isTrusted) {
    if (doubtedAt !== null || step < 0 || step > NOTED_EVERY_MS) await note(project, now, null);
  } else if (doubtedAt === null || now < doubtedAt) await note(project, now, now);
  else if (step < 0 || step > NOTED_EVERY_MS) await note(project, now, doubtedAt);
  return isTrusted;
}

function withoutLeap(doubtedAt: number | null, step: number): number | null {
  const isLeap = Number.isFinite(step) && step > TRASH_DAYS * DAY_MS;
  return doubtedAt !== null && isLeap ? doubtedAt + step - BELIEVED_STEP_MS : doubtedAt;
}

/** Since when the time is doubted, in milliseconds since 1970; null where it is believed. */
export function doubtedSince(database: ProjectDatabase): number | null {
  return numberOf(database, DOUBTED_AT);
}

function numberOf(database: ProjectDatabase, name: string): number | null {
  return (
    database.prepare<[string], number>('SELECT count FROM totals WHERE name = ?').pluck().get(name) ?? null
  );
}

function note({ database, writeRemoval }: Project, seenAt: number, doubtedAt: number | null): Promise<void> {
  return writeRemoval(() => {
    const put = database.prepare<[string, number]>(
      'INSERT OR REPLACE INTO totals (name, count) VALUES (?, ?)',
    );
    put.run(SEEN_AT, seenAt);
    if (doubtedAt !== null) put.run(DOUBTED_AT, doubtedAt);
    else database.prepare<[string]>('DELETE FROM totals WHERE name = ?').run(DOUBTED_AT);
  });
}
