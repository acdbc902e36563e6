import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { requireOrdinaryFile } from '../../core/disk/require-ordinary-file.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** What `<(...)` becomes: a pipe that a program does not hand on to the one that it starts. */
const OF_THE_SHELL = /^\/(dev|proc\/self)\/fd\/\d+$/;

/**
 * The paths in a list, one a line; `-` is the standard input. Empty lines do not count. Throws `not-found` where it names nothing or is not
 * there, `NotUnderstood` where it is open in the shell alone, and what the system refuses.
 */
export async function readList(list: string): Promise<string[]> {
  const name = list === '-' ? 'the standard input' : basename(list);
  if (OF_THE_SHELL.test(list))
    throw new NotUnderstood(
      `Expected a file as --list, but ${list} is open in the shell alone: hand it over as the standard input ("--list - < <(...)").`,
    );
  if (list !== '-') await requireOrdinaryFile(list, name);
  const words = await readBounded(list === '-' ? process.stdin : createReadStream(list), name);
  const paths = words
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (paths.length > 0) return paths;
  throw new DepthroomError('not-found', `Expected paths of photos in ${name}, one a line, but it has none.`);
}

/** A million paths are some tens of megabytes; a text of more than half a gigabyte Node does not hold. */
const LIST_BYTES = 2 ** 28;

/** All of a list as text. Throws `too-large` where it has over 256 MiB, `bad-input` where it is no text, and what the system refuses. */
export async function readBounded(source: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > LIST_BYTES)
        throw new DepthroomError(
          'too-large',
          `Expected a list of at most 256 MiB, but ${name} has more: is it a text with the path of a photo in each line?`,
        );
      if (piece.includes(0))
        throw new DepthroomError(
          'bad-input',
          `Expected a text with the path of a photo in each line, but ${name} is none: name photos themselves without --list.`,
        );
      pieces.push(piece);
    }
  } catch (thrown) {
    throw systemFailure(thrown, `read ${name}`);
  }
  return Buffer.concat(pieces).toString('utf8');
}
