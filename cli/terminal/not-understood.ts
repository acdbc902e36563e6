import { existsSync } from 'node:fs';
import { DepthroomError } from '../../contract/errors.ts';
import { foreignName, hasForeignBytes, isInForeignFolder } from '../../core/disk/names/foreign-names.ts';
import { programName } from './program-name.ts';

/** A command line that cannot be meant as it was typed, whatever the files are: the program ends with 2, as where an option is unknown. */
export class NotUnderstood extends DepthroomError {
  constructor(message: string) {
    super('bad-input', message);
    this.name = 'NotUnderstood';
  }
}

/**
 * A variable of a script that is not set would be the folder that it is in, or the number 0. Throws `bad-input` where something that was typed is
 * empty.
 *
 * @param words what was typed after the program's name
 */
export function refuseEmpty(words: readonly string[]): void {
  for (const [k, word] of words.entries()) {
    const [, option] =
      /^(--[a-z-]+)=$/.exec(word) ?? (word === '' ? /^(-.*)$/.exec(words[k - 1] ?? '') : null) ?? [];
    if (word !== '' && option === undefined) continue;
    const place = option === undefined ? 'names of files or folders' : `something behind ${option}`;
    throw new NotUnderstood(
      `Expected ${place}, but received an empty name: look whether a variable of a script is set.`,
    );
  }
}

/** Names are looked up in the folder that a person is in. Throws `not-found` where somebody has removed that. */
export function refuseRemovedFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new DepthroomError(
      'not-found',
      'Expected the folder in which this was started, but it was removed; go to another one (cd) and say it again.',
    );
  }
}

/**
 * What is typed by bytes that are not UTF-8 would be looked for, or written, under another name. Throws `bad-input` where something was, or the
 * folder that a person is in is called so.
 *
 * @param words what was typed after the program's name
 */
export function refuseForeignNames(words: readonly string[]): void {
  for (const word of words) {
    if (!hasForeignBytes(word)) continue;
    const name = foreignName(word);
    throw name === null
      ? new NotUnderstood(`Expected names in UTF-8, but received "${word}"; choose another name.`)
      : new DepthroomError(
          'bad-input',
          `Expected names in UTF-8, but that of "${word}" on the disk is ${name}; rename it, then say it again.`,
        );
  }
  if (isInForeignFolder())
    throw new DepthroomError(
      'bad-input',
      `Expected to be started in a folder whose name is in UTF-8, but that of "${process.cwd()}" is not; rename it, or go to another one (cd) and say it again.`,
    );
}

/** What helps who named a file where something else was expected: how it is said. Null where that is not so. */
export function hintFor(code: string, words: readonly string[]): string | null {
  if (code === 'commander.unknownOption') {
    const name = words.find((word) => word.startsWith('-') && existsSync(word));
    return name === undefined ? null : `(the file "${name}" is said as "./${name}")`;
  }
  const isFile = code === 'commander.unknownCommand' && existsSync(words[0]);
  return isFile ? `(depth of it: "${programName()} estimate ${words[0]} --pack fastdepth -o out/")` : null;
}
