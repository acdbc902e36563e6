import type { Database } from 'better-sqlite3';

/**
 * Tells of changes by other processes when it is called. SQLite's `data_version` differs after a commit of another connection, and so does the
 * number of the latest change: that another engine says that it is there changes nothing.
 */
export function changeLookOut(
  database: Database,
  latestChange: () => number,
  changed: () => void,
): () => void {
  const version = () => database.pragma('data_version', { simple: true }) as number;
  // None that there is: what happened while the project was being opened is told once too often rather than never.
  let seen = { version: -1, latest: -1 };
  return () => {
    const found = version();
    if (found === seen.version) return;
    const latest = latestChange();
    if (latest !== seen.latest) changed();
    seen = { version: found, latest };
  };
}
