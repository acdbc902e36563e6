import { readdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isAddress } from '../../../contract/calls/stored.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { copyFile } from '../../disk/copy-file.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { isPlainFile } from '../../disk/plain-entries.ts';
import { syncFolder } from '../../disk/sync-folder.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import type { Project } from '../project.ts';
import { addressesKept } from '../references.ts';
import { listUnknownFiles } from '../unknown-files.ts';

export interface ProjectBackup {
  folder: string;
  files: number;
  bytes: number;
  /** Files of the project that are missing or changed there; the copy has all others. */
  damaged: string[];
}

export interface BackupOptions {
  signal: AbortSignal;
  report(fraction: number): void;
}

/**
 * Copies a project that may be in use into a new folder: the database as it is at one moment, then the files that it speaks of, each held to
 * its address. The copy is a project; its database comes last, so that a copy that was broken off is not taken for one. Throws `exists`
 * where the folder is not empty.
 */
export async function backUpProject(
  project: Project,
  to: string,
  { signal, report }: BackupOptions,
): Promise<ProjectBackup> {
  const folder = resolve(to);
  if ((await readdir(folder).catch(() => [] as string[])).length > 0) {
    throw new DepthroomError(
      'exists',
      `Expected a new or empty folder for the backup, but ${folder} holds files; name another.`,
    );
  }
  try {
    for (const name of ['files', 'exports']) await makeFolders(join(folder, name), 0o700);
    const started = join(folder, 'files', 'project.db.part');
    project.database.prepare('VACUUM INTO ?').run(started);
    const copy = new Database(started);
    const addresses = [...addressesKept(copy)];
    const made = copy.prepare<[], string>('SELECT id FROM exports').pluck().all();
    // What was under way here is not under way there.
    copy.exec('DELETE FROM leases; DELETE FROM engines;');
    copy.close();
    return await copyAll(project, folder, { addresses, made, started }, { signal, report });
  } catch (thrown) {
    throw systemFailure(thrown, `back up the project to ${folder}`);
  }
}

async function copyAll(
  project: Project,
  folder: string,
  { addresses, made, started }: { addresses: string[]; made: string[]; started: string },
  { signal, report }: BackupOptions,
): Promise<ProjectBackup> {
  const backup: ProjectBackup = { folder, files: 0, bytes: 0, damaged: [] };
  const options = {
    signal,
    onBytes: (bytes: number) => {
      backup.bytes += bytes;
    },
  };
  const total = addresses.length + made.length;
  for (const address of addresses.filter(isAddress)) {
    report(backup.files / total);
    const from = project.files.pathOf(address);
    const found = isPlainFile(from) ? await copyFile(from, join(folder, 'files', address), options) : null;
    if (found !== address) backup.damaged.push(address);
    backup.files++;
  }
  for (const id of made) {
    const row = project.exports.find(id);
    const from = row?.state === 'done' ? join(project.exportsFolder, id, row.fileName) : '';
    if (!row || !isPlainFile(from)) continue;
    await makeFolders(join(folder, 'exports', id));
    await copyFile(from, join(folder, 'exports', id, row.fileName), options);
    backup.files++;
  }
  for (const { day, address, path } of await listUnknownFiles(project.folder)) {
    await makeFolders(join(folder, 'trash', day), 0o700);
    await copyFile(path, join(folder, 'trash', day, address), options);
    backup.files++;
  }
  await syncFolder(join(folder, 'files'));
  await rename(started, join(folder, 'project.db'));
  await syncFolder(folder);
  return backup;
}
