import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';

/** The folder, or the nearest one above it that is there. */
function nearestThere(folder: string): string {
  for (let path = resolve(folder); ; path = dirname(path))
    if (path === dirname(path) || statSync(path, { throwIfNoEntry: false }) !== undefined) return path;
}

/** Looks, before hours of work, whether files can lie below a folder. Throws `bad-input` where it, or a part of its path, is a file. */
export function refuseFileAsFolder(out: string): void {
  let there = resolve(out);
  try {
    there = nearestThere(out);
    if (statSync(there).isDirectory()) return;
  } catch (thrown) {
    // What cannot be looked at is said by who writes there.
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOTDIR') return;
  }
  throw new DepthroomError(
    'bad-input',
    `Expected a folder as --out, but ${there} is a file, or lies below one; choose another name.`,
  );
}

/** Whether nothing can be written below a folder, so that all that goes there fails the same way. */
export function isUnwritable(out: string): boolean {
  try {
    accessSync(nearestThere(out), constants.W_OK);
    return false;
  } catch (thrown) {
    return ['EACCES', 'EPERM', 'EROFS'].includes((thrown as NodeJS.ErrnoException).code ?? '');
  }
}
