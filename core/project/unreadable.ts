import type { z } from 'zod';
import type { ProjectDatabase } from './database.ts';

/** Sentences about rows that could not be read, by project and row. They stay in the project, and so do their files. */
const known = new WeakMap<ProjectDatabase, Map<string, string>>();

/** Sentences about the rows of a project that were left out so far. */
export function unreadableRows(database: ProjectDatabase): string[] {
  return [...(known.get(database)?.values() ?? [])];
}

/** Which rows those are. */
export function unreadableKeys(database: ProjectDatabase): { table: string; id: string }[] {
  return [...(known.get(database)?.keys() ?? [])].map((key) => {
    const [table, ...id] = key.split(' ');
    return { table, id: id.join(' ') };
  });
}

/**
 * Reads a stored row as its contract says; none, and a sentence is kept, where it does not keep to it. A row of somebody else's project
 * may name anything, so it must also be the one that it is found as.
 */
export function readRow<Row extends { id: string }>(
  database: ProjectDatabase,
  table: string,
  schema: z.ZodType<Row>,
  { id, record }: { id: string; record: string },
): [Row] | [] {
  const rows = known.get(database) ?? new Map<string, string>();
  known.set(database, rows);
  const key = `${table} ${id}`;
  try {
    const parsed = schema.safeParse(JSON.parse(record));
    if (parsed.success && parsed.data.id === id) {
      rows.delete(key);
      return [parsed.data];
    }
    const [issue] = parsed.error?.issues ?? [];
    rows.set(key, sentence(table, id, issue ? `${issue.path.join('.')}: ${issue.message}` : 'another id'));
  } catch {
    rows.set(key, sentence(table, id, 'it is not JSON'));
  }
  return [];
}

function sentence(table: string, id: string, why: string): string {
  const plain = id.replace(/[^\w-]/g, '?').slice(0, 40);
  return `A row of ${table} (${plain}) could not be read (${why}) and is left out; its files stay where they are.`;
}
