import { copyFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { makeFolders } from '../disk/make-folder.ts';
import { plainEntries } from '../disk/plain-entries.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { BACKUP_NAME, BACKUPS, timeInName, timeOfBackup } from './backup-database.ts';

/** What a person is asked where a project has files and no database that speaks of them. */
export function needsRepair(
  folder: string,
  state: { kept: number; backups?: number; why: string },
): DepthroomError {
  const files = `${state.kept} kept file${state.kept === 1 ? '' : 's'}`;
  const backup = state.backups ? ', or restore its latest backup' : '';
  return new DepthroomError(
    'needs-repair',
    `The project ${folder} holds ${files}, but ${state.why}. Nothing was changed: put project.db back from a copy, or repair the project: make photos of the files that are pictures, keep them in its trash${backup}.`,
  );
}

/**
 * Makes way for a new database, or puts the latest backup in the place of the one that is there. What was in the way is kept in
 * `backups/`. Throws `not-found`, and nothing is changed, where there is no backup.
 */
export async function repairFolder(folder: string, repair: Repair): Promise<void> {
  const backups = join(folder, BACKUPS);
  const latest = repair === 'restore-backup' ? await latestBackup(backups) : null;
  if (repair === 'restore-backup' && latest === null) {
    throw new DepthroomError(
      'not-found',
      `Expected a backup of the database in ${backups}, but there is none; nothing was changed.`,
    );
  }
  try {
    await makeFolders(backups, 0o700);
    const aside = join(backups, `set-aside-${timeInName()}`);
    const restored = join(backups, `set-aside-${timeInName()}-restoring`);
    if (latest !== null) await copyFile(join(backups, latest), restored);
    const names = await readdir(folder);
    for (const name of ['project.db', 'project.db-wal', 'project.db-shm', 'project.db-journal']) {
      if (!names.includes(name)) continue;
      await makeFolders(aside, 0o700);
      await rename(join(folder, name), join(aside, name));
    }
    if (latest !== null) await rename(restored, join(folder, 'project.db'));
  } catch (thrown) {
    throw systemFailure(thrown, `repair the project ${folder}`);
  }
}

async function latestBackup(backups: string): Promise<string | null> {
  const names = (await plainEntries(backups)).filter(
    ({ name, isFolder }) => !isFolder && BACKUP_NAME.test(name),
  );
  return (
    names
      .map(({ name }) => name)
      .sort((a, b) => (timeOfBackup(a) < timeOfBackup(b) ? -1 : 1))
      .at(-1) ?? null
  );
}
