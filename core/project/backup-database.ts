import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { DepthroomError } from '../../contract/errors.ts';
import { makeFoldersNow } from '../disk/make-folder.ts';
import { syncFileNow, syncFolderNow } from '../disk/sync-folder.ts';
import { systemFailure } from '../disk/system-failure.ts';

/** Where backups of a project's database lie, in its folder. */
export const BACKUPS = 'backups';
export const BACKUP_NAME = /^project-schema-\d+-\d{8}T\d{9}Z\.db$/;

/** The time as it stands in names of files: 20260131T120000000Z. */
export function timeInName(now = new Date()): string {
  return now.toISOString().replace(/[-:.]/g, '');
}

/** When a backup was made, by its name; sorts as text. */
export function timeOfBackup(name: string): string {
  return name.slice(name.lastIndexOf('-') + 1, -'.db'.length);
}

/** The time for the name of a new backup: after that of the latest, also where the clock was set back since, so that it is the latest. */
function timeAfterOthers(folder: string): string {
  const latest = readdirSync(folder)
    .filter((name) => BACKUP_NAME.test(name))
    .map(timeOfBackup)
    .sort()
    .at(-1);
  const now = timeInName();
  if (latest === undefined || latest < now) return now;
  const [, date, hours, minutes, seconds] = /^(\d{8})T(\d\d)(\d\d)(\d{5})Z$/.exec(latest) ?? [];
  const day = date?.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const after = new Date(`${day}T${hours}:${minutes}:${seconds?.replace(/(\d\d)/, '$1.')}Z`).getTime() + 1;
  // A name that says no time is nobody's backup.
  return Number.isNaN(after) ? now : timeInName(new Date(after));
}

/** What SQLite says of a full disk where it writes a copy, as the system says it: that need not be the disk of the project. */
export function fullElsewhere(thrown: unknown): unknown {
  if ((thrown as { code?: string }).code !== 'SQLITE_FULL') return thrown;
  return Object.assign(new Error('full'), { code: 'ENOSPC' });
}

/**
 * Writes a copy of the database among the backups of its project, as it is before its schema is changed, say. Answers with its path. Throws
 * `no-space` or another failure of the system, and then nothing has changed.
 */
export function backUpDatabase(database: Database, path: string): string {
  const version = database.pragma('user_version', { simple: true }) as number;
  const folder = join(dirname(path), BACKUPS);
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (facts && !facts.isDirectory()) {
    throw new DepthroomError(
      'bad-input',
      `Expected ${folder} to be a folder for a backup of the project, but it is a link or a file; move it away.`,
    );
  }
  try {
    makeFoldersNow(folder, 0o700);
    const backup = join(folder, `project-schema-${version}-${timeAfterOthers(folder)}.db`);
    // Under another name until it is whole and on the disk: the latest backup is what a person restores.
    const started = join(folder, `set-aside-${timeInName()}-unfinished.db`);
    try {
      database.prepare('VACUUM INTO ?').run(started);
      syncFileNow(started);
      renameSync(started, backup);
    } catch (refused) {
      rmSync(started, { force: true });
      throw refused;
    }
    syncFolderNow(folder);
    return backup;
  } catch (thrown) {
    if ((thrown as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw thrown;
    throw systemFailure(fullElsewhere(thrown), 'keep a backup of the database of the project');
  }
}
