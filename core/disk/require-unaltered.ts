import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { hashFile, sha256Of } from './hash-file.ts';

/*
 * A kept file is named by the sha256 of its content. It is held to its name when work is done with it: what was changed on the disk
 * would be measured and exported as if a model had said it. 100 MB take 0.1 to 0.3 s.
 */

/** Reads a file whole. Throws `altered` where its name is an address and its content is not that, or it is not there. */
export async function readUnaltered(path: string): Promise<Buffer> {
  const name = basename(path);
  if (!isAddress(name)) return readFile(path);
  const bytes = await readFile(path).catch((thrown) => {
    throw missing(name, thrown);
  });
  if (sha256Of(bytes) !== name) throw changed(name);
  return bytes;
}

/** Whether a file that is named by an address is there and its content is that; false also once `signal` is aborted. */
export async function isUnaltered(path: string, signal?: AbortSignal): Promise<boolean> {
  return (await hashFile(path, signal).catch(() => null)) === basename(path);
}

/** As `readUnaltered`, for a file that somebody else reads afterwards. Throws `altered` where it is not what was kept. */
export async function requireUnaltered(path: string): Promise<void> {
  const name = basename(path);
  if (!isAddress(name)) return;
  const found = await hashFile(path).catch((thrown) => {
    throw missing(name, thrown);
  });
  if (found !== name) throw changed(name);
}

const WAY_OUT =
  'import its photo again or put the file back from a copy; a depth map can also be made by running again';

function missing(address: string, cause: unknown): DepthroomError {
  return new DepthroomError(
    'altered',
    `Expected the kept file ${address.slice(0, 12)}... of the project, but it is missing or cannot be read: ${WAY_OUT}.`,
    { cause },
  );
}

function changed(address: string): DepthroomError {
  return new DepthroomError(
    'altered',
    `Expected the kept file ${address.slice(0, 12)}... of the project as it was written, but it was changed since: ${WAY_OUT}.`,
  );
}
