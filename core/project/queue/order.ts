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

/** Whether something waits or is at work, by whichever engine: what one that is gone has left is among it. */
export function isAnythingOpen(database: Database): boolean {
  const run = database.prepare<[string], number>('SELECT 1 FROM runs WHERE state = ? LIMIT 1').pluck();
  const written = database.prepare<[], number>("SELECT 1 FROM exports WHERE state = 'running' LIMIT 1");
  return ['queued', 'running'].some((state) => run.get(state) === 1) || written.get() !== undefined;
}
