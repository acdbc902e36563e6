/** Photos, runs and exports with the files they own. A record is the row's whole object as the contract types it. */
export const project = `
  CREATE TABLE files (
    address TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE photos (
    id TEXT PRIMARY KEY,
    original TEXT NOT NULL UNIQUE REFERENCES files (address),
    added_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;

  CREATE TABLE engines (
    id TEXT PRIMARY KEY,
    process_id INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    engine_id TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_photo ON runs (photo_id);
  CREATE INDEX runs_by_state ON runs (state);

  CREATE TABLE exports (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX exports_by_run ON exports (run_id);
`;
