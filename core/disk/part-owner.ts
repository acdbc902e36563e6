import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { withEnding } from './file-stem.ts';
import { isProcessAlive } from './process-alive.ts';
import { removeLeftFile } from './remove-left.ts';

/*
 * `<name>.<16 hexadecimal digits>.part` says who writes it: 6 digits of the computer, 6 of the process, 4 by chance. What a killed
 * process left in a person's folder can so be told from what a living one is writing, and from files that are not ours.
 */

/** A file that was written to more recently than this is left alone, whoever its owner is. */
const QUIET_MS = 10_000;
const LARGEST_PROCESS = 0xffffff;

/** This computer, and on Linux its space of process numbers: in a container the same number is another process. */
const HERE = createHash('sha256').update(`${hostname()} ${processSpace()}`).digest('hex').slice(0, 6);

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** 16 hexadecimal digits that say who writes something, new for each thing. */
export function newOwner(): string {
  // Numbers that do not fit are given as 0, whose files nobody collects.
  const number = process.pid > LARGEST_PROCESS ? 0 : process.pid;
  return `${HERE}${number.toString(16).padStart(6, '0')}${randomBytes(2).toString('hex')}`;
}

/** Whether an owner was a process of this computer that has ended. */
export function isLeftBehind(owner: string): boolean {
  const [, here, number] = /^([0-9a-f]{6})([0-9a-f]{6})[0-9a-f]{4}$/.exec(owner) ?? [];
  if (here !== HERE) return false;
  const processId = Number.parseInt(number, 16);
  return processId !== 0 && !isProcessAlive(processId);
}

/** A new name for a file that is being written. */
export function partPath(path: string): string {
  const owner = newOwner();
  // A name that is as long as may be has no room for an ending.
  return join(dirname(path), withEnding(basename(path), `.${owner}.part`));
}

/** Removes what processes of this computer that have ended left of this very file. Never fails. */
export async function collectParts(path: string, now = Date.now()): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const owner = /\.([0-9a-f]{16})\.part$/.exec(name);
    if (!owner || name !== withEnding(basename(path), owner[0]) || !isLeftBehind(owner[1])) continue;
    const facts = await lstat(join(folder, name)).catch(() => null);
    // One of the future was written before the clock was set back.
    if (facts?.isFile() && Math.abs(now - facts.mtimeMs) > QUIET_MS) await removeLeftFile(join(folder, name));
  }
}
