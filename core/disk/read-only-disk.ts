import { accessSync, constants } from 'node:fs';
import { DepthroomError } from '../../contract/errors.ts';

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
