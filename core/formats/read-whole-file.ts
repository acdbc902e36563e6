import { readFile, stat } from 'node:fs/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { requireOrdinaryFile } from '../disk/require-ordinary-file.ts';
import { systemFailure } from '../disk/system-failure.ts';

/** What Node reads in one piece. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * All bytes of a file; `name` is what sentences call it. Throws `too-large` where it has over 2 GiB, `not-found`, `no-permission`,
 * `bad-input` or `internal` where the system does not read it.
 */
export async function readWholeFile(path: string, name: string): Promise<Buffer> {
  try {
    await requireOrdinaryFile(path, name);
    const { size } = await stat(path);
    if (size <= MOST_BYTES) return await readFile(path);
    throw new DepthroomError(
      'too-large',
      `Expected a file of at most 2 GiB, but ${name} has ${(size / 2 ** 30).toFixed(1)} GiB: make it smaller.`,
    );
  } catch (thrown) {
    throw systemFailure(thrown, `read ${name}`);
  }
}
