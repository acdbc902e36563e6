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
import { addressesInRows, addressesInTrash, leasedAddresses } from './references.ts';
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
  const session = startSession(folder);
  const rows = prepare(database);

  const pathOf = (address: string): string => {
    if (isAddress(address)) return join(kept, address);
    throw new DepthroomError('bad-input', 'Expected the address of a kept file, but received another text.');
  };
  const letGo = (addresses: Iterable<string>): void => {
    const known = addressesInRows(database);
    for (const address of addresses) {
      const row = known.has(address) ? undefined : rows.find.get(address);
      if (!row) continue;
      rows.leave.run(address, row.type, row.bytes);
      rows.remove.run(address);
    }
  };
  const takeBack = (addresses: Iterable<string>): void => {
    for (const address of addresses) {
      const row = rows.leaving.get(address);
      if (!row) continue;
      rows.insert.run(address, row.type, row.bytes);
      rows.stay.run(address);
    }
  };
  const collectNow = (): void => {
    const leaving = rows.allLeaving.all();
    if (leaving.length === 0) return;
    const spokenOf = addressesInRows(database);
    takeBack(leaving.filter((address) => spokenOf.has(address)));
    const inTrash = addressesInTrash(database);
    const leased = leasedAddresses(database);
    for (const address of leaving) {
      if (spokenOf.has(address) || inTrash.has(address) || leased.has(address)) continue;
      rows.stay.run(address);
      if (isAddress(address)) removePlainFile(pathOf(address));
    }
  };
  const endLeasesNow = (isOver: (session: string) => boolean): void => {
    const over = rows.leases.all().filter(({ session: owner }) => isOver(owner));
    for (const { id } of over) rows.endLease.run(id);
    // Files that have no row are not touched, leased or not: this may be a database of earlier days.
    if (over.length > 0) letGo(over.map(({ address }) => address));
    collectNow();
  };

  const store: FileStore = {
    session: session.id,
    temporary: () => join(temporary, `${session.id}.${randomUUID()}`),
    pathOf,
    find(address) {
      const row = rows.find.get(address);
      if (!row || !isPlainFile(pathOf(address))) return null;
      return TYPES.has(row.type) ? row : { ...row, type: 'application/octet-stream' };
    },

    async stage(files) {
      const staged: StagedFile[] = [];
      for (const { path, type } of files) {
        await flush(path);
        staged.push({
          lease: randomUUID(),
          path,
          type,
          address: await hashFile(path),
          bytes: (await stat(path)).size,
        });
      }
      await transact(database, () => {
        for (const { lease, address, type, bytes } of staged)
          rows.lease.run(lease, address, type, bytes, session.id);
      });
      return staged;
    },

    async write(staged, work) {
      let hasDropped = false;
      const answer = await transact(database, () => {
        const put: { path: string; place: string }[] = [];
        const files: LockedFiles = {
          put(file) {
            const place = pathOf(file.address);
            if (giveName(file.path, place)) put.push({ path: file.path, place });
            rows.insert.run(file.address, file.type, file.bytes);
            rows.stay.run(file.address);
            return file.address;
          },
          drop(addresses) {
            hasDropped = true;
            letGo(addresses);
          },
          takeBack,
        };
        try {
          const result = work(files);
          for (const { lease } of staged) rows.endLease.run(lease);
          if (put.length > 0) syncFolderNow(kept);
          return result;
        } catch (thrown) {
          // Still locked, so that nobody can have come to need them.
          for (const { path, place } of put) renameSync(place, path);
          throw thrown;
        }
      }).catch(async (thrown) => {
        await transact(database, () => {
          for (const { lease } of staged) rows.endLease.run(lease);
        }).catch(() => undefined);
        throw thrown;
      });
      // In a transaction of its own: what is not written down as removed must not be.
      if (hasDropped) await store.collect();
      return answer;
    },

    async keepForSession(path, type) {
      const [file] = await store.stage([{ path, type }]);
      return store.write([], ({ put }) => put(file));
    },

    collect: () => transact(database, collectNow),
    endLeases: (isOver) => transact(database, () => endLeasesNow(isOver)),

    close() {
      try {
        if (database.open)
          database.transaction(() => endLeasesNow((each) => each === session.id)).immediate();
      } catch {
        // The next one to open the project finds that this session is over.
      }
      session.close();
    },
  };
  return store;
}

type FileRow = { type: string; bytes: number };
type LeaseRow = { id: string; address: string; session: string };

function prepare(database: ProjectDatabase) {
  return {
    insert: database.prepare(
      'INSERT INTO files (address, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    remove: database.prepare('DELETE FROM files WHERE address = ?'),
    find: database.prepare<[string], FileRow>('SELECT type, bytes FROM files WHERE address = ?'),
    leave: database.prepare(
      'INSERT INTO leaving (address, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    stay: database.prepare('DELETE FROM leaving WHERE address = ?'),
    leaving: database.prepare<[string], FileRow>('SELECT type, bytes FROM leaving WHERE address = ?'),
    allLeaving: database.prepare<[], string>('SELECT address FROM leaving').pluck(),
    lease: database.prepare('INSERT INTO leases (id, address, type, bytes, session) VALUES (?, ?, ?, ?, ?)'),
    endLease: database.prepare('DELETE FROM leases WHERE id = ?'),
    leases: database.prepare<[], LeaseRow>('SELECT id, address, session FROM leases'),
  };
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
