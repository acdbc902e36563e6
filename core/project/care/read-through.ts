import Database from 'better-sqlite3';
import { isDamage, quickCheck } from '../guard-database.ts';
import { ROW_TABLES } from '../references.ts';
import { openTables } from '../table.ts';
import { unreadableKeys } from '../unreadable.ts';

/** So many rows that cannot be read are told. */
const MOST_UNREADABLE = 1_000;
/** What the structure takes of the whole, roughly. */
const STRUCTURE = 0.25;

/**
 * Reads a database through that is open elsewhere: its structure, then each row as the contract says it. Changes nothing. Throws what SQLite
 * throws where it cannot be read for another reason than damage.
 */
export function readThrough(
  path: string,
  report: (fraction: number) => void,
): { damage: string | null; unreadable: { table: string; id: string }[] } {
  const database = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    report(0);
    const damage = quickCheck(database);
    if (damage !== null) return { damage, unreadable: [] };
    const tables = openTables(database);
    const all = ROW_TABLES.reduce((sum, table) => sum + countOf(database, table), 0);
    let read = 0;
    for (const table of ROW_TABLES)
      for (let after: number | null = null; ; ) {
        report(STRUCTURE + (1 - STRUCTURE) * Math.min(1, read / Math.max(1, all)));
        const { rows, last }: { rows: unknown[]; last: number | null } = tables[table].readSome(after);
        read += rows.length;
        if (last === null) break;
        after = last;
      }
    return { damage: null, unreadable: unreadableKeys(database).slice(0, MOST_UNREADABLE) };
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    return { damage: (thrown as Error).message, unreadable: [] };
  } finally {
    database.close();
  }
}

function countOf(database: Database.Database, table: string): number {
  return database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}
