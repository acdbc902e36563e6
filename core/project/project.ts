import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Comparison, comparisonSchema } from '../../contract/compare/comparison.ts';
import { type Truth, truthSchema } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Export } from '../../contract/exports/export.ts';
import { exportSchema } from '../../contract/exports/export.ts';
import type { Photo } from '../../contract/photo.ts';
import { photoSchema } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { runSchema } from '../../contract/run.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { openDatabase, type ProjectDatabase } from './database.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { openTable, type Table } from './table.ts';

/** One folder: `project.db`, `files/`, `exports/`. Copyable, and open in several processes at once. */
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

/** Opens the project in a folder; `create` makes one where there is none. */
export async function openProject(folder: string, options: { create: boolean }): Promise<Project> {
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
  const database = openDatabase(databasePath);
  const files = await openFileStore(path, database);
  return {
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
