import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError, type ErrorCode, toFailure } from '../../contract/errors.ts';
import type { ProjectDatabase } from './database.ts';
import { databaseFailure } from './database-failure.ts';

/**
 * Performs changes of rows, all or none of them, when nobody else is writing; `work` may be performed again and must do nothing else. The
 * database is never waited for: SQLite answers at once that it is locked, and the wait for the next attempt is an ordinary one.
 */
export type Write = <Result>(work: () => Result) => Promise<Result>;

export interface Writer {
  /** For who waits for it. Throws `busy` where another program has the project locked for longer than five seconds, `no-space`, `no-permission`, `disk-error`. */
  write: Write;
  /** For what must not be lost (the end of a run): tries again whatever is in the way, until it is written. Throws `cancelled` where the project is closed before. */
  persist: Write;
  /** As `write`, for what a person removes: on a full disk it may use the room that is kept for it. */
  writeRemoval: Write;
  /** What has kept `persist` from writing for at least so long; null where nothing does. */
  heldUpFor(ms: number): DepthroomError | null;
}

/** How long a call waits for another program's lock. */
export const PATIENCE_MS = 5_000;
/** The first wait, and the longest ones. */
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 200;
const LONGEST_WAIT_TO_PERSIST_MS = 500;

/** What may pass without anybody changing the program. */
const PASSING: readonly ErrorCode[] = ['busy', 'no-space', 'no-permission', 'disk-error'];

export interface WriterOptions {
  database: ProjectDatabase;
  /** Called before each change; throws where there must be none. */
  check(): void;
  /** Makes room on a full disk for a change that removes something; false where there is none to make. */
  makeRoom(): Promise<boolean>;
  /** Says more of a failure, where the place of the database tells it. */
  explain?(failure: unknown): unknown;
  patienceMs?: number | undefined;
}

export function createWriter({
  database,
  check,
  makeRoom,
  explain = (failure) => failure,
  patienceMs = PATIENCE_MS,
}: WriterOptions): Writer {
  function attempt<Result>(work: () => Result): Result {
    check();
    // Immediate: the lock is taken before anything is read, so that what the work decides by is still so when it writes.
    try {
      return database.transaction(work).immediate();
    } catch (thrown) {
      throw explain(databaseFailure(thrown));
    }
  }
  async function write<Result>(work: () => Result): Promise<Result> {
    check();
    return patiently(() => attempt(work), patienceMs);
  }
  const heldUp = new Set<{ since: number; failure: DepthroomError }>();
  async function persist<Result>(work: () => Result): Promise<Result> {
    let held: { since: number; failure: DepthroomError } | undefined;
    const isWorthIt = (failure: { code: ErrorCode }, thrown: unknown) => {
      // Of a project that was closed meanwhile nothing comes back.
      if (!database.open) return false;
      if (!PASSING.includes(failure.code) || !(thrown instanceof DepthroomError)) return false;
      held ??= { since: performance.now(), failure: thrown };
      held.failure = thrown;
      heldUp.add(held);
      return true;
    };
    try {
      return await tryAgain(() => attempt(work), isWorthIt, LONGEST_WAIT_TO_PERSIST_MS);
    } finally {
      if (held) heldUp.delete(held);
    }
  }
  return {
    write,
    persist,
    heldUpFor(ms) {
      const until = performance.now() - ms;
      return [...heldUp].find(({ since }) => since <= until)?.failure ?? null;
    },
    async writeRemoval(work) {
      try {
        return await write(work);
      } catch (thrown) {
        if (toFailure(thrown).code !== 'no-space' || !(await makeRoom())) throw thrown;
        return await write(work);
      }
    },
  };
}

/** Performs something with the database, again and again where another program has it locked. Throws what it fails with as a failure of the closed list. */
export function patiently<Result>(work: () => Result, patienceMs = PATIENCE_MS): Promise<Result> {
  const until = performance.now() + patienceMs;
  return tryAgain(work, (failure) => failure.code === 'busy' && performance.now() < until, LONGEST_WAIT_MS);
}

async function tryAgain<Result>(
  work: () => Result,
  isWorthIt: (failure: { code: ErrorCode }, thrown: unknown) => boolean,
  longestWaitMs: number,
): Promise<Result> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.5, longestWaitMs)) {
    try {
      return work();
    } catch (thrown) {
      const failure = databaseFailure(thrown);
      if (!isWorthIt(toFailure(failure), failure)) throw failure;
    }
    // Not all who wait at the same moment.
    await sleep(wait * (0.5 + Math.random() / 2));
  }
}
