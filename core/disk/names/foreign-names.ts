import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/*
 * Linux takes any bytes as a name. Node reads what is not UTF-8 as U+FFFD, and finds nothing by the name that it has read: cameras, old archives
 * and disks of other systems have such names, in Latin-1 most of the time.
 */
const REPLACED = '\ufffd';

/**
 * What lies on the disk where a path that was read leads nowhere, since one of its names is not UTF-8: that name, with its other bytes as \xE9, and
 * what it says in Latin-1; several where they are read as the same one. Null where that is not why.
 */
export function foreignName(path: string): string | null {
  // Its own name may have the sign in it.
  if (!path.includes(REPLACED) || isThere(path)) return null;
  const steps = resolve(path).split(sep);
  // Above the first such name all are as they were read.
  const at = steps.findIndex(
    (step, k) => step.includes(REPLACED) && !isThere(steps.slice(0, k + 1).join(sep)),
  );
  const found = namesIn(steps.slice(0, at).join(sep) || sep).filter(
    (name) => !isUtf8(name) && name.toString('utf8') === steps[at],
  );
  return found.length > 0 ? found.map(shown).join(', ') : null;
}

/** Whether the folder that a person is in has such a name, or lies below one: whatever is named relative to it would be elsewhere. */
export function isInForeignFolder(): boolean {
  const here = process.cwd();
  return here.includes(REPLACED) && !isThere(here);
}

/** Whether a word that was typed has bytes that are no letters, and is not the name of what is there. */
export function hasForeignBytes(word: string): boolean {
  return word.includes(REPLACED) && !isThere(word);
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function namesIn(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' });
  } catch {
    return [];
  }
}

/** Letters as they are, other bytes as \xE9; where there are no letters but those of ASCII, what Latin-1 makes of it. */
function shown(name: Buffer): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((count) => isUtf8(name.subarray(at, at + count))) ?? 0;
    text += length > 0 ? name.toString('utf8', at, at + length) : escapedByte(name[at]);
    at += length || 1;
  }
  return /^[\x20-\x7e]*$/.test(text) ? `${text} (in Latin-1: ${name.toString('latin1')})` : text;
}

const escapedByte = (byte: number) => `\\x${byte.toString(16).toUpperCase()}`;
