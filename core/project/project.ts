import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Comparison } from '../../contract/comparison.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Export } from '../../contract/export.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { isAddress, STORED_ROWS } from '../../contract/stored.ts';
import type { Repair } from '../../contract/trash.ts';
import type { Truth } from '../../contract/truth.ts';
import { hashFile } from '../disk/hash-file.ts';
import { plainEntries } from '../disk/plain-entries.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { openDatabase, type ProjectDatabase } from './database.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { isDamage } from './guard-database.ts';
import { surveyFolder } from './project-folder.ts';
import { ROW_TABLES } from './references.ts';
import { needsRepair, repairFolder } from './repair-folder.ts';
import { openTable, type Table } from './table.ts';
import { transact } from './transact.ts';
import { setFilesAside } from './unknown-files.ts';

/** One folder: `project.db`, `files/`, `exports/`, and what they need (project-folder.ts). Copyable, and open in several processes at once. */
export interface Project {
  folder: string;
  name: string;
  database: ProjectDatabase;
  files: FileStore;
  exportsFolder: string;
  photos: Table<Photo>;
  runs: Table<Run>;
  exports: Table<Export>;
  truths: Table<Truth>;
  comparisons: Table<Comparison>;
  close(): void;
}

export interface OpenOptions {
  /** Makes one where there is none. */
  create: boolean;
  /** How to go on where the database is lost, empty or damaged and the files are not. */
  repair?: Repair | undefined;
}

/**
 * Opens the project in a folder. Throws `not-found` where there is none to be opened, `bad-input` where a new one would lie among other
 * files or the folder is something else, `needs-repair` where only a person can say what is meant; nothing is changed then.
 */
export async function openProject(folder: string, { create, repair }: OpenOptions): Promise<Project> {
  const path = resolve(folder);
  const state = await surveyFolder(path);
  if (state.kind === 'lost') {
    if (!repair) throw needsRepair(path, { ...state, why: whyLost(state) });
    await repairFolder(path, repair);
  } else if (state.kind === 'foreign' && (create || state.names.includes('project.db'))) {
    const names = state.names.slice(0, 3).join(', ') + (state.names.length > 3 ? ', ...' : '');
    throw new DepthroomError(
      'bad-input',
      `Expected a Depthroom project or an empty folder, but ${path} holds other files (${names}); nothing was changed: choose an empty folder, or a new one inside of it.`,
    );
  } else if (state.kind !== 'project' && !create) {
    throw new DepthroomError(
      'not-found',
      `Expected a Depthroom project in ${path}, but there is no project.db; choose "create" to start one there.`,
    );
  } else if (state.kind === 'project' && repair === 'restore-backup') await repairFolder(path, repair);
  const making = (thrown: unknown) => {
    throw systemFailure(thrown, `make the project folder ${path}`);
  };
  await mkdir(path, { recursive: true }).catch(making);
  const database = await openOrRepair(path, repair);
  try {
    const exportsFolder = join(path, 'exports');
    await mkdir(exportsFolder, { recursive: true }).catch(making);
    await askForRows(path, database, repair);
    return await openRows(path, exportsFolder, database);
  } catch (thrown) {
    database.close();
    if (!isDamage(thrown)) throw thrown;
    const why = (thrown as Error).message.slice(0, 120);
    throw new DepthroomError(
      'needs-repair',
      `The database of the project ${path} is not one that can be used (${why}); put project.db back from a copy, or repair the project ("depthroom projects repair").`,
    );
  }
}

/** A damaged database is put aside where a person said how to go on. */
async function openOrRepair(path: string, repair: Repair | undefined): Promise<ProjectDatabase> {
  const databasePath = join(path, 'project.db');
  try {
    return openDatabase(databasePath);
  } catch (thrown) {
    if (!repair || !(thrown instanceof DepthroomError) || thrown.code !== 'needs-repair') throw thrown;
    await repairFolder(path, repair);
    return openDatabase(databasePath);
  }
}

function whyLost({ isDamaged }: { isDamaged: boolean }): string {
  return isDamaged ? 'its database project.db is empty or damaged' : 'its database project.db is missing';
}

/** A database without any row beside files that it does not know is another one than those files had. */
async function askForRows(
  path: string,
  database: ProjectDatabase,
  repair: Repair | undefined,
): Promise<void> {
  const hasRows = [...ROW_TABLES, 'trash', 'leaving'].some(
    (table) => database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined,
  );
  if (hasRows) return;
  // Known to be on their way when their process was killed, or kept for a session: those came with this database.
  const known = database.prepare<[string, string]>(
    'SELECT 1 FROM files WHERE address = ? UNION SELECT 1 FROM leases WHERE address = ?',
  );
  const named = (await plainEntries(join(path, 'files')))
    .filter(({ name, isFolder }) => !isFolder && isAddress(name) && !known.get(name, name))
    .map(({ name }) => name);
  const unknown: string[] = [];
  for (const name of named) {
    // What only looks like one of ours is somebody's.
    if ((await hashFile(join(path, 'files', name)).catch(() => null)) !== name) continue;
    if (!repair) throw needsRepair(path, { kept: named.length, why: 'its database project.db is empty' });
    unknown.push(name);
  }
  await transact(database, () => setFilesAside(path, unknown));
}

async function openRows(path: string, exportsFolder: string, database: ProjectDatabase): Promise<Project> {
  const tables = openTables(database);
  const files = await openFileStore(path, database);
  return {
    folder: path,
    name: basename(path),
    database,
    files,
    exportsFolder,
    ...tables,
    close: () => {
      files.close();
      database.close();
    },
  };
}

function openTables(database: ProjectDatabase) {
  return {
    photos: openTable(database, 'photos', STORED_ROWS.photos, (photo) => ({
      original: photo.files.original,
      added_at: photo.addedAt,
    })),
    runs: openTable(database, 'runs', STORED_ROWS.runs, (run) => ({
      photo_id: run.photoId,
      state: run.state,
      engine_id: run.engineId,
      queued_at: run.queuedAt,
    })),
    exports: openTable(database, 'exports', STORED_ROWS.exports, (item) => ({
      run_id: item.runId,
      created_at: item.createdAt,
    })),
    truths: openTable(database, 'truths', STORED_ROWS.truths, (truth) => ({
      photo_id: truth.photoId,
      added_at: truth.addedAt,
    })),
    comparisons: openTable(database, 'comparisons', STORED_ROWS.comparisons, (comparison) => ({
      photo_id: comparison.photoId,
      created_at: comparison.createdAt,
    })),
  };
}
