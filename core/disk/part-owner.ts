import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { withEnding } from './file-stem.ts';
import { isProcessAlive } from './process-alive.ts';
import { removeLeftFile, removeLeftFileNow } from './remove-left.ts';

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
  for (const part of leftOf(path, await readdir(dirname(path)).catch(() => []))) {
    const facts = await lstat(part).catch(() => null);
    if (isQuiet(facts, now)) await removeLeftFile(part);
  }
}

/** As `collectParts`, where nothing may come between. Never fails. */
export function collectPartsNow(path: string): void {
  try {
    for (const part of leftOf(path, readdirSync(dirname(path))))
      if (isQuiet(lstatSync(part, { throwIfNoEntry: false }), Date.now())) removeLeftFileNow(part);
  } catch {
    // Whoever can look collects them.
  }
}

/** Which of the names in its folder are unfinished files of a path whose processes have ended. */
function leftOf(path: string, names: readonly string[]): string[] {
  const isLeft = (name: string) => {
    const owner = /\.([0-9a-f]{16})\.part$/.exec(name);
    return owner !== null && name === withEnding(basename(path), owner[0]) && isLeftBehind(owner[1]);
  };
  return names.filter(isLeft).map((name) => join(dirname(path), name));
}

function isQuiet(facts: Stats | null | undefined, now: number): boolean {
  // One of the future was written before the clock was set back.
  return facts?.isFile() === true && Math.abs(now - facts.mtimeMs) > QUIET_MS;
}
