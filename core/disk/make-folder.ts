import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/*
 * Node's own recursive `mkdir` never ends where a folder is there and takes no other (/proc), and its thread cannot be stopped: it takes the
 * "not there" of the folder for one of the folder above. No other file may use it (test/faults/owners.test.ts).
 */

/**
 * Makes a folder and the missing ones above it; answers with the topmost that was made, undefined where all were there. Fails as `mkdir` of
 * node:fs does, with EPERM where the folder above is there and takes none.
 *
 * @param mode of what is made, before the umask
 */
export async function makeFolders(folder: string, mode = 0o777): Promise<string | undefined> {
  const path = resolve(folder);
  try {
    await mkdir(path, { mode });
    return path;
  } catch (thrown) {
    if (await isFolder(path)) return undefined;
    if (!isMissing(thrown) || dirname(path) === path) throw thrown;
  }
  const made = await makeFolders(dirname(path), mode);
  try {
    await mkdir(path, { mode });
  } catch (thrown) {
    // Another process was quicker.
    if (!(await isFolder(path))) throw refused(thrown);
  }
  return made ?? path;
}

/** As `makeFolders`, for what nothing may interrupt. */
export function makeFoldersNow(folder: string, mode = 0o777): string | undefined {
  const path = resolve(folder);
  try {
    mkdirSync(path, { mode });
    return path;
  } catch (thrown) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    if (!isMissing(thrown) || dirname(path) === path) throw thrown;
  }
  const made = makeFoldersNow(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw refused(thrown);
  }
  return made ?? path;
}

const isMissing = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT';

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

/** "Not there", of a folder whose parent is there, is a refusal. */
function refused(thrown: unknown): unknown {
  if (!isMissing(thrown)) return thrown;
  return Object.assign(new Error('a folder that takes no others', { cause: thrown }), {
    code: 'EPERM',
    syscall: 'mkdir',
  });
}
