import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../../contract/stored.ts';
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
  mkdirSync(locks, { recursive: true, mode: 0o700 });
  for (;;) {
    const id = randomUUID();
    const lock = makeOwnerLock(join(locks, id));
    if (lock) return { id, close: lock.release };
  }
}

/** Whether a session's process has ended. */
function hasEnded(folder: string, own: string, session: string): boolean {
  if (session === own) return false;
  const path = join(folder, 'locks', session);
  const lock = takeOwnerLock(path);
  lock?.release();
  return lock !== null;
}

/**
 * Removes what ended sessions were writing, and their locks. Answers with the sessions that are alive, so that the leases of the others
 * can end too.
 */
export async function collectEndedSessions(folder: string, own: string): Promise<Set<string>> {
  const locks = (await plainEntries(join(folder, 'locks')))
    .map(({ name }) => name)
    .filter((name) => isUuid(name));
  const alive = new Set(locks.filter((session) => !hasEnded(folder, own, session)));
  alive.add(own);
  const temporary = join(folder, 'temporary');
  for (const { name } of await plainEntries(temporary)) {
    const path = join(temporary, name);
    if (isWorkingName(name) ? alive.has(name.slice(0, 36)) : !(isUuid(name) && (await isOld(path)))) continue;
    await rm(path, { recursive: true, force: true });
  }
  return alive;
}

async function isOld(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > OLD_MS;
}
