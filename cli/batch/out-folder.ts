import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import { nearestThere } from './nearest-there.ts';
import { requireWritable } from './require-writable.ts';

/** Looks, before anything is opened, whether files can lie below a folder. Throws `bad-input` where it, or a part of its path, is a file. */
function refuseFileAsFolder(out: string): void {
  let nearest: ReturnType<typeof nearestThere>;
  try {
    nearest = nearestThere(resolve(out));
  } catch {
    // What cannot be looked at is said by who writes there.
    return;
  }
  if (nearest.what !== 'file') return;
  const what = nearest.path === resolve(out) ? 'is a file' : `lies below the file ${nearest.path}`;
  throw new DepthroomError(
    'bad-input',
    `Expected a folder as --out, but ${out} ${what}; choose another name.`,
  );
}

/**
 * Looks, before anything is opened, whether files can lie below a folder, and whether it can be made where it is not there; what lies in one that
 * is may be all that is wanted (`requirePlaces`). Throws `bad-input` where it, or a part of its path, is a file, and as `requireWritable`.
 */
export async function requireOutFolder(out: string): Promise<void> {
  refuseFileAsFolder(out);
  if (statSync(out, { throwIfNoEntry: false }) === undefined) await requireWritable(out);
}

/** The same for one file: where it is there it may be all that is wanted. Throws as `requireWritable`. */
export async function requireRoomFor(path: string): Promise<void> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) await requireWritable(dirname(path));
}

/**
 * Looks, before the work is done for them, whether the files of one result can have their places, which lie in one folder. Throws `exists` where
 * something is in the way that may not be replaced, `bad-input` where it is no file, and as `requireWritable`.
 */
export async function requirePlaces(paths: readonly string[], mayReplace: boolean): Promise<void> {
  for (const path of paths) await refuseWhatIsThere(path, mayReplace);
  await requireWritable(dirname(paths[0]));
}

/** Whether nothing can be written below a folder, so that all that goes there fails the same way. */
export function isUnwritable(out: string): boolean {
  try {
    accessSync(nearestThere(resolve(out)).path, constants.W_OK);
    return false;
  } catch (thrown) {
    return ['EACCES', 'EPERM', 'EROFS'].includes((thrown as NodeJS.ErrnoException).code ?? '');
  }
}
