import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * Whether another program has written over the content of a database that is open, the file being the same (`cp other.db project.db`).
 * SQLite does not look, and would write what it has in its log into it.
 */
export interface DatabaseContent {
  /** True from the moment on that it was found so. Reads no more than some facts where nothing has changed. */
  isForeign(): boolean;
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

export function watchContent(path: string): DatabaseContent {
  let seen: Seen | null = null;
  let isForeign = false;

  /** Facts that belong together; null where a checkpoint is under way or the system does not say. */
  function look(): Omit<Seen, 'print'> | null {
    const before = logState(path);
    const file = factsOf(path);
    if (before === null || file === null || before.attempted !== before.backfilled) return null;
    const after = logState(path);
    return after?.state === before.state ? { file, log: before.state } : null;
  }

  return {
    isForeign() {
      if (isForeign) return true;
      const found = look();
      if (found === null || (found.file === seen?.file && found.log === seen.log)) return false;
      const print = fingerprint(path);
      const again = look();
      // Written to while it was read: the next look tells.
      if (print === null || again?.file !== found.file || again.log !== found.log) return false;
      // Who has only touched it, a backup say, has not changed it.
      isForeign = seen !== null && seen.log === found.log && seen.print !== print;
      if (!isForeign) seen = { ...found, print };
      return isForeign;
    },
  };
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
function logState(path: string): { state: string; backfilled: string; attempted: string } | null {
  return reading(`${path}-shm`, (read) => {
    const [salts, backfilled, attempted] = [SALTS, BACKFILLED, ATTEMPTED].map(({ at, length }) =>
      read(at, length).toString('hex'),
    );
    return { state: `${salts} ${backfilled}`, backfilled, attempted };
  });
}

function fingerprint(path: string): string | null {
  return reading(path, (read, size) => {
    const hash = createHash('sha256').update(`${size}`);
    hash.update(read(0, END_BYTES));
    for (let k = 1; k <= PIECES; k++) hash.update(read(Math.floor((size * k) / (PIECES + 1)), PIECE_BYTES));
    return hash.update(read(Math.max(0, size - END_BYTES), END_BYTES)).digest('hex');
  });
}

/** Reads pieces of a file; null where the system does not let it. */
function reading<Result>(
  path: string,
  work: (read: (at: number, length: number) => Buffer, size: number) => Result,
): Result | null {
  let file: number | null = null;
  try {
    const opened = openSync(path, 'r');
    file = opened;
    const read = (at: number, length: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(opened, bytes, 0, length, at));
    };
    return work(read, statSync(path).size);
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
