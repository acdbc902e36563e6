/**
 * The trash, and what is known of files beside the rows that speak of them. `leases`: files that are about to be spoken of, or are used
 * by a session (core/project/file-store.ts); `leaving`: files that no row speaks of any more, removed once the trash does not either.
 * The application id is "DPRH": it tells a project from other programs' databases.
 */
export const trash = `
  PRAGMA application_id = 1146114632;

  CREATE TABLE trash (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT;

  CREATE TABLE leases (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    session TEXT NOT NULL
  ) STRICT;
  CREATE INDEX leases_by_session ON leases (session);

  CREATE TABLE leaving (
    address TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;
`;
