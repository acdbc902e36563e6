import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { makeFoldersNow } from '../../disk/make-folder.ts';
import { onceAMinute } from '../../disk/once-a-minute.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../../disk/private-folder.ts';

export type LogLevel = 'info' | 'warning' | 'error';

/**
 * What happened that nobody was asked about, for who helps a person: a line each, "<time> <level> <what>", the stack of a mistake
 * indented below. It has paths and names in it and stays on this computer; `hidePersonal` is between it and anybody else.
 */
export interface Log {
  note(level: LogLevel, what: string): void;
  /** Something could not be done. `name` is half a sentence: "note that this Depthroom is open". */
  failure(name: string, thrown: unknown): void;
  /** The last lines, the oldest first. */
  last(lines: number): string[];
}

interface LogOptions {
  /** A file that has grown to this many bytes is put aside. */
  mostBytes?: number;
  /** How many files there are at most, the one that is written included. */
  files?: number;
  now?: () => number;
}

const MOST_BYTES = 1e6;
const FILES = 3;
/** More lines of a stack say nothing about where it began. */
const STACK_LINES = 20;
const MOST_LINE = 2_000;

/**
 * Opens the log of a data folder, `logs/depthroom.log`, for its owner only. Written at once and whole lines at a time, so that what happened
 * before a crash is there, and several processes can write to it. Never throws: where it cannot be written there is no log.
 */
export function openLog(
  dataFolder: string,
  { mostBytes = MOST_BYTES, files = FILES, now = Date.now }: LogOptions = {},
): Log {
  const folder = join(dataFolder, 'logs');
  const pathOf = (age: number) => join(folder, age === 0 ? 'depthroom.log' : `depthroom.${age}.log`);
  const isToBeWritten = onceAMinute(now);

  function write(level: LogLevel, what: string, stack: readonly string[]): void {
    if (!isToBeWritten(what)) return;
    const line = what.replace(/\s+/g, ' ').slice(0, MOST_LINE);
    const lines = [`${new Date(now()).toISOString()} ${level.padEnd(7)} ${line}`, ...stack];
    attempt(() => {
      makeFoldersNow(folder, PRIVATE_FOLDER);
      const text = `${lines.join('\n')}\n`;
      if (sizeOf(pathOf(0)) + text.length > mostBytes) rotate();
      appendFileSync(pathOf(0), text, { mode: PRIVATE_FILE });
    });
  }

  function rotate(): void {
    for (let age = files - 1; age > 0; age--) attempt(() => renameSync(pathOf(age - 1), pathOf(age)));
  }

  return {
    note: (level, what) => write(level, what, []),
    failure(name, thrown) {
      const { level, what, stack } = describe(thrown);
      write(level, `could not ${name}: ${what}`, stack);
    },
    last(count) {
      const found: string[] = [];
      for (let age = 0; age < files && found.length < count; age++) {
        const lines = attempt(() => readFileSync(pathOf(age), 'utf8')) ?? '';
        found.unshift(...lines.trimEnd().split('\n').filter(Boolean));
      }
      return found.slice(-count);
    },
  };
}

/** Nobody is told that the log cannot be kept: what it would say has been told already. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function sizeOf(path: string): number {
  return attempt(() => statSync(path).size) ?? 0;
}

/** A failure that was foreseen is its sentence and what it came from; of a mistake its place is wanted too. */
function describe(thrown: unknown): { level: LogLevel; what: string; stack: string[] } {
  if (!(thrown instanceof Error)) return { level: 'error', what: String(thrown), stack: [] };
  const isForeseen = thrown instanceof DepthroomError && thrown.code !== 'internal';
  const cause = thrown.cause instanceof Error ? thrown.cause : null;
  const code = thrown instanceof DepthroomError ? ` (${thrown.code})` : '';
  const because = cause ? ` [${cause.message}]` : '';
  return {
    level: isForeseen ? 'warning' : 'error',
    what: `${thrown.message}${code}${because}`,
    stack: isForeseen ? [] : stackOf(cause ?? thrown),
  };
}

function stackOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, STACK_LINES)
    .map((line) => `    ${line.trim()}`);
}
