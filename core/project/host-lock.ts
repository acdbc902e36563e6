import { readFileSync, readlinkSync } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DepthroomError } from '../../contract/errors.ts';
import { collectParts, partPath } from '../disk/part-owner.ts';
import { isProcessAlive, startOfProcess } from '../disk/process-alive.ts';
import { removeLeftFile } from '../disk/remove-left.ts';
import { systemFailure } from '../disk/system-failure.ts';

/** Beside `project.db`. Processes of one computer share it; SQLite keeps them apart. */
export const HOST_LOCK = 'project.lock';
/** A computer that did not renew its lock for this long is gone. */
const GONE_AFTER_MS = 60_000;
/** Longer than between two heartbeats (presence.ts): who is there has renewed its lock by then. */
const WATCHED_MS = 6_000;
/** Always as long, so that it is renewed in place: that needs no room on a full disk, and nobody reads half of it. */
const LOCK_BYTES = 512;

const holderSchema = z.object({
  host: z.string(),
  /**
   * Differs between computers of one name, after each start of a computer, and between containers, whose process numbers are their own;
   * empty where that cannot be told.
   */
  boot: z.string(),
  processId: z.number().int(),
  /** Of the process; see core/disk/process-alive.ts. */
  startedAt: z.string().nullable(),
  heartbeatAt: z.string(),
  /** Which files the database and its log were (database-place.ts). */
  files: z.string().optional(),
});
export type LockHolder = z.infer<typeof holderSchema>;

/**
 * Says that this computer has a project open. SQLite cannot say it: over a network its locks and its shared memory do not reach other
 * computers.
 */
export interface HostLock {
  /** Another process of this computer had it before: who gives up at once leaves it as it was. */
  readonly wasThere: boolean;
  /** Whether another process of this computer, which lives, had it before. */
  readonly isElsewhere: boolean;
  /** Which files the database and its log were when a process that is gone had the project open; null where none was. */
  readonly left: string | null;
  /** Renews it, and notes which files the database and its log are. Throws `busy` where another computer has taken it meanwhile (this one slept, or was cut off). */
  beat(files?: string | null): Promise<void>;
  /** Throws `busy` where `beat` has found that another computer has it. */
  check(): void;
  /** Gives it back; `isShared`: other processes of this computer go on with it. */
  release(isShared: boolean): Promise<void>;
}

export type Self = Pick<LockHolder, 'host' | 'boot' | 'processId' | 'startedAt'>;

/**
 * Takes the lock of a project folder. Throws `busy` where another computer has the project open.
 *
 * @param watchedMs how long a lock is watched whose time lies in the future
 */
export async function takeHostLock(
  folder: string,
  self: Self = thisProcess(),
  watchedMs = WATCHED_MS,
): Promise<HostLock> {
  const path = join(folder, HOST_LOCK);
  const isOurs = (holder: LockHolder) => holder.host === self.host && holder.boot === self.boot;
  let lostTo: LockHolder | null = null;
  let left: string | null = null;
  let isElsewhere = false;

  await collectParts(path);
  const wasThere = await take();
  const lock: HostLock = {
    wasThere,
    left,
    isElsewhere,
    async beat(files) {
      const holder = await readHolder(path);
      lostTo = holder && !isOurs(holder) ? holder : null;
      lock.check();
      // Any process renews it for all; it names one that lives.
      const isNamed = holder && isProcessAlive(holder.processId, holder.startedAt);
      const noted = files ? { files } : {};
      const renewed = isNamed
        ? overwrite(path, { ...holder, heartbeatAt: now(), ...noted })
        : writeWhole(path, textOf({ ...self, ...noted }));
      await renewed.catch((thrown) => {
        throw systemFailure(thrown, 'renew the lock of the project');
      });
    },
    check() {
      if (lostTo) throw refusal(folder, lostTo.host);
    },
    async release(isShared) {
      if (isShared || lostTo) return;
      const holder = await readHolder(path);
      if (holder && isOurs(holder)) await rm(path, { force: true });
    },
  };
  return lock;

  /** Answers with whether this computer had it already. */
  async function take(): Promise<boolean> {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        await writeFile(path, textOf(self), { flag: 'wx' });
        return false;
      } catch (thrown) {
        const { code } = thrown as NodeJS.ErrnoException;
        // A full or read-only disk: what can be done there all the same is decided by the database.
        if (code !== 'EEXIST') {
          await removeEmpty(path);
          return false;
        }
      }
      const holder = await readHolder(path);
      const isDead = holder && !(isOurs(holder) && isProcessAlive(holder.processId, holder.startedAt));
      if (isDead) left = holder.files ?? null;
      else if (holder) isElsewhere = holder.processId !== self.processId;
      if (holder && isOurs(holder)) return attempt === 0;
      if (holder && !(await isGone(path, watchedMs))) throw refusal(folder, holder.host);
      if (!holder && attempt < 3) {
        // Being written at this very moment, most likely.
        await sleep(50);
        continue;
      }
      try {
        await writeWhole(path, textOf(self));
      } catch {
        // As above; one that is there is as long, and is taken over in place.
        if (!holder) {
          await removeEmpty(path);
          return false;
        }
        await overwrite(path, { ...self, heartbeatAt: now() }).catch(() => undefined);
      }
      // Of two computers that take it over at once, the later one has it.
      await sleep(100);
    }
    return false;
  }
}

function refusal(folder: string, host: string): DepthroomError {
  return new DepthroomError(
    'busy',
    `Expected a project that no other computer has open, but "${host}" has ${folder} open; close Depthroom there, or wait a minute if it does not run there any more.`,
  );
}

/** Null where it is not there, or says nothing. */
async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Whether the lock was not renewed for too long, by the clock of the disk that it lies on: those of two computers may differ. Where that was
 * set back since, the lock lies in its future, and says nothing: then whether somebody renews it is watched.
 */
async function isGone(path: string, watchedMs: number): Promise<boolean> {
  const probe = partPath(path);
  try {
    await writeFile(probe, '');
    const [current, renewed] = await Promise.all([stat(probe), stat(path)]);
    const age = current.mtimeMs - renewed.mtimeMs;
    if (age > -GONE_AFTER_MS) return age > GONE_AFTER_MS;
    await sleep(watchedMs);
    return (await stat(path)).mtimeMs === renewed.mtimeMs;
  } catch {
    return false;
  } finally {
    await removeLeftFile(probe);
  }
}

/** A full disk takes the name of a file and not its content: that says nothing, and is not left behind. */
async function removeEmpty(path: string): Promise<void> {
  const facts = await stat(path).catch(() => null);
  if (facts?.size === 0) await removeLeftFile(path);
}

async function overwrite(path: string, holder: LockHolder): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.write(padded(holder), 0, LOCK_BYTES, 0);
  } finally {
    await handle.close();
  }
}

async function writeWhole(path: string, text: Buffer): Promise<void> {
  const part = partPath(path);
  try {
    await writeFile(part, text);
    await rename(part, path);
  } finally {
    await removeLeftFile(part);
  }
}

function textOf(self: Self & Pick<LockHolder, 'files'>): Buffer {
  return padded({ ...self, heartbeatAt: now() });
}

function padded(holder: LockHolder): Buffer {
  return Buffer.from(
    JSON.stringify(holder)
      .padEnd(LOCK_BYTES - 1)
      .concat('\n'),
  );
}

const now = () => new Date().toISOString();

function thisProcess(): Self {
  let boot = '';
  try {
    boot = `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {}
  return {
    host: hostname().slice(0, 100),
    boot,
    processId: process.pid,
    startedAt: startOfProcess(process.pid),
  };
}
