import { chmod, copyFile } from 'node:fs/promises';
import { makeFolders } from './make-folder.ts';
import { systemFailure } from './system-failure.ts';

/** Modes of what only its owner may read and write. Windows keeps what the folder above says. */
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/**
 * Makes a folder, and the missing ones above it, that only its owner may enter. One that is there keeps its mode: it may be
 * shared on purpose. Throws `no-permission`, `no-space`, `not-found`, `exists` or `internal` where it cannot
 * be made.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await makeFolders(folder, PRIVATE_FOLDER).catch((thrown) => {
    throw systemFailure(thrown, `make the folder ${folder}`);
  });
}

/** Copies a file, for its owner only: the system's copy takes the mode of the other with it. Throws as `copyFile` of node:fs does. */
export async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  // Some disks know no modes.
  await chmod(to, PRIVATE_FILE).catch(() => undefined);
}

let umaskBefore: number | undefined;

/** From here on, this process and its children make files and folders for their owner only. For programs that write to their own folders. */
export function keepFilesPrivate(): void {
  const before = process.umask(0o077);
  umaskBefore ??= before;
}

/** The umask of the person, for files that they asked for in a place of theirs; undefined where it is in force anyway. */
export function personUmask(): number | undefined {
  return umaskBefore;
}
