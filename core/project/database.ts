import Database from 'better-sqlite3';
import { DepthroomError } from '../../contract/errors.ts';
import { removePlainFile } from '../disk/plain-entries.ts';
import { backUpDatabase } from './backup-database.ts';
import { databaseFailure } from './database-failure.ts';
import { guardDatabase, isDamage, refuseUntouched, versionOf } from './guard-database.ts';
import { MIGRATIONS } from './migrations/index.ts';

export type ProjectDatabase = Database.Database;

export interface DatabaseOptions {
  /** `rollback` for a network drive, where the shared memory that the write-ahead log needs does not reach other computers. */
  journal?: 'write-ahead' | 'rollback';
  /** Whether it need not be read through: it is as this program left it. */
  isSound?: boolean;
  /** Whether a large one may be read through later (`isUnread`, guard-database.ts). */
  mayWait?: boolean;
}

/**
 * Opens `project.db`, brings its schema up to date and makes it safe to be shared between processes. It never waits for a lock: what finds
 * it locked fails with `busy` at once, and waits by itself (core/project/write.ts).
 */
export function openDatabase(
  path: string,
  migrations: readonly string[] = MIGRATIONS,
  { journal = 'write-ahead', isSound = false, mayWait = false }: DatabaseOptions = {},
): ProjectDatabase {
  let database: ProjectDatabase | undefined;
  try {
    refuseUntouched(path);
    database = new Database(path, { timeout: 0 });
    // First of all: another program's database must not even change its journal.
    guardDatabase(database, path, { migrations, isSound, mayWait });
    database.pragma(`journal_mode = ${journal === 'rollback' ? 'DELETE' : 'WAL'}`);
    database.pragma('foreign_keys = ON');
    database.pragma('synchronous = FULL');
    migrate(database, migrations, path);
    if (journal === 'write-ahead') settleLog(database);
    return database;
  } catch (thrown) {
    database?.close();
    const code = thrown instanceof Database.SqliteError ? thrown.code : '';
    if (thrown instanceof Database.SqliteError && isDamage(thrown)) {
      throw new DepthroomError(
        'needs-repair',
        `The database ${path} is not one that can be brought up to date (${thrown.message.slice(0, 120)}); repair the project ("depthroom projects repair").`,
      );
    }
    if (code !== 'SQLITE_NOTADB') throw databaseFailure(thrown);
    throw new DepthroomError(
      'bad-input',
      `Expected a Depthroom project at ${path}, but it is not a database that can be opened (${(thrown as Error).message}).`,
    );
  }
}

/** What a killed process left in the log is written into the file, as far as that is possible now: what changes the file later can be told from that. */
function settleLog(database: ProjectDatabase): void {
  try {
    database.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk or a lock; the log is read as it is.
  }
}

/** Applies what is missing, each step in a transaction of its own that also notes the version. */
function migrate(database: ProjectDatabase, migrations: readonly string[], path: string): void {
  const step = database.transaction((target: number) => {
    // Read again inside the transaction: another process may have taken this step a moment ago.
    if (versionOf(database) >= target) return;
    database.exec(migrations[target - 1]);
    database.pragma(`user_version = ${target}`);
  });
  const version = versionOf(database);
  const backup = version > 0 && version < migrations.length ? backUpDatabase(database, path) : null;
  try {
    for (let target = version + 1; target <= migrations.length; target++) step.immediate(target);
  } catch (thrown) {
    // Nothing was changed: where the disk is full, one more of them at each attempt would take what room a person makes.
    if (backup !== null && versionOf(database) === version) removePlainFile(backup);
    throw thrown;
  }
}
