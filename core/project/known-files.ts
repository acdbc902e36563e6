import { lstatSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { DiskPort } from '../disk/disk-port.ts';
import { isPlainFile, removePlainFile } from '../disk/plain-entries.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { ProjectDatabase } from './database.ts';
import { leasedAddresses, mentionsIn } from './references.ts';

/** A temporary file that is about to be kept. */
interface Leased {
  lease: string;
  path: string;
  address: string;
  type: string;
  bytes: number;
}

/** What is known of the files of a project, and how that changes; all of it, but for reading, while the project is locked for writing. */
export interface KnownFiles {
  /** Throws `bad-input` for what is no address. */
  pathOf(address: string): string;
  find(address: string): { type: string; bytes: number } | undefined;
  /** A file has its place. */
  note(file: Leased): void;
  lease(file: Leased, session: string): void;
  endLease(lease: string): void;
  /** Those of the files that no row speaks of any more are about to leave. */
  letGo(addresses: Iterable<string>): void;
  takeBack(addresses: Iterable<string>): void;
  /** Removes what is about to leave, and is neither in the trash nor leased. */
  collect(): void;
  endLeases(isOver: (session: string) => boolean): void;
  /** What was newly put, but whose rows could not be written for good, is a temporary file again; the leases end. */
  takeAway(staged: readonly Leased[], placed: ReadonlySet<Leased>): void;
}

export function knownFiles(database: ProjectDatabase, kept: string): KnownFiles {
  const rows = prepare(database);

  const pathOf = (address: string): string => {
    if (isAddress(address)) return join(kept, address);
    throw new DepthroomError('bad-input', 'Expected the address of a kept file, but received another text.');
  };
  const letGo = (addresses: Iterable<string>): void => {
    const mentions = mentionsIn(database);
    for (const address of addresses) {
      const row = mentions.inRows(address) ? undefined : rows.find.get(address);
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
  const collect = (): void => {
    const leaving = rows.allLeaving.all();
    if (leaving.length === 0) return;
    const mentions = mentionsIn(database);
    takeBack(leaving.filter(mentions.inRows));
    const leased = leasedAddresses(database);
    for (const address of leaving) {
      if (mentions.inRows(address) || mentions.inTrash(address) || leased.has(address)) continue;
      rows.stay.run(address);
      if (isAddress(address)) removePlainFile(pathOf(address));
    }
  };
  const endLeases = (isOver: (session: string) => boolean): void => {
    const over = rows.leases.all().filter(({ session: owner }) => isOver(owner));
    for (const { id } of over) rows.endLease.run(id);
    // Files that have no row are not touched, leased or not: this may be a database of earlier days.
    if (over.length > 0) letGo(over.map(({ address }) => address));
    collect();
  };

  const takeAway = (staged: readonly Leased[], placed: ReadonlySet<Leased>): void => {
    for (const { lease } of staged) rows.endLease.run(lease);
    const leased = leasedAddresses(database);
    for (const { address, path } of placed) {
      if (rows.find.get(address) || rows.leaving.get(address) || leased.has(address)) continue;
      if (isPlainFile(pathOf(address)) && !isPlainFile(path)) renameSync(pathOf(address), path);
    }
  };

  return {
    find: (address) => rows.find.get(address),
    note(file) {
      rows.insert.run(file.address, file.type, file.bytes);
      rows.stay.run(file.address);
    },
    lease({ lease, address, type, bytes }, session) {
      rows.lease.run(lease, address, type, bytes, session);
    },
    endLease(lease) {
      rows.endLease.run(lease);
    },
    pathOf,
    letGo,
    takeBack,
    collect,
    endLeases,
    takeAway,
  };
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
export function giveName(disk: DiskPort, path: string, place: string): boolean {
  const there = lstatSync(place, { throwIfNoEntry: false });
  // Put before, by an attempt whose rows could not be written.
  if (there?.isFile() && !lstatSync(path, { throwIfNoEntry: false })) return false;
  if (there && !there.isFile()) {
    throw new DepthroomError(
      'bad-input',
      `Expected a file of the project at ${place}, but a link or a folder lies there; move it away and try again.`,
    );
  }
  try {
    disk.renameNow(path, place);
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException;
    if (there && ['EPERM', 'EACCES', 'EBUSY'].includes(code)) return false;
    throw systemFailure(thrown, 'keep a file in the project');
  }
  return there === undefined;
}
