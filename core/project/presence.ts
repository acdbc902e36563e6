import { toFailure } from '../../contract/errors.ts';
import { isProcessAlive, startOfProcess } from '../disk/process-alive.ts';
import { keepSpareRoom } from '../disk/spare-room.ts';
import type { Context } from './context.ts';

/** How often an engine says that it is there. */
export const HEARTBEAT_MS = 5_000;
/**
 * An engine that was not heard for this long is gone, even if its process number is in use (by another program). Counted by who looks, by a
 * clock that nobody sets: the time of day may be put right, or the computer have slept, between two heartbeats of an engine that is at work.
 */
const GONE_AFTER_MS = 60_000;
const NAME = 'note that this Depthroom has the project open';
const LOCK_NAME = 'note that this computer has the project open';
/** How long the row of an engine that is gone is kept: nothing that it left is older. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Which engines have the project open: a row each, which the process renews. A run belongs to the engine that queued it; if that one is
 * gone, another may take over what it left.
 */
export interface Presence {
  isAlive(engineId: string): boolean;
  /** Says that this one is gone, and gives the project back to other computers where no other engine has it. Never throws. */
  leave(): Promise<void>;
}

interface EngineRow {
  id: string;
  process_id: number;
  started_at: string | null;
  seen_at: number;
}

/** Throws `busy` where another program has the project locked. */
export async function enter(
  { project, engineId, background }: Pick<Context, 'project' | 'engineId' | 'background'>,
  heartbeatMs: number,
): Promise<Presence> {
  const { database, lock, place, folder, write } = project;
  const note = database.prepare<[string, number, string | null, number]>(
    'INSERT INTO engines (id, process_id, started_at, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at',
  );
  const forget = database.prepare<[string]>('DELETE FROM engines WHERE id = ?');
  const all = database.prepare<[], EngineRow>('SELECT id, process_id, started_at, seen_at FROM engines');
  const startedAt = startOfProcess(process.pid);

  const heard = new Map<string, { seenAt: number; at: number }>();
  const isHeard = ({ id, seen_at }: EngineRow) => {
    const last = heard.get(id);
    if (last?.seenAt === seen_at) return performance.now() - last.at < GONE_AFTER_MS;
    heard.set(id, { seenAt: seen_at, at: performance.now() });
    return true;
  };
  const isThere = (row: EngineRow) => isProcessAlive(row.process_id, row.started_at) && isHeard(row);
  const beat = () => write(() => note.run(engineId, process.pid, startedAt, Date.now()));

  try {
    await beat();
  } catch (thrown) {
    // A full disk can still be looked at, and photos removed from it; the heartbeat tries again.
    if (toFailure(thrown).code === 'busy') throw thrown;
    background.run(NAME, () => Promise.reject(thrown));
  }
  const keepRoom = () => background.run('keep some room for removals', () => keepSpareRoom(folder));
  background.every(heartbeatMs, NAME, async () => {
    // Each by itself: where one cannot be renewed (a folder that became read-only), the others say all the same that this one is alive.
    await background.run(LOCK_NAME, () => lock.beat(place.files()));
    await background.run(NAME, beat);
    await keepRoom();
  });
  background.run(LOCK_NAME, () => lock.beat(place.files()));
  keepRoom();

  return {
    isAlive: (id) => all.all().some((row) => row.id === id && isThere(row)),
    async leave() {
      let isShared = true;
      try {
        const others = all.all().filter((row) => row.id !== engineId);
        isShared = others.some(isThere);
        const old = others.filter(
          (row) => Math.abs(Date.now() - row.seen_at) > FORGOTTEN_AFTER_MS && !isThere(row),
        );
        database
          .transaction(() => {
            for (const { id } of [{ id: engineId }, ...old]) forget.run(id);
          })
          .immediate();
      } catch {
        // The project is locked or its disk is full: the heartbeat that is missing says it too.
      }
      await lock.release(isShared).catch(() => {});
    },
  };
}
