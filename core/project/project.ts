import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Comparison, comparisonSchema } from '../../contract/comparison.ts';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Export } from '../../contract/export.ts';
import { exportSchema } from '../../contract/export.ts';
import type { Photo } from '../../contract/photo.ts';
import { photoSchema } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { runSchema } from '../../contract/run.ts';
import { type Truth, truthSchema } from '../../contract/truth.ts';
import { networkDiskOf } from '../disk/network-disk.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { openDatabase, type ProjectDatabase } from './database.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { type HostLock, takeHostLock } from './host-lock.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { giveUpSpareRoom } from './spare-room.ts';
import { openTable, type Table } from './table.ts';
import { createWriter, patiently, type Writer } from './write.ts';

/** One folder: `project.db`, `files/`, `exports/`. Copyable, and open in several processes at once. */
export interface Project extends Writer {
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
  /** Keeps other computers out; released by who took the project up (core/project/presence.ts). */
  lock: HostLock;
  close(): void;
}

export interface ProjectOptions {
  /** Makes a project where there is none. */
  create: boolean;
  /** How long is waited where another program has it locked. */
  patienceMs?: number | undefined;
}

/**
 * Opens the project in a folder. Throws `not-found` where there is none, `busy` where another computer has it open or another program has it
 * locked, and `bad-input`, `no-permission`, `no-space` or `disk-error` where it cannot be opened.
 */
export async function openProject(folder: string, options: ProjectOptions): Promise<Project> {
  const path = resolve(folder);
  const databasePath = join(path, 'project.db');
  if (!options.create && !existsSync(databasePath)) {
    throw new DepthroomError(
      'not-found',
      `Expected a Depthroom project in ${path}, but there is no project.db; choose "create" to start one there.`,
    );
  }
  const exportsFolder = join(path, 'exports');
  await mkdir(exportsFolder, { recursive: true }).catch((thrown) => {
    throw systemFailure(thrown, `make the project folder ${path}`);
  });
  const lock = await takeHostLock(path);
  try {
    const database = await openPatiently(path, databasePath, options);
    return await assemble(path, exportsFolder, database, lock, options).catch((thrown) => {
      database.close();
      throw thrown;
    });
  } catch (thrown) {
    await lock.release(false);
    throw thrown;
  }
}

/** On a full disk the room that was kept for removals lets the project be opened too. */
async function openPatiently(
  folder: string,
  databasePath: string,
  { patienceMs }: ProjectOptions,
): Promise<ProjectDatabase> {
  const journal = (await networkDiskOf(folder)) ? 'rollback' : 'write-ahead';
  const open = () => patiently(() => openDatabase(databasePath, MIGRATIONS, { journal }), patienceMs);
  try {
    return await open();
  } catch (thrown) {
    if (toFailure(thrown).code !== 'no-space' || !(await giveUpSpareRoom(folder))) throw thrown;
    return await open();
  }
}

async function assemble(
  path: string,
  exportsFolder: string,
  database: ProjectDatabase,
  lock: HostLock,
  { patienceMs }: ProjectOptions,
): Promise<Project> {
  const makeRoom = () => giveUpSpareRoom(path);
  const writer = createWriter({ database, check: lock.check, makeRoom, patienceMs });
  const files = await openFileStore(path, database, writer);
  return {
    ...writer,
    lock,
    folder: path,
    name: basename(path),
    database,
    files,
    exportsFolder,
    photos: openTable(database, 'photos', photoSchema, (photo) => ({
      original: photo.files.original,
      added_at: photo.addedAt,
    })),
    runs: openTable(database, 'runs', runSchema, (run) => ({
      photo_id: run.photoId,
      state: run.state,
      engine_id: run.engineId,
      queued_at: run.queuedAt,
    })),
    exports: openTable(database, 'exports', exportSchema, (item) => ({
      run_id: item.runId,
      created_at: item.createdAt,
    })),
    truths: openTable(database, 'truths', truthSchema, (truth) => ({
      photo_id: truth.photoId,
      added_at: truth.addedAt,
    })),
    comparisons: openTable(database, 'comparisons', comparisonSchema, (comparison) => ({
      photo_id: comparison.photoId,
      created_at: comparison.createdAt,
    })),
    close: () => {
      database.close();
    },
  };
}
