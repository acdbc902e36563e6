import { randomUUID } from 'node:crypto';
import { chmodSync, constants, copyFileSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import { isPlainFile } from '../../disk/plain-entries.ts';
import { PRIVATE_FILE } from '../../disk/private-folder.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { openChangeLog } from '../change-log.ts';
import { type DatabaseOptions, openDatabase, type ProjectDatabase } from '../database.ts';
import { databaseFailure } from '../database-failure.ts';
import type { FileStore } from '../file-store.ts';
import { isUnread } from '../guard-database.ts';
import { knownFiles } from '../known-files.ts';
import { soundMark } from '../marks/sound-mark.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { type OpenOptions, type Project, refuseState } from '../project.ts';
import { surveyFolder } from '../project-folder.ts';
import { openTables } from '../table.ts';
import type { Writer } from '../write.ts';

/*
 * SQLite needs files of its own beside a database with a write-ahead log, and may make none here; without them it fails (SQLITE_CANTOPEN). A database that
 * is named immutable it would read without them, and wrongly once somebody else writes, which who may not write cannot know; better-sqlite3 is built
 * without the addresses that say so (SQLITE_USE_URI=0). So a copy is read that was taken while nothing changed, with what its log has. Of
 * 5,000 photos with 20,000 runs (70 MB) that takes 40 ms where the disk has them in memory, and reading it through 160 ms: that is not done again
 * for what was read through before and is as it was, nor at once where it is done later.
 */

/**
 * Opens a project that this user may read and not write: its rows as they are now, by a copy among the temporary files of the system, which goes when it is
 * closed. Whatever would change it throws `no-permission`. Throws as `openProject`, `busy` where somebody writes to it all the time.
 *
 * @param now milliseconds since 1970, as the disk has them
 */
export async function openProjectToRead(
  folder: string,
  { signal, dataFolder, checksLater = false }: OpenOptions,
  now: () => number = Date.now,
): Promise<Project> {
  const path = resolve(folder);
  refuseState(path, await surveyFolder(path, signal), { create: false });
  const scratch = makeScratch();
  try {
    const copied = await copyDatabase(path, scratch, signal, now);
    const mark = soundMark(dataFolder, path);
    const sound = mark.read();
    const database = openCopy(path, scratch, { isSound: sound !== null, mayWait: checksLater });
    const checked = { structure: !isUnread(database), rows: sound?.areRowsChecked ?? false };
    const leaveMark = () => {
      // Of what was copied nothing is known once the original has changed.
      if (checked.structure && factsOf(path, now).text === copied)
        mark.leave({ checkedAt: sound?.checkedAt ?? Date.now(), areRowsChecked: checked.rows });
    };
    return projectOf(path, scratch, database, { checked, leaveMark });
  } catch (thrown) {
    removeScratch(scratch);
    throw thrown;
  }
}

function makeScratch(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'depthroom-read-'));
  } catch (thrown) {
    throw systemFailure(thrown, `copy the database of the project to ${tmpdir()}`);
  }
}

function removeScratch(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true });
  } catch {
    // The system tidies up its temporary files.
  }
}

/** The database, what its log has that it has not, and the journal of a change that was broken off: the shared memory is made anew. */
const COPIED = ['project.db', 'project.db-wal', 'project.db-journal'];
const TRIES = 20;
const PAUSE_MS = 100;
/** Longer than the clock of a disk takes from one tick to the next: what is written later has another time. */
const SETTLED_MS = 50;

/** Answers with the facts of the files as they were copied. */
async function copyDatabase(
  path: string,
  scratch: string,
  signal: AbortSignal | undefined,
  now: () => number,
): Promise<string> {
  for (let k = 0; k < TRIES; k++) {
    signal?.throwIfAborted();
    const before = factsOf(path, now);
    if (before.isSettled) {
      for (const name of COPIED) copyOne(join(path, name), join(scratch, name));
      if (factsOf(path, now).text === before.text) return before.text;
    }
    await sleep(PAUSE_MS, undefined, signal ? { signal } : {});
  }
  throw new DepthroomError(
    'busy',
    `Expected a moment in which nobody writes to the project ${path}, but there was none; try again.`,
  );
}

function copyOne(from: string, to: string): void {
  rmSync(to, { force: true });
  if (!isPlainFile(from)) return;
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    // The copy has the mode of what may only be read.
    chmodSync(to, PRIVATE_FILE);
  } catch (thrown) {
    throw systemFailure(thrown, `copy ${basename(from)} of the project to ${tmpdir()}`);
  }
}

function factsOf(path: string, now: () => number): { text: string; isSettled: boolean } {
  const found = COPIED.map((name) => lstatSync(join(path, name), { throwIfNoEntry: false, bigint: true }));
  const text = found
    .map((facts) => (facts ? [facts.ino, facts.size, facts.mtimeNs].join(' ') : ''))
    .join(', ');
  const isSettled = found.every((facts) => !facts || Math.abs(now() - Number(facts.mtimeMs)) > SETTLED_MS);
  return { text, isSettled };
}

function openCopy(path: string, scratch: string, options: DatabaseOptions): ProjectDatabase {
  try {
    return openDatabase(join(scratch, 'project.db'), MIGRATIONS, options);
  } catch (thrown) {
    const known = databaseFailure(thrown);
    if (!(known instanceof DepthroomError)) throw known;
    // A person knows nothing of the copy.
    throw new DepthroomError(known.code, known.message.replaceAll(scratch, path), { cause: known });
  }
}

interface Looked {
  checked: Project['checked'];
  /** Notes, once it is closed, that the original was found sound. */
  leaveMark(): void;
}

function projectOf(
  path: string,
  scratch: string,
  database: ProjectDatabase,
  { checked, leaveMark }: Looked,
): Project {
  const readOnly = new DepthroomError(
    'no-permission',
    `Expected to be allowed to write to the project ${path}, but it can only be read: change its permissions, or copy it to another place.`,
  );
  const refuse = async () => {
    throw readOnly;
  };
  const writer: Writer = { write: refuse, persist: refuse, writeRemoval: refuse, heldUpFor: () => null };
  return {
    ...writer,
    folder: path,
    name: basename(path),
    database,
    files: filesOf(path, scratch, database, refuse),
    exportsFolder: join(path, 'exports'),
    ...openTables(database),
    changes: openChangeLog(database),
    checked,
    lock: {
      wasThere: true,
      isElsewhere: false,
      left: null,
      beat: refuse,
      check: () => {},
      release: async () => {},
    },
    place: {
      look: () => 'there',
      files: () => null,
      ownsLog: () => false,
      trouble: () => null,
      check: () => {},
      release: () => {},
    },
    note: null,
    readOnly,
    close() {
      database.close();
      removeScratch(scratch);
      leaveMark();
    },
  };
}

function filesOf(
  path: string,
  scratch: string,
  database: ProjectDatabase,
  refuse: () => Promise<never>,
): FileStore {
  const { pathOf, find } = knownFiles(database, join(path, 'files'));
  return {
    session: randomUUID(),
    temporary: () => join(scratch, randomUUID()),
    pathOf,
    find: (address) => (isPlainFile(pathOf(address)) ? (find(address) ?? null) : null),
    stage: refuse,
    write: refuse,
    keepForSession: refuse,
    collect: refuse,
    endLeases: refuse,
    close: () => {},
  };
}
