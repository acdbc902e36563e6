import type { Database } from 'better-sqlite3';
import { DepthroomError } from '../../contract/errors.ts';

/** "DPRH", set by migrations/003-trash.ts. */
const APPLICATION_ID = 1146114632;
/** The schema from which on projects carry it. */
const CARRIES_ID_FROM = 3;

/**
 * Refuses what is no project, and makes one from somebody else harmless: functions are not called from its schema, and a schema that
 * does things of its own is refused. Throws `bad-input` for another program's database, `needs-repair` for a damaged one.
 */
export function guardDatabase(database: Database, path: string): void {
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  let damage: string;
  try {
    damage = String(database.pragma('quick_check(1)', { simple: true }));
  } catch (thrown) {
    // Locked, full, or not even the head of a database: whoever opens it says so.
    if (!isDamage(thrown)) throw thrown;
    damage = (thrown as Error).message;
  }
  if (damage !== 'ok') {
    database.close();
    throw new DepthroomError(
      'needs-repair',
      `The database ${path} is damaged (${damage.split('\n')[0].slice(0, 120)}); nothing was changed: repair the project ("depthroom projects repair").`,
    );
  }
  // One moment of the database: another process may be making its tables.
  const why = database.transaction(() => reasonAgainst(database))();
  if (why === null) return;
  database.close();
  throw new DepthroomError(
    'bad-input',
    `Expected a Depthroom project at ${path}, but ${why}; nothing was changed: choose another folder.`,
  );
}

/** Whether SQLite says that what is in the file is broken, and not that it could not be read just now. */
export function isDamage(thrown: unknown): boolean {
  return /^SQLITE_(CORRUPT|ERROR|SCHEMA|MISMATCH|CONSTRAINT)/.test((thrown as { code?: string }).code ?? '');
}

function reasonAgainst(database: Database): string | null {
  const version = database.pragma('user_version', { simple: true }) as number;
  const application = database.pragma('application_id', { simple: true }) as number;
  const things = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema',
    )
    .all();
  if (application !== APPLICATION_ID && (application !== 0 || version >= CARRIES_ID_FROM))
    return 'it is the database of another program';
  if (version === 0) return things.length > 0 ? 'it is the database of another program' : null;
  const tables = new Set(things.filter(({ type }) => type === 'table').map(({ name }) => name));
  if (!['files', 'photos', 'runs', 'exports', 'engines'].every((name) => tables.has(name)))
    return 'tables of a project are missing in it';
  const own = things.find(
    ({ type, sql }) => type === 'trigger' || type === 'view' || /^\s*CREATE\s+VIRTUAL/i.test(sql ?? ''),
  );
  return own ? `it has a ${own.type} of its own, which no project has` : null;
}
