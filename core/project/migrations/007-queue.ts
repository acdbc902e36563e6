/*
 * The order of what waits, and whether the whole queue is paused: of the project, so that a restart and every engine that has it open keep to
 * them. `place` says where a waiting run stands, less comes first; of other runs it says nothing. Few runs wait, many have failed: their indices
 * hold those alone.
 */

/** As SQLite keeps its text (core/project/guard-database.ts). */
export const QUEUE_TRIGGERS: readonly string[] = [
  `CREATE TRIGGER queue_changed AFTER UPDATE ON queue BEGIN
  INSERT INTO changes (kind, row_id) VALUES ('queue', NEW.name);
END`,
];

export const queue = `
  ALTER TABLE runs ADD COLUMN place REAL NOT NULL DEFAULT 0;
  UPDATE runs SET place = rowid WHERE state = 'queued';
  CREATE INDEX runs_waiting ON runs (place, pack_id) WHERE state = 'queued';
  CREATE INDEX runs_waiting_of_engine ON runs (engine_id, place) WHERE state = 'queued';
  CREATE INDEX runs_failed ON runs (finished_at) WHERE state = 'failed';

  CREATE TABLE queue (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO queue VALUES ('paused', 0);
  ${QUEUE_TRIGGERS.map((text) => `${text};`).join('\n')}
`;
