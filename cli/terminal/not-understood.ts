import { DepthroomError } from '../../contract/errors.ts';

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
