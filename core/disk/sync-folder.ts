import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

/*
 * A new name is on the disk only once its folder is (fsync(2)). Windows has no such call for folders, and some network drives refuse it:
 * then there is nothing more to be done, and nothing has failed.
 */

/** Brings the names in a folder to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {}
}

/** As `syncFolder`, inside a transaction, which nothing may interrupt. */
export function syncFolderNow(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {}
}

/** Brings the content of a file to the disk, inside work that nothing may interrupt. Throws what the system throws. */
export function syncFileNow(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
