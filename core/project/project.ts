import { basename, join, resolve } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import type { Comparison } from '../../contract/compare/comparison.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Export } from '../../contract/exports/export.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Repair } from '../../contract/trash.ts';
import { type DiskPort, REAL_DISK } from '../disk/disk-port.ts';
import { isReadOnlyDisk, readOnlyDisk, whyNotWritten } from '../disk/disk-space.ts';
import { networkDiskOf } from '../disk/network-disk.ts';
import { plainEntries } from '../disk/plain-entries.ts';
import { isUnaltered } from '../disk/require-unaltered.ts';
import { giveUpSpareRoom } from '../disk/spare-room.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { type ChangeLog, openChangeLog } from './change-log.ts';
import { openDatabase, type ProjectDatabase } from './database.ts';
import { databaseFailure } from './database-failure.ts';
import { type DatabasePlace, putForeignLogAside, watchPlace } from './database-place.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { isDamage, isUnread } from './guard-database.ts';
import { type HostLock, takeHostLock } from './host-lock.ts';
import { type Sound, soundMark } from './marks/sound-mark.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { type FolderState, surveyFolder } from './project-folder.ts';
import { knownFilesIn, ROW_TABLES } from './references.ts';
import { needsRepair, repairFolder } from './repair-folder.ts';
import { openTables, type Table } from './table.ts';
import { setFilesAside } from './unknown-files.ts';
import { createWriter, patiently, type Writer } from './write.ts';

/** One folder: `project.db`, `files/`, `exports/`, and what they need (project-folder.ts). Copyable, and open in several processes at once. */
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
  /** What changed, in order, by whichever program. */
  changes: ChangeLog;
  /** What was looked at since another program may have written it: the structure of the database, and whether every row can be read. */
  checked: { structure: boolean; rows: boolean };
  /** Keeps other computers out; released by who took the project up (core/project/presence.ts). */
  lock: HostLock;
  /** Whether project.db is still the file that is open. */
  place: DatabasePlace;
  /** What a person is to be told of how it was opened. */
  note: string | null;
  /** Why nothing can be written: it is a copy of the rows as they were (reading/open-to-read.ts). Null where it can be written. */
  readOnly: DepthroomError | null;
  close(): void;
}

export interface OpenOptions {
  /** Makes one where there is none. */
  create: boolean;
  /** How to go on where the database is lost, empty or damaged and the files are not. */
  repair?: Repair | undefined;
  /** How long is waited where another program has it locked. */
  patienceMs?: number | undefined;
  /** Calls it off. */
  signal?: AbortSignal | undefined;
  /** Left out: the disk as it is. */
  disk?: DiskPort | undefined;
  /** Whether a large database may be read through after it was opened: who opens it sees to that (care/check-open-project.ts). */
  checksLater?: boolean | undefined;
  /** Where it is noted how the database was left. Left out: nowhere, so that it is read through each time. */
  dataFolder?: string | undefined;
  /** How it is opened by who reads alone, where it cannot be written (reading/open-to-read.ts). Left out: then it is not opened. */
  orRead?: ((folder: string, options: OpenOptions) => Promise<Project>) | undefined;
}

/** What is written where a project is open for writing, by whoever may have made it. */
const WRITTEN = ['project.db', 'project.db-wal', 'project.db-shm', 'files', 'temporary', 'locks', 'exports'];

/**
 * Opens the project in a folder. Throws `not-found` where there is none to be opened, `bad-input` where a new one would lie among other
 * files or the folder is something else, `needs-repair` where only a person can say what is meant; nothing is changed then. Throws `busy`
 * where another computer has it open or another program has it locked, `no-permission`, `no-space` or `disk-error` where it cannot be opened.
 */
export async function openProject(folder: string, options: OpenOptions): Promise<Project> {
  const { repair, signal, disk = REAL_DISK } = options;
  const path = resolve(folder);
  const state = await surveyFolder(path, signal);
  refuseState(path, state, options);
  const why =
    state.kind === 'project'
      ? whyNotWritten(
          path,
          WRITTEN.map((name) => join(path, name)),
        )
      : null;
  if (why !== null) throw why;
  await disk.makeFolder(path).catch(making(path));
  signal?.throwIfAborted();
  // Before anything is done to the database.
  const lock = await takeHostLock(path);
  try {
    if (repair && (state.kind === 'lost' || repair === 'restore-backup')) {
      if (lock.isElsewhere) throw openElsewhere(path);
      await repairFolder(path, repair);
    }
    const note = lock.left === null ? null : putForeignLogAside(join(path, 'project.db'), lock.left);
    const sound = soundMark(options.dataFolder, path).read();
    const database = await openOrRepair(path, options, sound !== null);
    return { ...(await openLocked(path, database, lock, options, sound)), note, readOnly: null };
  } catch (thrown) {
    // In a folder that is read-only it cannot be; why the project is not opened says more.
    await lock.release(lock.wasThere).catch(() => undefined);
    throw thrown;
  }
}

/** Throws what `openProject` says of a folder that holds no project that can be opened. */
export function refuseState(
  path: string,
  state: FolderState,
  { create, repair }: Pick<OpenOptions, 'create' | 'repair'>,
): void {
  if (state.kind === 'project') return;
  if (state.kind === 'lost') {
    if (!repair) throw needsRepair(path, { ...state, why: whyLost(state) });
  } else if (state.kind === 'foreign') {
    const names = state.names.slice(0, 3).join(', ') + (state.names.length > 3 ? ', ...' : '');
    if (create || state.names.includes('project.db'))
      throw new DepthroomError(
        'bad-input',
        `Expected a Depthroom project or an empty folder, but ${path} holds other files (${names}); nothing was changed: choose an empty folder, or a new one inside of it.`,
      );
    throw new DepthroomError(
      'not-found',
      `Expected a Depthroom project in ${path}, but there is no project.db, and it holds other files (${names}); name another folder.`,
    );
  } else if (!create)
    throw new DepthroomError(
      'not-found',
      `Expected a Depthroom project in ${path}, but there is no project.db; name another folder, or make a new project there.`,
    );
}

