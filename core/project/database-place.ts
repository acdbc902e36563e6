import { copyFileSync, lstatSync, renameSync, truncateSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { DepthroomError } from '../../contract/errors.ts';
import { makeFoldersNow } from '../disk/make-folder.ts';
import { PRIVATE_FOLDER } from '../disk/private-folder.ts';
import { BACKUPS, backUpDatabase, timeInName } from './backup-database.ts';
import { databaseFailure } from './database-failure.ts';
import { quickCheck } from './guard-database.ts';
import { watchContent } from './marks/database-content.ts';

/**
 * Whether the path of a database still leads to the file that is open. SQLite does not look: what is written after somebody deleted or
 * replaced the file is written into one that nobody can open again.
 */
export interface DatabasePlace {
  /**
   * `away`: the folder is not there, and may come back (a disk, a folder that was moved). `gone`: the file, or its log, is another one or
   * none. `foreign`: it is the same file with another content.
   */
  look(): 'there' | 'away' | 'gone' | 'foreign';
  /** Names both files, as long as they are there: who finds another database beside this log later knows that they do not belong together. */
  files(): string | null;
  /** Whether what lies beside the path is the log of the database that is open. */
  ownsLog(): boolean;
  /** What is to be said where it is not there; null where it is. */
  trouble(): string | null;
  /** Throws `disk-error` where it is not there. */
  check(): void;
  /** To be called after the database was closed. */
  release(): void;
}

/** Device and number of a file: no other one has them for as long as it is open. */
type Identity = string;

/** Watches the place of a database that was just opened there. */
export function watchPlace(path: string): DatabasePlace {
  const opened = identityOf(path);
  const content = watchContent(path);
  let log: Identity | null = null;

  const look: DatabasePlace['look'] = () => {
    const found = lookForFiles();
    return found === 'there' && content.isForeign() ? 'foreign' : found;
  };

  function lookForFiles(): 'there' | 'away' | 'gone' {
    const found = identityOf(path);
    if (found === 'unclear') return 'there';
    if (found === null && !lstatSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) return 'away';
    if (found !== opened) return 'gone';
    const foundLog = identityOf(`${path}-wal`);
    if (foundLog === 'unclear' || foundLog === log) return 'there';
    // The log comes with the first change, and stays for as long as the database is open.
    if (log !== null) return 'gone';
    log = foundLog;
    return 'there';
  }

  function trouble(): string | null {
    const place = look();
    if (place === 'there') return null;
    const what = {
      away: `${dirname(path)} is not there any more`,
      gone: 'it was deleted or replaced',
      foreign: 'another program has written over it',
    }[place];
    const wayOut = place === 'foreign' ? 'open' : 'put it back, or open';
    return `Expected ${path} as it was opened, but ${what}: nothing is written, so that nothing is lost; ${wayOut} the project again.`;
  }

  return {
    look,
    files: () => (look() === 'there' && log !== null ? `${numberOf(opened)} ${numberOf(log)}` : null),
    ownsLog: () => log !== null && identityOf(`${path}-wal`) === log,
    trouble,
    release: content.release,
    check() {
      const words = trouble();
      if (words !== null) throw new DepthroomError('disk-error', words);
    },
  };
}

/** Numbers of devices differ after a start of the computer, those of files do not. */
const numberOf = (identity: string | null) => identity?.split(' ')[1] ?? '';

/**
 * Puts a log aside that is not the one of the database beside it: a process was killed, its log stayed, and somebody put another database in
 * place. SQLite would play it into that one. Answers with what a person is to be told; null where they belong together.
 *
 * @param left what `files` said when they were open
 */
export function putForeignLogAside(path: string, left: string): string | null {
  const [database, log] = left.split(' ');
  const [foundDatabase, foundLog] = [path, `${path}-wal`].map((each) => numberOf(identityOf(each)));
  if (!foundDatabase || !log || foundLog !== log || foundDatabase === database) return null;
  const aside = putLogAside(path);
  return `Another project.db was put in place since this project was last open; what had not been written into the earlier one is kept in ${aside}.`;
}

/** Moves the log of a database out of the way of another one. Answers with the folder it lies in. */
function putLogAside(path: string): string {
  const aside = folderAside(path);
  for (const ending of ['-wal', '-shm'])
    if (lstatSync(path + ending, { throwIfNoEntry: false })?.isFile())
      renameSync(path + ending, join(aside, basename(path) + ending));
  return aside;
}

function folderAside(path: string): string {
  const aside = join(dirname(path), BACKUPS, `set-aside-${timeInName()}`);
  makeFoldersNow(aside, PRIVATE_FOLDER);
  return aside;
}

/** Null where nothing is there; `unclear` where the disk does not say. */
function identityOf(path: string): Identity | 'unclear' | null {
  try {
    const facts = lstatSync(path, { throwIfNoEntry: false, bigint: true });
    return facts ? `${facts.dev} ${facts.ino}` : null;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOTDIR' ? null : 'unclear';
  }
}

/** What became of a database whose file was deleted or replaced while it was open. */
export interface Rescue {
  /** Whether all that it held is among the backups of its project; the database is closed then. */
  isKept: boolean;
  /** What a person is to be told. */
  failure: DepthroomError;
}

/**
 * Keeps what an open database holds whose file was deleted or replaced, among the backups of its project, closes it, and puts its log aside,
 * which SQLite would play into whatever database lies there now. Where it cannot be kept it stays open: nothing else holds it any more.
 */
export function rescueDatabase(database: Database, path: string, place: DatabasePlace): Rescue {
  // Where its log was taken away too, only what is left tells.
  if (place.look() === 'foreign' || !isWhole(database)) return leaveDatabase(database, path, place);
  const tell = (isKept: boolean, words: string): Rescue => ({
    isKept,
    failure: new DepthroomError(
      'needs-repair',
      `The database ${path} was deleted or replaced while the project was open, so nothing is written to it any more; ${words}.`,
    ),
  });
  let backup: string;
  try {
    backup = backUpDatabase(database, path);
  } catch (thrown) {
    const why = databaseFailure(thrown);
    const because = why instanceof DepthroomError ? ` (${why.message.replace(/\.$/, '')})` : '';
    return tell(
      false,
      `what is known is held in memory alone, since no copy can be kept${because}: make room for one in the folder of the project, and leave Depthroom running until it says that there is one`,
    );
  }
  database.close();
  if (place.ownsLog()) {
    try {
      putLogAside(path);
    } catch {
      // The disk does not take it: whoever opens what lies there finds the note in the lock of the project.
    }
  }
  return tell(
    true,
    `all that was known is kept as ${backup}: open the project again, and restore its latest backup or put project.db back`,
  );
}

function isWhole(database: Database): boolean {
  try {
    return quickCheck(database) === null;
  } catch {
    return false;
  }
}

/**
 * Closes a database that another program has written over: what SQLite has of it is a mixture of both. What lies there is left as it is; the
 * log is kept aside and emptied, so that nothing plays it into that.
 */
function leaveDatabase(database: Database, path: string, place: DatabasePlace): Rescue {
  let words = 'nothing else of the earlier one is there';
  try {
    if (place.ownsLog()) {
      const aside = join(folderAside(path), `${basename(path)}-wal`);
      copyFileSync(`${path}-wal`, aside);
      words = `what had not been written into the earlier one is kept as ${aside}`;
    }
  } catch {
    // The disk does not take it. It holds the last changes alone, which nobody can read without the file that they belong to.
  }
  if (place.ownsLog()) truncateSync(`${path}-wal`);
  database.close();
  return {
    isKept: true,
    failure: new DepthroomError(
      'needs-repair',
      `Another program has written over the database ${path} while the project was open, so nothing more is written to it; ${words}: open the project again to go on with what lies there now.`,
    ),
  };
}
