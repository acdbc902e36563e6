import type { ProjectDatabase } from './database.ts';
import { addressesInRows, addressesInTrash, leasedAddresses } from './references.ts';

export interface FileRow {
  type: string;
  bytes: number;
}

/** What is known of the files of a project. All of it is called while the project is locked for writing, but `find`. */
export interface FileRows {
  find(address: string): FileRow | undefined;
  /** A file has its place. */
  add(address: string, row: FileRow): void;
  lease(id: string, session: string, address: string, row: FileRow): void;
  endLease(id: string): void;
  /** Ends the leases of sessions that are over, and lets go of what only they held. */
  endLeases(isOver: (session: string) => boolean): void;
  /** Those of the files that no row speaks of are not known any more: they are leaving. */
  letGo(addresses: Iterable<string>): void;
  /** Files that are leaving are known again. */
  takeBack(addresses: Iterable<string>): void;
  /** Forgets what is leaving and not in the trash, and hands it over to be removed. */
  collect(remove: (address: string) => void): void;
}

export function openFileRows(database: ProjectDatabase): FileRows {
  const find = database.prepare<[string], FileRow>('SELECT type, bytes FROM files WHERE address = ?');
  const insert = database.prepare(
    'INSERT INTO files (address, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = database.prepare('DELETE FROM files WHERE address = ?');
  const leaving = database.prepare<[string], FileRow>('SELECT type, bytes FROM leaving WHERE address = ?');
  const allLeaving = database.prepare<[], string>('SELECT address FROM leaving').pluck();
  const leave = database.prepare(
    'INSERT INTO leaving (address, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const stay = database.prepare('DELETE FROM leaving WHERE address = ?');
  const lease = database.prepare(
    'INSERT INTO leases (id, address, type, bytes, session) VALUES (?, ?, ?, ?, ?)',
  );
  const endLease = database.prepare('DELETE FROM leases WHERE id = ?');
  const leases = database.prepare<[], { id: string; address: string; session: string }>(
    'SELECT id, address, session FROM leases',
  );

  const rows: FileRows = {
    find: (address) => find.get(address),
    add(address, { type, bytes }) {
      insert.run(address, type, bytes);
      stay.run(address);
    },
    lease: (id, session, address, { type, bytes }) => void lease.run(id, address, type, bytes, session),
    endLease: (id) => void endLease.run(id),
    endLeases(isOver) {
      const over = leases.all().filter(({ session }) => isOver(session));
      for (const { id } of over) endLease.run(id);
      // Files that have no row are not touched, leased or not: this may be a database of earlier days.
      if (over.length > 0) rows.letGo(over.map(({ address }) => address));
    },
    letGo(addresses) {
      const spokenOf = addressesInRows(database);
      for (const address of addresses) {
        const row = spokenOf.has(address) ? undefined : find.get(address);
        if (!row) continue;
        leave.run(address, row.type, row.bytes);
        remove.run(address);
      }
    },
    takeBack(addresses) {
      for (const address of addresses) {
        const row = leaving.get(address);
        if (row) rows.add(address, row);
      }
    },
    collect(removeFile) {
      const all = allLeaving.all();
      if (all.length === 0) return;
      const spokenOf = addressesInRows(database);
      rows.takeBack(all.filter((address) => spokenOf.has(address)));
      const inTrash = addressesInTrash(database);
      const leased = leasedAddresses(database);
      for (const address of all) {
        if (spokenOf.has(address) || inTrash.has(address) || leased.has(address)) continue;
        stay.run(address);
        removeFile(address);
      }
    },
  };
  return rows;
}
