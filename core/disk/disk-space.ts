import { accessSync, constants } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { bytesInWords } from './bytes-in-words.ts';

/** Bytes that an ordinary program may still write to the disk of a folder; null where that cannot be told. */
export type FreeBytes = (folder: string) => Promise<number | null>;

/**
 * Bytes that the operating system says are free; of the nearest folder above where the folder itself is not there yet, null where none can
 * be asked.
 */
export const freeBytesIn: FreeBytes = async (folder) => {
  for (let path = folder; ; path = dirname(path)) {
    const facts = await statfs(path).catch(() => null);
    if (facts) return facts.bavail * facts.bsize;
    if (path === dirname(path)) return null;
  }
};

/**
 * Looks whether the disk of a folder can hold `bytes` more before anything is written; passes where that cannot be told. Throws `no-space`
 * where it cannot.
 */
export async function requireSpace(folder: string, bytes: number, freeBytes: FreeBytes): Promise<void> {
  const free = await freeBytes(folder);
  if (free === null || free >= bytes) return;
  throw new DepthroomError(
    'no-space',
    `Expected ${bytesInWords(bytes)} of free space on the disk of ${folder}, but there are ${bytesInWords(free)}; free some space, or move the models folder to another disk.`,
  );
}

/** Whether nothing can be written to the disk of a folder, whoever asks: that is no matter of permissions. */
export function isReadOnlyDisk(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EROFS';
  }
}

/** What a person is told of a project on such a disk. */
export function readOnlyDisk(folder: string): DepthroomError {
  return new DepthroomError(
    'no-permission',
    `Expected a disk that can be written to, but the disk of ${folder} is read-only: copy the project to another disk, or make this one writable.`,
  );
}

/** What a system says of a file or folder that this user may not write to. */
const REFUSALS = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Why nobody may write to what lies in a folder, looked at before anything is written: the folder itself, and of these names in it those that are
 * there. Null where all can be written to, as far as that can be told.
 */
export function whyNotWritten(folder: string, paths: readonly string[]): DepthroomError | null {
  for (const path of [folder, ...paths]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (thrown) {
      const { code = '' } = thrown as NodeJS.ErrnoException;
      if (!REFUSALS.includes(code)) continue;
      if (code === 'EROFS') return readOnlyDisk(folder);
      const what = path === folder ? 'its folder' : basename(path);
      return new DepthroomError(
        'no-permission',
        `Expected to be allowed to write to the project ${folder}, but ${what} is read-only: change its permissions, or copy the project to another place.`,
      );
    }
  }
  return null;
}
