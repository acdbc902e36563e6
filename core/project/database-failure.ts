import Database from 'better-sqlite3';
import { DepthroomError, type ErrorCode } from '../../contract/errors.ts';

/** By the beginning of SQLite's name of the failure (https://www.sqlite.org/rescode.html); the first that fits. */
const FAILURES: readonly (readonly [name: string, code: ErrorCode, sentence: string])[] = [
  [
    'SQLITE_BUSY',
    'busy',
    'Expected to get at the project, but another program has it locked; try again, or close what else has its project.db open.',
  ],
  [
    'SQLITE_LOCKED',
    'busy',
    'Expected to get at the project, but it is being worked on just now; try again in a moment.',
  ],
  [
    'SQLITE_FULL',
    'no-space',
    'Expected room for a change on the disk of the project, but it is full; free some space and try again.',
  ],
  // The shared memory beside the database cannot grow.
  [
    'SQLITE_IOERR_SHMSIZE',
    'no-space',
    'Expected room for a change on the disk of the project, but it is full; free some space and try again.',
  ],
  [
    'SQLITE_READONLY',
    'no-permission',
    'Expected to be allowed to change the project, but its files or their disk are read-only; change the permissions, or copy the project to another place.',
  ],
  [
    'SQLITE_CANTOPEN',
    'no-permission',
    'Expected to be allowed to open the database of the project, but it could not be opened; look at the permissions of its folder.',
  ],
  [
    'SQLITE_IOERR',
    'disk-error',
    'Expected the disk of the project to work, but reading or writing failed; look whether it is still connected, and copy the project to another disk if it is.',
  ],
  [
    'SQLITE_CORRUPT',
    'disk-error',
    'Expected the database of the project to be whole, but it is damaged; close Depthroom and take the project from a copy.',
  ],
  [
    'SQLITE_NOTADB',
    'disk-error',
    'Expected the database of the project to be whole, but it is damaged; close Depthroom and take the project from a copy.',
  ],
  [
    'SQLITE_CONSTRAINT_FOREIGNKEY',
    'not-found',
    'Expected the photo or the run that this belongs to in the project, but it was removed meanwhile; import or estimate it again.',
  ],
  [
    'SQLITE_CONSTRAINT',
    'exists',
    'Expected something new, but the project has got it meanwhile; look at what is there and try again if that is not it.',
  ],
];

/** What SQLite threw as a failure of the closed list; anything else passes through as it is. */
export function databaseFailure(thrown: unknown): unknown {
  if (thrown instanceof Database.SqliteError) {
    const known = FAILURES.find(([name]) => thrown.code.startsWith(name));
    if (known) return new DepthroomError(known[1], known[2], { cause: thrown });
  } else if (thrown instanceof TypeError && thrown.message === 'The database connection is not open') {
    return new DepthroomError(
      'cancelled',
      'Stopped, because the project was closed before this was finished.',
      {
        cause: thrown,
      },
    );
  }
  return thrown;
}
