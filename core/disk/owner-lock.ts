import { closeSync, lstatSync, openSync, unlinkSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * A lock on a file that the operating system takes back when its process ends, however it ends: no clock and no process number is
 * asked. SQLite's locks are used, since Node has none of its own; the file stays empty.
 */
export interface OwnerLock {
  /** Removes the file and lets go. */
  release(): void;
}

/** Makes a file that must not be there yet and locks it; null where that did not work out because somebody looked at it just then. */
export function makeOwnerLock(path: string): OwnerLock | null {
  closeSync(openSync(path, 'wx', 0o600));
  const lock = takeOwnerLock(path);
  // Whoever collects what dead owners left may have taken it for one of theirs in the meantime.
  if (lock && lstatSync(path, { throwIfNoEntry: false })) return lock;
  lock?.release();
  return null;
}

/** Locks a file that is there; null where its owner is alive, or where it is no such file. */
export function takeOwnerLock(path: string): OwnerLock | null {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (!facts?.isFile() || facts.size !== 0) return null;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(path, { timeout: 0, fileMustExist: true });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock?.close();
    return null;
  }
  const held = lock;
  const remove = () => {
    try {
      unlinkSync(path);
      return true;
    } catch {
      return false;
    }
  };
  return {
    release() {
      // Removed before it is let go, so that nobody locks what is about to vanish; Windows does not remove open files.
      const isRemoved = remove();
      held.close();
      if (!isRemoved) remove();
    },
  };
}
