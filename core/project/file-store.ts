import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../disk/hash-file.ts';
import type { ProjectDatabase } from './database.ts';
import type { Write, Writer } from './write.ts';

/**
 * The files of a project: `files/<sha256>` for what is kept, `temporary/` for what is being written. A file is kept by
 * renaming it, so that it is there whole or not at all, and its row is what makes it known.
 */
export interface FileStore {
  /** A new path in the temporary folder. Nothing is there yet. */
  temporary(): string;
  /** Keeps a temporary file by its content; a second file with the same content is dropped. Returns its address. */
  keep(path: string, type: string, write?: Write): Promise<string>;
  /** Where the file of an address lies. */
  pathOf(address: string): string;
  find(address: string): { type: string; bytes: number } | null;
  /** Removes those of the files that no record speaks of any more. */
  drop(addresses: Iterable<string>): Promise<void>;
  /** Removes old files that no record speaks of: what a killed process left behind. */
  sweep(): Promise<void>;
}

/** How old an unknown file must be before it counts as left behind: another process may be about to make its row. */
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000;

export async function openFileStore(
  folder: string,
  database: ProjectDatabase,
  writer: Writer,
): Promise<FileStore> {
  const kept = join(folder, 'files');
  const temporary = join(folder, 'temporary');
  await mkdir(kept, { recursive: true });
  await mkdir(temporary, { recursive: true });

  const insert = database.prepare(
    'INSERT INTO files (address, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = database.prepare('DELETE FROM files WHERE address = ?');
  const select = database.prepare<[string], { type: string; bytes: number }>(
    'SELECT type, bytes FROM files WHERE address = ?',
  );

  const store: FileStore = {
    temporary: () => join(temporary, randomUUID()),
    pathOf: (address) => join(kept, address),
    find: (address) => select.get(address) ?? null,

    async keep(path, type, write = writer.write) {
      const address = await hashFile(path);
      const { size } = await stat(path);
      await flush(path);
      await rename(path, join(kept, address));
      await write(() => insert.run(address, type, size));
      return address;
    },

    async drop(addresses) {
      const known = referencedAddresses(database);
      for (const address of addresses) {
        if (known.has(address)) continue;
        await writer.write(() => remove.run(address), { isRemoval: true });
        await rm(join(kept, address), { force: true });
      }
    },

    async sweep() {
      const known = referencedAddresses(database);
      for (const name of await oldNames(kept)) {
        if (known.has(name)) continue;
        await writer.write(() => remove.run(name), { isRemoval: true });
        await rm(join(kept, name), { force: true });
      }
      for (const name of await oldNames(temporary))
        await rm(join(temporary, name), { recursive: true, force: true });
    },
  };
  return store;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}

/** Every address in a record: all its 64-digit hexadecimal strings. */
export function addressesIn(record: string): string[] {
  return record.match(/\b[0-9a-f]{64}\b/g) ?? [];
}

function referencedAddresses(database: ProjectDatabase): Set<string> {
  const known = new Set<string>();
  for (const table of ['photos', 'runs', 'exports', 'truths', 'comparisons']) {
    for (const { record } of database
      .prepare<[], { record: string }>(`SELECT record FROM ${table}`)
      .iterate()) {
      for (const address of addressesIn(record)) known.add(address);
    }
  }
  return known;
}

/** Names in a folder that nobody has written to for long enough to be sure that nobody is about to use them. */
async function oldNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readdir(folder)) {
    const facts = await stat(join(folder, name)).catch(() => null);
    if (facts && Date.now() - facts.mtimeMs > LEFT_BEHIND_AFTER_MS) names.push(name);
  }
  return names;
}
