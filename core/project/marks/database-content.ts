import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { type HeldFile, holdFile } from './held-file.ts';

/**
 * Whether another program has written over the content of a database that is open, the file being the same (`cp other.db project.db`).
 * SQLite does not look, and would write what it has in its log into it.
 */
export interface DatabaseContent {
  /** True from the moment on that it was found so. Reads no more than some facts where nothing has changed. */
  isForeign(): boolean;
  /** To be called after the database was closed. */
  release(): void;
}

/*
 * With a write-ahead log the file itself is written by nothing but checkpoints, and whichever process makes one says so in the index of the
 * log before (`nBackfillAttempted`) and after it (`nBackfill`; https://sqlite.org/walformat.html, section 2.1). A file that has changed while
 * those have not was written by something that is not SQLite.
 */
const SALTS = { at: 32, length: 8 };
const BACKFILLED = { at: 96, length: 4 };
/** Not in one piece with the former: what lies between is locked, which on Windows nobody else may read. */
const ATTEMPTED = { at: 128, length: 4 };

/** What is read of a file that has changed its time, to tell whether it is another one: its ends, and pieces between. */
const END_BYTES = 1 << 20;
const PIECES = 16;
const PIECE_BYTES = 4096;

interface Seen {
  file: string;
  log: string;
  print: string;
}

/** Watches a database that is open. */
export function watchContent(path: string): DatabaseContent {
  const database = held(path);
  let index: HeldFile | null = null;
  let seen: Seen | null = null;
  let isForeign = false;

  /** Facts that belong together; null where a checkpoint is under way or the system does not say. */
  function look(): Omit<Seen, 'print'> | null {
    // It comes with the first question to the database, and is the same one for as long as that is open.
    index ??= held(`${path}-shm`);
    const before = logState(index);
    const file = factsOf(path);
    if (before === null || file === null || before.attempted !== before.backfilled) return null;
    return logState(index)?.state === before.state ? { file, log: before.state } : null;
  }

  return {
    isForeign() {
      if (isForeign) return true;
      const found = look();
      if (found === null || (found.file === seen?.file && found.log === seen.log)) return false;
      const print = fingerprint(database);
      const again = look();
      // Written to while it was read: the next look tells.
      if (print === null || again?.file !== found.file || again.log !== found.log) return false;
      // Who has only touched it, a backup say, has not changed it.
      isForeign = seen !== null && seen.log === found.log && seen.print !== print;
      if (!isForeign) seen = { ...found, print };
      return isForeign;
    },
    release() {
      database?.release();
      index?.release();
    },
  };
}

function held(path: string): HeldFile | null {
  try {
    return holdFile(path);
  } catch {
    return null;
  }
}

function factsOf(path: string): string | null {
  try {
    const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return `${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return null;
  }
}

/** How far the log was written into the file. */
function logState(index: HeldFile | null): { state: string; backfilled: string; attempted: string } | null {
  try {
    if (index === null) return null;
    const [salts, backfilled, attempted] = [SALTS, BACKFILLED, ATTEMPTED].map(({ at, length }) =>
      index.read(at, length).toString('hex'),
    );
    return { state: `${salts} ${backfilled}`, backfilled, attempted };
  } catch {
    return null;
  }
}

function fingerprint(database: HeldFile | null): string | null {
  try {
    if (database === null) return null;
    const size = database.size();
    const hash = createHash('sha256').update(`${size}`).update(database.read(0, END_BYTES));
    for (let k = 1; k <= PIECES; k++)
      hash.update(database.read(Math.floor((size * k) / (PIECES + 1)), PIECE_BYTES));
    return hash.update(database.read(Math.max(0, size - END_BYTES), END_BYTES)).digest('hex');
  } catch {
    return null;
  }
}
