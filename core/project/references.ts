import type { ProjectDatabase } from './database.ts';

/** Tables whose records speak of files. */
export const ROW_TABLES = ['photos', 'runs', 'exports', 'truths', 'comparisons'] as const;
export type RowTable = (typeof ROW_TABLES)[number];

/** Every address in a record: all its 64-digit hexadecimal strings. Also of records that cannot be read otherwise. */
export function addressesIn(record: string): string[] {
  return record.match(/\b[0-9a-f]{64}\b/g) ?? [];
}

/** Tells which rows speak of a file, as it is while it is asked. */
export interface Mentions {
  inRows(address: string): boolean;
  inTrash(address: string): boolean;
}

/** What the rows and the trash of a project speak of: by the index that its triggers keep, and by reading the few records that may hide more. */
export function mentionsIn(database: ProjectDatabase): Mentions {
  const rows = database.prepare<[string]>("SELECT 1 FROM mentions WHERE address = ? AND kind <> 'trash'");
  const trash = database.prepare<[string]>("SELECT 1 FROM mentions WHERE address = ? AND kind = 'trash'");
  let known: Hidden | undefined;
  const hidden = (): Hidden => {
    known ??= readHidden(database);
    return known;
  };
  return {
    inRows: (address) => rows.get(address) !== undefined || hidden().rows.has(address),
    inTrash: (address) => trash.get(address) !== undefined || hidden().trash.has(address),
  };
}

type Hidden = { rows: Set<string>; trash: Set<string> };

/** Addresses in records that are not JSON, or speak of files in the middle of a text. */
function readHidden(database: ProjectDatabase): Hidden {
  const found = { rows: new Set<string>(), trash: new Set<string>() };
  const noted = database
    .prepare<[], { kind: string; id: string }>("SELECT kind, row_id AS id FROM mentions WHERE address = ''")
    .all();
  for (const { kind, id } of noted) {
    const table = ROW_TABLES.find((name) => name === kind);
    const query = table
      ? `SELECT record FROM ${table} WHERE id = ?`
      : 'SELECT content FROM trash WHERE id = ?';
    const record = database.prepare<[string], string>(query).pluck().get(id) ?? '';
    for (const address of addressesIn(record)) found[table ? 'rows' : 'trash'].add(address);
  }
  return found;
}

/** Of which files there is a row, be they about to leave. */
export function addressesKept(database: ProjectDatabase): Set<string> {
  return addressesOf(database, ['SELECT address FROM files UNION SELECT address FROM leaving']);
}

/** Tells of an address whether there is a row for its file, or somebody is about to speak of it, as it is while it is asked. */
export function knownFilesIn(database: ProjectDatabase): (address: string) => boolean {
  const find = database.prepare<[string, string, string]>(
    'SELECT 1 FROM files WHERE address = ? UNION SELECT 1 FROM leaving WHERE address = ? UNION SELECT 1 FROM leases WHERE address = ?',
  );
  return (address) => find.get(address, address, address) !== undefined;
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
