import { mkdir, rmdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { systemFailure } from './system-failure.ts';

/**
 * Writes a file in a folder that is made where it is not there; where the file is not written, what was made goes again, and what `write`
 * threw passes on. Throws `exists` where a file is in the folder's way, `no-permission`, `no-space`, `not-found` or `internal` where it
 * cannot be made.
 */
export async function inFolderOf<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  const folder = dirname(resolve(path));
  const made = await mkdir(folder, { recursive: true }).catch((thrown) => {
    throw systemFailure(thrown, `make the folder ${basename(folder)}`);
  });
  try {
    return await write();
  } catch (thrown) {
    if (made !== undefined) await removeEmpty(folder, resolve(made));
    throw thrown;
  }
}

/** Removes a folder and those above it up to `topmost`; stops where something else lies in one. */
async function removeEmpty(folder: string, topmost: string): Promise<void> {
  const isRemoved = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isRemoved && folder !== topmost) await removeEmpty(dirname(folder), topmost);
}
