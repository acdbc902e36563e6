import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../../contract/calls/stored.ts';
import { makeFoldersNow } from '../disk/make-folder.ts';
import { networkDiskOf } from '../disk/network-disk.ts';
import { makeOwnerLock, takeOwnerLock } from '../disk/owner-lock.ts';
import { plainEntries } from '../disk/plain-entries.ts';
import { isWorkingName } from './project-folder.ts';

/**
 * A project that is open in one process. What it is writing lies in `temporary/` under its name, and belongs to it for as long as its
 * process lives, however long that is: `locks/<session>` is locked until then.
 */
export interface Session {
  id: string;
  close(): void;
}

/** How old a file of a project of earlier days must be, which did not say whose it is, before it counts as left behind. */
const OLD_MS = 7 * 24 * 60 * 60 * 1000;

export function startSession(folder: string): Session {
  const locks = join(folder, 'locks');
  makeFoldersNow(locks, 0o700);
  for (;;) {
    const id = randomUUID();
    const lock = makeOwnerLock(join(locks, id));
    if (lock) return { id, close: lock.release };
  }
}

/** Tells of sessions of a project, other than one's own, whether their process has ended. */
export type IsOver = (session: string) => boolean;

/**
 * Asks for each session once. Who has found something of a session may ask this afterwards: whoever is alive has locked its file before
 * it left anything anywhere. On a network drive a lock may be had by several at once: there an ended session counts only after a week.
 */
export async function endedSessions(folder: string, own: string): Promise<IsOver> {
  const isShared = (await networkDiskOf(folder)) !== null;
  const known = new Map<string, boolean>();
  const ask: IsOver = (session) => {
    if (session === own) return false;
    const path = join(folder, 'locks', session);
    const facts = isUuid(session) ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
    if (!facts) return true;
    if (isShared && Date.now() - facts.mtimeMs < OLD_MS) return false;
    const lock = takeOwnerLock(path);
    lock?.release();
    return lock !== null;
  };
  return (session) => {
    const isOver = known.get(session) ?? ask(session);
    known.set(session, isOver);
    return isOver;
  };
}

/** Removes what ended sessions were writing, and their locks. */
export async function collectEndedSessions(folder: string, isOver: IsOver): Promise<void> {
  const temporary = join(folder, 'temporary');
  for (const { name } of await plainEntries(temporary)) {
    const path = join(temporary, name);
    const isLeft = isWorkingName(name) ? isOver(name.slice(0, 36)) : isUuid(name) && (await isOld(path));
    if (isLeft) await rm(path, { recursive: true, force: true });
  }
  for (const { name } of await plainEntries(join(folder, 'locks'))) if (isUuid(name)) isOver(name);
}

async function isOld(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > OLD_MS;
}
