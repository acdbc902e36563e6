import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskPort, REAL_DISK } from '../disk/disk-port.ts';
import { hashFile } from '../disk/hash-file.ts';
import { isPlainFile } from '../disk/plain-entries.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { ProjectDatabase } from './database.ts';
import { giveName, knownFiles } from './known-files.ts';
import { startSession } from './sessions.ts';
import type { Write, Writer } from './write.ts';

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
  /** Prepares finished temporary files to be kept: by their content, leased until they are put or the project is closed. `by`: how it is written. */
  stage(files: readonly { path: string; type: string }[], by?: Write): Promise<StagedFile[]>;
  /**
   * Changes rows and files together. The leases of `staged` end with it, whether they were put or not. `by`: how it is written; the work may
   * be performed again.
   */
  write<Result>(
    staged: readonly StagedFile[],
    work: (files: LockedFiles) => Result,
    by?: Write,
  ): Promise<Result>;
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

export async function openFileStore(
  folder: string,
  database: ProjectDatabase,
  writer: Writer,
  disk: DiskPort = REAL_DISK,
): Promise<FileStore> {
  const kept = join(folder, 'files');
  const temporary = join(folder, 'temporary');
  await disk.makeFolder(kept);
  await disk.makeFolder(temporary);
  // With the folder of exports, which was made before: what is brought to the disk in a folder whose own name is not there is lost with it.
  await disk.syncFolder(folder);
  const session = startSession(folder);
  const known = knownFiles(database, kept);
  const { pathOf } = known;

  const store: FileStore = {
    session: session.id,
    temporary: () => join(temporary, `${session.id}.${randomUUID()}`),
    pathOf,
    find(address) {
      const row = known.find(address);
      if (!row || !isPlainFile(pathOf(address))) return null;
      return TYPES.has(row.type) ? row : { ...row, type: 'application/octet-stream' };
    },

    async stage(files, by = writer.write) {
      const staged: StagedFile[] = [];
      for (const { path, type } of files) {
        await flush(disk, path);
        staged.push({
          lease: randomUUID(),
          path,
          type,
          address: await hashFile(path),
          bytes: (await stat(path)).size,
        });
      }
      await by(() => {
        for (const file of staged) known.lease(file, session.id);
      });
      return staged;
    },

    async write(staged, work, by = writer.write) {
      let hasDropped = false;
      // What this very work put where nothing was; of anything else that lies there, nothing is known.
      const placed = new Set<StagedFile>();
      const answer = await by(() => {
        const put: { path: string; place: string }[] = [];
        const files: LockedFiles = {
          put(file) {
            const place = pathOf(file.address);
            if (giveName(disk, file.path, place)) {
              put.push({ path: file.path, place });
              placed.add(file);
            }
            known.note(file);
            return file.address;
          },
          drop(addresses) {
            hasDropped = true;
            known.letGo(addresses);
          },
          takeBack: known.takeBack,
        };
        try {
          const result = work(files);
          for (const { lease } of staged) known.endLease(lease);
          if (put.length > 0) disk.syncFolderNow(kept);
          return result;
        } catch (thrown) {
          // Still locked, so that nobody can have come to need them.
          for (const { path, place } of put) disk.renameNow(place, path);
          throw thrown;
        }
      }).catch(async (thrown) => {
        await writer.write(() => known.takeAway(staged, placed)).catch(() => undefined);
        throw thrown;
      });
      // In a transaction of its own: what is not written down as removed must not be.
      // Where that fails (a full disk, a lock) the next sweep does it.
      if (hasDropped) await store.collect().catch(() => undefined);
      return answer;
    },

    async keepForSession(path, type) {
      const [file] = await store.stage([{ path, type }]);
      return store.write([], ({ put }) => put(file));
    },

    collect: () => writer.writeRemoval(known.collect),
    endLeases: (isOver) => writer.writeRemoval(() => known.endLeases(isOver)),

    close() {
      try {
        if (database.open)
          database.transaction(() => known.endLeases((each) => each === session.id)).immediate();
      } catch {
        // The next one to open the project finds that this session is over.
      }
      removeWorking(temporary, session.id);
      session.close();
    },
  };
  return store;
}

/** What a session was writing when it ended (a merge that found the disk full, say) takes no room until the next one. Never throws. */
function removeWorking(temporary: string, session: string): void {
  try {
    for (const name of readdirSync(temporary))
      if (name.startsWith(`${session}.`)) rmSync(join(temporary, name), { recursive: true, force: true });
  } catch {
    // The next one to open the project does it.
  }
}

async function flush(disk: DiskPort, path: string): Promise<void> {
  try {
    const handle = await disk.open(path, 'r+');
    await handle.sync().finally(() => handle.close());
  } catch (thrown) {
    throw systemFailure(thrown, 'bring a file of the project to the disk');
  }
}
