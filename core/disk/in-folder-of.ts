import { chmod, rmdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { makeFolders } from './make-folder.ts';
import { systemFailure } from './system-failure.ts';

/**
 * Writes a file in a folder that is made where it is not there; where the file is not written, what was made goes again, and what `write`
 * threw passes on. `umask`: of the person whose folder it is to be, where this process has another one. Throws `exists` where a file is in the folder's way, `no-permission`, `no-space`, `not-found` or `internal` where it
 * cannot be made.
 */
export async function inFolderOf<Result>(
  path: string,
  write: () => Promise<Result>,
  umask?: number,
): Promise<Result> {
  const folder = dirname(resolve(path));
  const made = await makeFolders(folder).catch((thrown) => {
    throw systemFailure(thrown, `make the folder ${basename(folder)}`);
  });
  if (made !== undefined && umask !== undefined) await openUp(folder, resolve(made), 0o777 & ~umask);
  try {
    return await write();
  } catch (thrown) {
    if (made !== undefined) await removeEmpty(folder, resolve(made));
    throw thrown;
  }
}

/** Gives a folder and those above it up to `topmost` a mode; some disks know none. */
async function openUp(folder: string, topmost: string, mode: number): Promise<void> {
  await chmod(folder, mode).catch(() => undefined);
  if (folder !== topmost) await openUp(dirname(folder), topmost, mode);
}

/** Removes a folder and those above it up to `topmost`; stops where something else lies in one. */
async function removeEmpty(folder: string, topmost: string): Promise<void> {
  const isRemoved = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isRemoved && folder !== topmost) await removeEmpty(dirname(folder), topmost);
}