const making = (path: string) => (thrown: unknown) => {
  throw systemFailure(thrown, `make the project folder ${path}`);
};

/** Whoever has the old database open goes on with it: repairing would take it away. */
const openElsewhere = (path: string) =>
  new DepthroomError(
    'busy',
    `Expected to repair a project that nothing else has open, but another Depthroom on this computer has ${path} open; close it there, or repair it there.`,
  );

/** What SQLite takes for a want of permission may be a disk that nobody can write to. */
const explainAt = (path: string) => (failure: unknown) =>
  toFailure(failure).code === 'no-permission' && isReadOnlyDisk(path) ? readOnlyDisk(path) : failure;

async function openLocked(
  path: string,
  database: ProjectDatabase,
  lock: HostLock,
  { repair, patienceMs, signal, disk = REAL_DISK, dataFolder }: OpenOptions,
  sound: Sound | null,
): Promise<Omit<Project, 'note' | 'readOnly'>> {
  const makeRoom = () => giveUpSpareRoom(path);
  const place = watchPlace(join(path, 'project.db'));
  const check = () => {
    lock.check();
    place.check();
  };
  const writer = createWriter({ database, check, makeRoom, explain: explainAt(path), patienceMs });
  try {
    await disk.makeFolder(join(path, 'exports')).catch(making(path));
    await askForRows(path, database, writer, { repair, signal });
    const project = await openRows(path, database, writer, lock, disk);
    const checkedAt = sound?.checkedAt ?? Date.now();
    const checked = { structure: !isUnread(database), rows: sound?.areRowsChecked ?? false };
    const close = () => {
      project.close();
      place.release();
      if (checked.structure) soundMark(dataFolder, path).leave({ checkedAt, areRowsChecked: checked.rows });
    };
    return { ...project, place, checked, close };
  } catch (caught) {
    database.close();
    place.release();
    if (!isDamage(caught)) throw explainAt(path)(databaseFailure(caught));
    const why = (caught as Error).message.slice(0, 120);
    throw new DepthroomError(
      'needs-repair',
      `The database of the project ${path} is not one that can be used (${why}); put project.db back from a copy, or repair the project.`,
    );
  }
}

/** A damaged database is put aside where a person said how to go on. */
async function openOrRepair(
  path: string,
  { repair, patienceMs, checksLater = false }: OpenOptions,
  isSound: boolean,
): Promise<ProjectDatabase> {
  const journal = (await networkDiskOf(path)) ? 'rollback' : 'write-ahead';
  // Who reads for long keeps others from writing where there is no log; and who repairs has to know what is damaged.
  const mayWait = checksLater && journal === 'write-ahead' && !repair;
  const options = { journal, isSound, mayWait } as const;
  const open = () => patiently(() => openDatabase(join(path, 'project.db'), MIGRATIONS, options), patienceMs);
  try {
    return await open();
  } catch (thrown) {
    const { code } = toFailure(thrown);
    // On a full disk the room that is kept for removals lets it be opened too.
    if (code === 'no-space' && (await giveUpSpareRoom(path))) return open();
    if (!repair || code !== 'needs-repair') throw explainAt(path)(thrown);
    await repairFolder(path, repair);
    return open();
  }
}

function whyLost({ isDamaged }: { isDamaged: boolean }): string {
  return isDamaged ? 'its database project.db is empty or damaged' : 'its database project.db is missing';
}

/** A database without any row beside files that it does not know is another one than those files had. */
async function askForRows(
  path: string,
  database: ProjectDatabase,
  { write }: Writer,
  { repair, signal }: Pick<OpenOptions, 'repair' | 'signal'>,
): Promise<void> {
  const hasRows = [...ROW_TABLES, 'trash', 'leaving'].some(
    (table) => database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined,
  );
  if (hasRows) return;
  // Known to be on their way when their process was killed, or kept for a session: those came with this database.
  const isKnown = knownFilesIn(database);
  const named = (await plainEntries(join(path, 'files')))
    .filter(({ name, isFolder }) => !isFolder && isAddress(name) && !isKnown(name))
    .map(({ name }) => name);
  const unknown: string[] = [];
  for (const name of named) {
    // What only looks like one of ours is somebody's.
    const isOurs = await isUnaltered(join(path, 'files', name), signal);
    signal?.throwIfAborted();
    if (!isOurs) continue;
    if (!repair) throw needsRepair(path, { kept: named.length, why: 'its database project.db is empty' });
    unknown.push(name);
  }
  await write(() => setFilesAside(path, unknown));
}

async function openRows(
  path: string,
  database: ProjectDatabase,
  writer: Writer,
  lock: HostLock,
  disk: DiskPort,
): Promise<Omit<Project, 'checked' | 'place' | 'note' | 'readOnly'>> {
  const tables = openTables(database);
  const files = await openFileStore(path, database, writer, disk);
  return {
    ...writer,
    lock,
    folder: path,
    name: basename(path),
    database,
    files,
    exportsFolder: join(path, 'exports'),
    ...tables,
    changes: openChangeLog(database),
    close: () => {
      files.close();
      database.close();
    },
  };
}
