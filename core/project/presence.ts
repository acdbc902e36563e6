import type { ProjectDatabase } from './database.ts';

const HEARTBEAT_MS = 5_000;
/** An engine that was not seen for this long is gone, even if its process number is in use (by another program). */
const GONE_AFTER_MS = 60_000;

/**
 * Which engines (processes) have the project open. A run belongs to the engine that queued it; if that one is gone, another may
 * take over what it left.
 */
export interface Presence {
  isAlive(engineId: string): boolean;
  leave(): void;
}

export function enter(database: ProjectDatabase, engineId: string): Presence {
  const write = database.prepare(
    'INSERT INTO engines (id, process_id, seen_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at',
  );
  const read = database.prepare<[string], { process_id: number; seen_at: number }>(
    'SELECT process_id, seen_at FROM engines WHERE id = ?',
  );
  const beat = () => write.run(engineId, process.pid, Date.now());
  beat();
  const timer = setInterval(beat, HEARTBEAT_MS);
  timer.unref();
  database.prepare('DELETE FROM engines WHERE seen_at < ?').run(Date.now() - 24 * 60 * 60 * 1000);
  return {
    isAlive(id) {
      const row = read.get(id);
      return row !== undefined && Date.now() - row.seen_at < GONE_AFTER_MS && isProcessAlive(row.process_id);
    },
    leave() {
      clearInterval(timer);
      database.prepare('DELETE FROM engines WHERE id = ?').run(engineId);
    },
  };
}

function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
