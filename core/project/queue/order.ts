import type { Database } from 'better-sqlite3';

/** The place behind everything that waits (migrations/007-queue.ts). */
export function placeAtEnd(database: Database): number {
  const last = database
    .prepare<[], number | null>("SELECT max(place) FROM runs WHERE state = 'queued'")
    .pluck();
  return (last.get() ?? 0) + 1;
}

/** Whether nothing that waits is to be started, by any engine. */
export function isQueuePaused(database: Database): boolean {
  const paused = database.prepare<[], number>("SELECT value FROM queue WHERE name = 'paused'").pluck();
  return paused.get() === 1;
}
