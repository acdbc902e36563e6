import { randomBytes } from 'node:crypto';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collectParts, partPath } from '../../core/disk/part-owner.ts';
import { removeLeftFile } from '../../core/disk/remove-left.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';
import { nearestThere } from './nearest-there.ts';

/** More than file systems keep in the entry of a file itself, which a full disk has room for. */
const TRIED_BYTES = 4096;
/** What the file is called that is written and goes at once, before its ending. */
const TRIED_NAME = '.depthroom';

/** Folders that took a file in this process: each is tried once. */
const taken = new Set<string>();

/**
 * Looks, before the work is done whose files go there, whether a folder takes a file; it need not be there yet, then the nearest one above it
 * that is must take it. By writing a little under a name of its own, which goes at once: what may be written says neither a quota, nor a full
 * disk, nor who mounted it. Throws `no-permission`, `no-space`, `not-found`, `exists` or `internal` where it takes none.
 */
export async function requireWritable(folder: string): Promise<void> {
  const path = resolve(folder);
  if (taken.has(path)) return;
  const there = folderAbove(path);
  await tryToWrite(there).catch((thrown) => {
    const { cause = thrown } = thrown as Error;
    throw systemFailure(cause, there === path ? `write into the folder ${path}` : `make the folder ${path}`);
  });
  taken.add(path);
}

/** The nearest folder that is there. Throws as making what lies below it would. */
function folderAbove(folder: string): string {
  try {
    const { path, what } = nearestThere(folder);
    if (what === 'folder') return path;
    throw refusal(what === 'file' ? 'ENOTDIR' : 'EEXIST');
  } catch (thrown) {
    throw systemFailure(thrown, `make the folder ${folder}`);
  }
}

/**
 * The file has lost its name before anything is written, and at once: a process that is killed here leaves nothing in a person's folder. Where a
 * file that is open keeps its name (Windows), it goes at the end.
 */
async function tryToWrite(folder: string): Promise<void> {
  const path = join(folder, TRIED_NAME);
  await collectParts(path);
  const tried = partPath(path);
  const file = openNew(tried);
  const isNamed = !isRemoved(tried);
  try {
    // Random, since some file systems store what repeats in no room at all.
    for (let left = randomBytes(TRIED_BYTES); left.length > 0; ) left = left.subarray(writeSync(file, left));
  } finally {
    closeSync(file);
    if (isNamed) await removeLeftFile(tried);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (thrown) {
    // Of a folder that is there: it takes no files (/proc).
    throw (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? refusal('EPERM') : thrown;
  }
}

function isRemoved(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

function refusal(code: string): Error {
  return Object.assign(new Error('a place that takes no files'), { code, syscall: 'open' });
}
