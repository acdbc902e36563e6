import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { DepthroomError } from '../../contract/errors.ts';
import { requireOrdinaryFile } from '../../core/disk/require-ordinary-file.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';

/**
 * The paths in a list, one a line; `-` is the standard input. Empty lines do not count. Throws `not-found` where it names nothing or is not
 * there, and what the system refuses.
 */
export async function readList(list: string): Promise<string[]> {
  const name = list === '-' ? 'the standard input' : basename(list);
  if (list !== '-') await requireOrdinaryFile(list, name);
  const words = await text(list === '-' ? process.stdin : createReadStream(list)).catch((thrown) => {
    throw systemFailure(thrown, `read ${name}`);
  });
  const paths = words
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (paths.length > 0) return paths;
  throw new DepthroomError('not-found', `Expected paths of photos in ${name}, one a line, but it has none.`);
}
