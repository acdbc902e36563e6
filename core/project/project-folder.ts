import { lstatSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import { isUuid } from '../../contract/calls/stored.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { plainEntries, refuseLinkedFolder } from '../disk/plain-entries.ts';
import { isUnaltered } from '../disk/require-unaltered.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { BACKUP_NAME, BACKUPS } from './backup-database.ts';
import { databaseHead } from './guard-database.ts';

/** Folders of a project with what may lie in them; anything else in them is somebody's, and is left alone. */
const FOLDERS: Record<string, (name: string) => boolean> = {
  files: isAddress,
  temporary: (name) => isUuid(name) || isWorkingName(name),
  exports: isUuid,
  trash: (name) => TRASH_DAY.test(name),
  locks: isUuid,
  [BACKUPS]: (name) => BACKUP_NAME.test(name) || name.startsWith('set-aside-'),
};
/** Folders in the trash with files that no row speaks of: the day, and a number where there is more than one. */
export const TRASH_DAY = /^\d{4}-\d{2}-\d{2}(-\d{1,4})?$/;

/** The database, what SQLite keeps beside it, the file that says which computer has it open, and the room kept for removals. */
const DATABASE_NAME = /^project\.(db(-wal|-shm|-journal)?|(db[.-])?lock.*|spare)$/;

/** What operating systems leave in folders. */
const CLUTTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory', 'Icon\r']);

/** `<session>.<uuid>`: something that a session is writing (core/project/file-store.ts). */
export function isWorkingName(name: string): boolean {
  return name.length === 73 && name[36] === '.' && isUuid(name.slice(0, 36)) && isUuid(name.slice(37));
}

/** What a folder is, as far as that can be told without opening a database. */
export type FolderState =
  /** Not there, or empty but for folders of a project that are empty. */
  | { kind: 'new' }
  /** There is a database that can be opened. */
  | { kind: 'project'; kept: number }
  /** No database that could be opened, and nothing but what a project consists of, or a kept file that is what its name says. */
  | { kind: 'lost'; kept: number; exports: number; backups: number; isDamaged: boolean }
  | { kind: 'foreign'; names: string[] };

/** Looks at a folder. Nothing is changed. Throws `bad-input` where a part of the project is a link to another place; once `signal` is aborted its reason. */
export async function surveyFolder(folder: string, signal?: AbortSignal): Promise<FolderState> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    if (thrown.code === 'ENOTDIR')
      throw new DepthroomError(
        'bad-input',
        `Expected a folder at ${folder}, but it, or a part of its path, is a file; choose another.`,
      );
    throw systemFailure(thrown, `look into the folder ${folder}`);
  });
  if (names === null) return { kind: 'new' };
  for (const name of names) if (DATABASE_NAME.test(name)) refuseLinkedFile(folder, name);
  const database = databaseAt(folder);
  const others: string[] = [];
  const counts: Record<string, number> = {};
  for (const name of names) {
    if (CLUTTER.has(name) || DATABASE_NAME.test(name)) continue;
    const isOwn = FOLDERS[name];
    if (!isOwn) {
      others.push(name);
      continue;
    }
    if (database !== 'none') await refuseLinkedFolder(folder, name);
    const facts = await lstat(join(folder, name));
    if (!facts.isDirectory()) {
      others.push(name);
      continue;
    }
    const inside = (await readdir(join(folder, name))).filter((entry) => !CLUTTER.has(entry));
    counts[name] = inside.filter(isOwn).length;
    if (counts[name] < inside.length) others.push(name);
  }
  const kept = counts.files ?? 0;
  if (database === 'sqlite') return { kind: 'project', kept };
  // A file of no bytes is what a copy that was broken off leaves. With nothing beside it, SQLite takes it for a new database.
  if (database === 'empty' && kept + others.length === 0) return { kind: 'project', kept };
  if (database !== 'none' && kept === 0) return { kind: 'foreign', names: ['project.db', ...others] };
  if (database === 'none' && others.length > 0) {
    if (kept === 0 || !(await keepsOurs(folder, signal))) return { kind: 'foreign', names: others };
    for (const name of Object.keys(FOLDERS)) await refuseLinkedFolder(folder, name);
  }
  const exports = counts.exports ?? 0;
  const backups = counts[BACKUPS] ?? 0;
  const isNew = kept + exports + backups + (counts.trash ?? 0) === 0 && !names.includes('project.db-wal');
  return isNew ? { kind: 'new' } : { kind: 'lost', kept, exports, backups, isDamaged: database !== 'none' };
}

/** Whether a file is there that only a project names so: by its own content. */
async function keepsOurs(folder: string, signal: AbortSignal | undefined): Promise<boolean> {
  const files = join(folder, 'files');
  for (const { name, isFolder } of await plainEntries(files)) {
    if (isFolder || !isAddress(name)) continue;
    if (await isUnaltered(join(files, name), signal)) return true;
    signal?.throwIfAborted();
  }
  return false;
}

/** Refuses a file of the project that is a link: it would be written through. */
function refuseLinkedFile(folder: string, name: string): void {
  const path = join(folder, name);
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (!facts || facts.isFile()) return;
  throw new DepthroomError(
    'bad-input',
    `Expected ${path} to be a file of the project, but it is a link or a folder; replace it by the file itself.`,
  );
}

/** What lies at `project.db`. */
function databaseAt(folder: string): 'none' | 'empty' | 'sqlite' | 'other' {
  const path = join(folder, 'project.db');
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (!facts) return 'none';
  if (facts.size === 0) return 'empty';
  return databaseHead(path) ? 'sqlite' : 'other';
}
