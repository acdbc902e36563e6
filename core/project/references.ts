import type { ProjectDatabase } from './database.ts';

/** Tables whose records speak of files. */
export const ROW_TABLES = ['photos', 'runs', 'exports', 'truths', 'comparisons'] as const;
export type RowTable = (typeof ROW_TABLES)[number];

/** Every address in a record: all its 64-digit hexadecimal strings. Also of records that cannot be read otherwise. */
export function addressesIn(record: string): string[] {
  return record.match(/\b[0-9a-f]{64}\b/g) ?? [];
}

/** What the rows of the project speak of. */
export function addressesInRows(database: ProjectDatabase): Set<string> {
  return addressesOf(
    database,
    ROW_TABLES.map((table) => `SELECT record FROM ${table}`),
  );
}

/** What the rows of the project or the trash speak of. */
export function addressesSpokenOf(database: ProjectDatabase): Set<string> {
  return new Set([...addressesInRows(database), ...addressesInTrash(database)]);
}

/** What can still be brought back. */
export function addressesInTrash(database: ProjectDatabase): Set<string> {
  return addressesOf(database, ['SELECT content FROM trash']);
}

/** Of which files there is a row, be they about to leave. */
export function addressesKept(database: ProjectDatabase): Set<string> {
  return addressesOf(database, ['SELECT address FROM files UNION SELECT address FROM leaving']);
}

/** Asks of an address whether there is a row for its file, or somebody is about to speak of it. */
export function isKnownFile(database: ProjectDatabase, address: string): boolean {
  return (
    database
      .prepare<[string, string, string]>(
        'SELECT 1 FROM files WHERE address = ? UNION SELECT 1 FROM leaving WHERE address = ? UNION SELECT 1 FROM leases WHERE address = ?',
      )
      .get(address, address, address) !== undefined
  );
}

/** What somebody is about to speak of. */
export function leasedAddresses(database: ProjectDatabase): Set<string> {
  return addressesOf(database, ['SELECT address FROM leases']);
}

function addressesOf(database: ProjectDatabase, queries: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const query of queries)
    for (const text of database.prepare<[], string>(query).pluck().iterate())
      for (const address of addressesIn(text)) found.add(address);
  return found;
}
