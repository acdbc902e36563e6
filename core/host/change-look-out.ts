import type { RunContext } from '../runs/run-context.ts';

/**
 * Other processes' changes are told by SQLite's `data_version`, which differs after a commit of another connection, and by the number of the
 * last change: that another engine says that it is there changes nothing.
 */
export function changeLookOut({ project: { database, changes }, changed }: RunContext): () => void {
  const version = () => database.pragma('data_version', { simple: true }) as number;
  // None that there is: what happened while the project was being opened is told once too often rather than never.
  let seen = { version: -1, latest: -1 };
  return () => {
    const found = version();
    if (found === seen.version) return;
    const latest = changes.latest();
    if (latest !== seen.latest) changed();
    seen = { version: found, latest };
  };
}
