import { statSync } from 'node:fs';
import { readdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isAddress } from '../../../contract/address.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { bytesInWords } from '../../disk/bytes-in-words.ts';
import { copyFile } from '../../disk/copy-file.ts';
import { freeBytesIn } from '../../disk/disk-space.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { isPlainFile, refuseLinkedFolder, removePlainFile } from '../../disk/plain-entries.ts';
import { removeLeftFile } from '../../disk/remove-left.ts';
import { syncFolder } from '../../disk/sync-folder.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { fullElsewhere } from '../backup-database.ts';
import { databaseFailure } from '../database-failure.ts';
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
 * its address. The copy is a project; its database comes last, so that a copy that was broken off is not taken for one. Where it fails or is
 * stopped nothing of it stays; what a killed process left of one is gone on with. Throws `exists` where the folder is not empty, `cancelled`
 * once the signal says stop, `no-permission`, `no-space`, `not-found` or `internal` where it cannot be written.
 */
export async function backUpProject(
  project: Project,
  to: string,
  { signal, report }: BackupOptions,
): Promise<ProjectBackup> {
  const folder = resolve(to);
  const there = await readdir(folder).catch(() => [] as string[]);
  if (there.length > 0 && !(await isBrokenOff(folder, there))) {
    throw new DepthroomError(
      'exists',
      `Expected a new or empty folder for the backup, but ${folder} holds files; name another.`,
    );
  }
  const copying: Copying = { folder, written: [], topmost: null };
  try {
    for (const name of ['files', 'exports']) await folderFor(copying, join(folder, name));
    const started = join(folder, STARTED);
    copying.written.push(started);
    removePlainFile(started);
    project.database.prepare('VACUUM INTO ?').run(started);
    const copy = new Database(started);
    const addresses = [...addressesKept(copy)];
    const made = copy.prepare<[], string>('SELECT id FROM exports').pluck().all();
    // What was under way here is not under way there.
    copy.exec('DELETE FROM leases; DELETE FROM engines;');
    copy.close();
    await requireRoom(project, folder, addresses);
    return await copyAll(project, copying, { addresses, made }, { signal, report });
  } catch (thrown) {
    await takeAway(copying);
    if (signal.aborted) throw new DepthroomError('cancelled', 'Stopped; nothing of the copy was kept.');
    throw systemFailure(databaseFailure(fullElsewhere(thrown)), `back up the project to ${folder}`);
  }
}

/** Hours of copying end where the disk is full; what is copied is known before. Throws `no-space`. */
async function requireRoom(project: Project, folder: string, addresses: readonly string[]): Promise<void> {
  const free = await freeBytesIn(folder);
  const bytes = addresses
    .filter(isAddress)
    .reduce((sum, address) => sum + (statSync(project.files.pathOf(address), MAY_BE_MISSING)?.size ?? 0), 0);
  if (free !== null && free < bytes)
    throw new DepthroomError(
      'no-space',
      `Expected ${bytesInWords(bytes)} of free space on the disk of ${folder} for the copy, but there are ${bytesInWords(free)}; free some space, or copy to another disk.`,
    );
}

const MAY_BE_MISSING = { throwIfNoEntry: false } as const;

/** The database of a copy that is not whole yet. */
const STARTED = join('files', 'project.db.part');

/** What is being written. */
interface Copying {
  folder: string;
  written: string[];
  /** The uppermost folder that was not there. */
  topmost: string | null;
}

async function folderFor(copying: Copying, folder: string): Promise<void> {
  const made = await makeFolders(folder, 0o700);
  if (copying.topmost === null && made !== undefined) copying.topmost = resolve(made);
}

/** Whether a folder is what a process that was killed left of a copy. */
async function isBrokenOff(folder: string, names: readonly string[]): Promise<boolean> {
  if (!names.every((name) => ['files', 'exports', 'trash'].includes(name))) return false;
  for (const name of names) await refuseLinkedFolder(folder, name);
  return isPlainFile(join(folder, STARTED));
}

/** Removes what was written, and the folders in which nothing lies then. Never fails. */
async function takeAway({ folder, written, topmost }: Copying): Promise<void> {
  for (const path of written) await removeLeftFile(path);
  const inside = new Set(written.map((path) => dirname(path)));
  for (const each of [...inside, ...['files', 'exports', 'trash'].map((name) => join(folder, name))])
    await rmdir(each).catch(() => undefined);
  for (let each = folder; topmost !== null && each.startsWith(topmost); each = dirname(each))
    await rmdir(each).catch(() => undefined);
}

async function copyAll(
  project: Project,
  copying: Copying,
  { addresses, made }: { addresses: string[]; made: string[] },
  { signal, report }: BackupOptions,
): Promise<ProjectBackup> {
  const { folder, written } = copying;
  const backup: ProjectBackup = { folder, files: 0, bytes: 0, damaged: [] };
  const options = {
    signal,
    what: `back up the project to ${folder}`,
    onBytes: (bytes: number) => {
      backup.bytes += bytes;
    },
  };
  const copy = async (from: string, to: string) => {
    await folderFor(copying, dirname(to));
    written.push(to);
    removePlainFile(to);
    return copyFile(from, to, options);
  };
  const total = addresses.length + made.length;
  for (const address of addresses.filter(isAddress)) {
    report(backup.files / total);
    const from = project.files.pathOf(address);
    const found = isPlainFile(from) ? await copy(from, join(folder, 'files', address)) : null;
    if (found !== address) backup.damaged.push(address);
    backup.files++;
  }
  for (const id of made) {
    const row = project.exports.find(id);
    const from = row?.state === 'done' ? join(project.exportsFolder, id, row.fileName) : '';
    if (!row || !isPlainFile(from)) continue;
    await copy(from, join(folder, 'exports', id, row.fileName));
    backup.files++;
  }
  for (const { day, address, path } of await listUnknownFiles(project.folder)) {
    await copy(path, join(folder, 'trash', day, address));
    backup.files++;
  }
  await syncFolder(join(folder, 'files'));
  // First of all, where what follows fails: without its files it would be a project.
  written.unshift(join(folder, 'project.db'));
  await rename(join(folder, STARTED), join(folder, 'project.db'));
  await syncFolder(folder);
  return backup;
}
