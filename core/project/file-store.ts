import { randomUUID } from 'node:crypto';
import { lstatSync, renameSync } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { isAddress } from '../../contract/stored.ts';
import { hashFile } from '../disk/hash-file.ts';
import { isPlainFile, removePlainFile } from '../disk/plain-entries.ts';
import { syncFolderNow } from '../disk/sync-folder.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { ProjectDatabase } from './database.ts';
import { type FileRows, openFileRows } from './file-rows.ts';
import { startSession } from './sessions.ts';
import { transact } from './transact.ts';

/** A finished temporary file that is about to be kept: its content is known, it is on the disk, and it is leased. */
export interface StagedFile {
  lease: string;
  path: string;
  address: string;
  type: string;
  bytes: number;
}

/** What can be done to files while the project is locked for writing. */
export interface LockedFiles {
  /** Gives a staged file its place. Returns its address. */
  put(file: StagedFile): string;
  /** Lets go of those of the files that no row speaks of any more: they go once the trash does not speak of them either. */
  drop(addresses: Iterable<string>): void;
  /** Makes files that were let go of known again. */
  takeBack(addresses: Iterable<string>): void;
}

/**
 * The files of a project: `files/<sha256>` for what is kept, `temporary/` for what is being written. A file is there whole or not at all;
 * it gets its place in the transaction that makes the rows which speak of it, and goes in one that finds none. A file that no row of ours
 * speaks of is never removed.
 */
export interface FileStore {
  /** The name under which this process has the project open. */
  session: string;
  /** A new path in the temporary folder, for as long as this process lives. Nothing is there yet. */
  temporary(): string;
  /** Prepares finished temporary files to be kept: by their content, leased until they are put or the project is closed. */
  stage(files: readonly { path: string; type: string }[]): Promise<StagedFile[]>;
  /** Changes rows and files together. The leases of `staged` end with it, whether they were put or not. */
  write<Result>(staged: readonly StagedFile[], work: (files: LockedFiles) => Result): Promise<Result>;
  /** Keeps a file that no row speaks of yet, until the project is closed. Returns its address. */
  keepForSession(path: string, type: string): Promise<string>;
  /** Where the file of an address lies. Throws `bad-input` for what is no address. */
  pathOf(address: string): string;
  /** What is known of a file that is there; null for links and for what was removed. */
  find(address: string): { type: string; bytes: number } | null;
  /** Removes what was let go of and is not in the trash. */
  collect(): Promise<void>;
  /** Ends the leases of sessions that are over. */
  endLeases(isOver: (session: string) => boolean): Promise<void>;
  close(): void;
}

/** What a page may be told of a file; everything else, which a project from somebody else may say, is bytes. */
const TYPES = new Set(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'].map((format) => `image/${format}`));

export async function openFileStore(folder: string, database: ProjectDatabase): Promise<FileStore> {
  const kept = join(folder, 'files');
  const temporary = join(folder, 'temporary');
  await mkdir(kept, { recursive: true });
  await mkdir(temporary, { recursive: true });
  const rows = openFileRows(database);
  const session = startSession(folder);

  const pathOf = (address: string): string => {
    if (isAddress(address)) return join(kept, address);
    throw new DepthroomError('bad-input', 'Expected the address of a kept file, but received another text.');
  };
  const collect = () =>
    rows.collect((address) => {
      if (isAddress(address)) removePlainFile(pathOf(address));
    });
  const endLeases = (isOver: (session: string) => boolean) => {
    rows.endLeases(isOver);
    collect();
  };

  const store: FileStore = {
    session: session.id,
    temporary: () => join(temporary, `${session.id}.${randomUUID()}`),
    pathOf,
    find(address) {
      const row = rows.find(address);
      if (!row || !isPlainFile(pathOf(address))) return null;
      return TYPES.has(row.type) ? row : { ...row, type: 'application/octet-stream' };
    },
    async stage(files) {
      const staged: StagedFile[] = [];
      for (const file of files) staged.push(await stageFile(file));
      await transact(database, () => {
        for (const file of staged) rows.lease(file.lease, session.id, file.address, file);
      });
      return staged;
    },
    async write(staged, work) {
      const writing = startWriting(rows, pathOf);
      const endStaged = () => {
        for (const { lease } of staged) rows.endLease(lease);
      };
      const answer = await transact(database, () => {
        try {
          const result = work(writing.files);
          endStaged();
          if (writing.hasPut()) syncFolderNow(kept);
          return result;
        } catch (thrown) {
          // Still locked, so that nobody can have come to need them.
          writing.undo();
          throw thrown;
        }
      }).catch(async (thrown) => {
        await transact(database, endStaged).catch(() => undefined);
        throw thrown;
      });
      // In a transaction of its own: what is not written down as removed must not be.
      if (writing.hasDropped()) await store.collect();
      return answer;
    },
    async keepForSession(path, type) {
      const [file] = await store.stage([{ path, type }]);
      return store.write([], ({ put }) => put(file));
    },
    collect: () => transact(database, collect),
    endLeases: (isOver) => transact(database, () => endLeases(isOver)),
    close() {
      try {
        if (database.open) database.transaction(() => endLeases((each) => each === session.id)).immediate();
      } catch {
        // The next one to open the project finds that this session is over.
      }
      session.close();
    },
  };
  return store;
}

/** What is done to files in one transaction, and the way back. */
function startWriting(rows: FileRows, pathOf: (address: string) => string) {
  const put: { path: string; place: string }[] = [];
  let hasPut = false;
  let hasDropped = false;
  const files: LockedFiles = {
    put(file) {
      const place = pathOf(file.address);
      if (giveName(file.path, place)) put.push({ path: file.path, place });
      hasPut = true;
      rows.add(file.address, file);
      return file.address;
    },
    drop(addresses) {
      hasDropped = true;
      rows.letGo(addresses);
    },
    takeBack: rows.takeBack,
  };
  return {
    files,
    hasPut: () => hasPut,
    hasDropped: () => hasDropped,
    undo() {
      for (const { path, place } of put) renameSync(place, path);
      put.length = 0;
    },
  };
}

async function stageFile({ path, type }: { path: string; type: string }): Promise<StagedFile> {
  await flush(path);
  const { size: bytes } = await stat(path);
  return { lease: randomUUID(), path, type, address: await hashFile(path), bytes };
}

/**
 * Gives a finished file its name; true where nothing had it before. A file of the same content that is there is replaced, since it may
 * have been damaged since; where it cannot be (Windows, while somebody reads it) it stays.
 */
function giveName(path: string, place: string): boolean {
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    throw new DepthroomError(
      'bad-input',
      `Expected a file of the project at ${place}, but a link or a folder lies there; move it away and try again.`,
    );
  }
  try {
    renameSync(path, place);
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException;
    if (there && ['EPERM', 'EACCES', 'EBUSY'].includes(code)) return false;
    throw systemFailure(thrown, 'keep a file in the project');
  }
  return there === undefined;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
