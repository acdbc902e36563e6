/*
 * What a page is told, and how it is found without reading every row: `changes` numbers every change of a row, whichever program made it;
 * `photo_facts` and `totals` hold what would have to be counted; `mentions` says which rows speak of which file. All of it is kept by
 * triggers, in the transaction of the change itself. Columns that are computed from the record need nobody to write them.
 */

const TABLES = ['photos', 'runs', 'exports', 'truths', 'comparisons'] as const;

/** A text of a record, by its path; empty (or `otherwise`) where there is none, or where the record cannot be read. */
const textOf = (path: string, otherwise = '') =>
  `(CASE WHEN json_valid(record) THEN coalesce(CAST(record ->> '${path}' AS TEXT), '${otherwise}') ELSE '${otherwise}' END) VIRTUAL`;

const HEXADECIMAL_64 = '[0-9a-f]'.repeat(64);

/** All texts of a record. */
const textsOf = (record: string) =>
  `json_tree(CASE WHEN json_valid(${record}) THEN ${record} ELSE 'null' END)`;

/** An address is a text of its own, or stands in the name of a plane (core/runs/import-prior.ts). The hash of a pack is no file of the project. */
const isAddress = (from: string) => `${from}.type = 'text' AND ${from}.key IS NOT 'packHash'
  AND (length(${from}.atom) = 64 OR ${from}.atom LIKE 'plane:%') AND ${address(from)} GLOB '${HEXADECIMAL_64}'`;
const address = (from: string) =>
  `(CASE WHEN length(${from}.atom) = 64 THEN ${from}.atom ELSE substr(${from}.atom, 7, 64) END)`;

/** Where an address may stand elsewhere in a record, the record is noted under an empty one: it is read when it matters. */
const mayHideAddress = (record: string) => `NOT json_valid(${record}) OR EXISTS (
    SELECT 1 FROM ${textsOf(record)} AS hidden
    WHERE (hidden.type = 'text' AND length(hidden.atom) > 64 AND hidden.atom NOT LIKE 'plane:%' AND hidden.atom GLOB '*${HEXADECIMAL_64}*')
      OR hidden.key GLOB '*${HEXADECIMAL_64}*')`;

/** Notes what a row speaks of. */
const mention = (kind: string, id: string, record: string, from = '', where = 'TRUE') => `
  INSERT OR IGNORE INTO mentions (address, kind, row_id)
    SELECT ${address('texts')}, '${kind}', ${id} FROM ${from}${textsOf(record)} AS texts WHERE ${isAddress('texts')};
  INSERT OR IGNORE INTO mentions (address, kind, row_id) SELECT '', '${kind}', ${id} ${from && `FROM ${from.replace(/, $/, '')}`}
    WHERE (${where}) AND (${mayHideAddress(record)});`;

/** The records in what was removed are texts of their own. */
const mentionInTrash = (id: string, content: string, from = '') => `
  INSERT OR IGNORE INTO mentions (address, kind, row_id)
    SELECT ${address('texts')}, 'trash', ${id} FROM ${from}${textsOf(content)} AS texts WHERE ${isAddress('texts')};
  INSERT OR IGNORE INTO mentions (address, kind, row_id)
    SELECT ${address('texts')}, 'trash', ${id} FROM ${from}${textsOf(content)} AS records,
      json_tree(CASE WHEN records.key = 'record' AND json_valid(records.atom) THEN records.atom ELSE 'null' END) AS texts
    WHERE records.type = 'text' AND ${isAddress('texts')};
  INSERT OR IGNORE INTO mentions (address, kind, row_id) SELECT '', 'trash', ${id} ${from && `FROM ${from.replace(/, $/, '')}`}
    WHERE NOT json_valid(${content}) OR EXISTS (
      SELECT 1 FROM ${textsOf(content)} AS records
      WHERE records.type = 'text' AND length(records.atom) > 64
        AND (records.key IS NOT 'record' OR ${mayHideAddress('records.atom')}));`;

const forget = (kind: string) => `DELETE FROM mentions WHERE kind = '${kind}' AND row_id = OLD.id;`;

/** Whose photo a row belongs to. */
const photoOf = (table: (typeof TABLES)[number], row: 'NEW' | 'OLD') => {
  if (table === 'photos') return `${row}.id`;
  return table === 'exports' ? `(SELECT photo_id FROM runs WHERE id = ${row}.run_id)` : `${row}.photo_id`;
};
const note = (table: (typeof TABLES)[number], row: 'NEW' | 'OLD') =>
  `INSERT INTO changes (kind, row_id, photo_id) VALUES ('${table}', ${row}.id, ${photoOf(table, row)});`;

const total = (name: string, by: number) => `UPDATE totals SET count = count + ${by} WHERE name = '${name}';`;

const count = (row: 'NEW' | 'OLD', sign: '+' | '-') => `
  UPDATE photo_facts SET
    done = done ${sign} (${row}.state = 'done'),
    working = working ${sign} (${row}.state IN ('queued', 'running')),
    failed = failed ${sign} (${row}.state = 'failed'),
    last_run_at = ${sign === '+' ? `max(last_run_at, ${row}.queued_at)` : `coalesce((SELECT max(queued_at) FROM runs WHERE photo_id = ${row}.photo_id), '')`}
  WHERE photo_id = ${row}.photo_id;`;

const trigger = (name: string, when: string, statements: readonly string[]) =>
  `CREATE TRIGGER ${name} ${when} BEGIN\n${statements.map((text) => `  ${text.trim()}`).join('\n')}\nEND`;

const onRows = TABLES.flatMap((table) => {
  const counted = table === 'photos' || table === 'runs' || table === 'exports';
  return [
    trigger(`${table}_added`, `AFTER INSERT ON ${table}`, [
      ...(table === 'photos' ? ['INSERT OR IGNORE INTO photo_facts (photo_id) VALUES (NEW.id);'] : []),
      ...(table === 'runs' ? [count('NEW', '+')] : []),
      ...(counted ? [total(table, 1)] : []),
      mention(table, 'NEW.id', 'NEW.record'),
      note(table, 'NEW'),
    ]),
    trigger(`${table}_changed`, `AFTER UPDATE ON ${table}`, [
      ...(table === 'runs' ? [count('OLD', '-'), count('NEW', '+')] : []),
      forget(table),
      mention(table, 'NEW.id', 'NEW.record'),
      note(table, 'NEW'),
    ]),
    trigger(`${table}_removed`, `AFTER DELETE ON ${table}`, [
      ...(table === 'photos' ? ['DELETE FROM photo_facts WHERE photo_id = OLD.id;'] : []),
      ...(table === 'runs' ? [count('OLD', '-')] : []),
      ...(counted ? [total(table, -1)] : []),
      forget(table),
      note(table, 'OLD'),
    ]),
  ];
});

const onTrash = [
  trigger('trash_added', 'AFTER INSERT ON trash', [
    total('trash', 1),
    mentionInTrash('NEW.id', 'NEW.content'),
    "INSERT INTO changes (kind, row_id) VALUES ('trash', NEW.id);",
  ]),
  trigger('trash_removed', 'AFTER DELETE ON trash', [
    total('trash', -1),
    forget('trash'),
    "INSERT INTO changes (kind, row_id) VALUES ('trash', OLD.id);",
  ]),
];

/** The only triggers that a project may have, as SQLite keeps their texts (core/project/guard-database.ts). */
export const TRIGGERS: readonly string[] = [...onRows, ...onTrash];

export const changes = `
  CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    photo_id TEXT
  ) STRICT;

  CREATE TABLE photo_facts (
    photo_id TEXT PRIMARY KEY,
    done INTEGER NOT NULL DEFAULT 0,
    working INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    last_run_at TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX photo_facts_by_run ON photo_facts (last_run_at);
  CREATE INDEX photo_facts_failed ON photo_facts (failed) WHERE failed > 0;

  CREATE TABLE totals (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mentions (
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    PRIMARY KEY (address, kind, row_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mentions_by_row ON mentions (row_id, kind);

  ALTER TABLE photos ADD COLUMN name TEXT GENERATED ALWAYS AS ${textOf('$.name')};
  ALTER TABLE photos ADD COLUMN taken_at TEXT GENERATED ALWAYS AS ${textOf('$.takenAt', '9999')};
  CREATE INDEX photos_by_name ON photos (name COLLATE NOCASE);
  CREATE INDEX photos_by_taken ON photos (taken_at);
  CREATE INDEX photos_by_addition ON photos (added_at);

  ALTER TABLE runs ADD COLUMN pack_id TEXT GENERATED ALWAYS AS ${textOf('$.packId')};
  ALTER TABLE runs ADD COLUMN finished_at TEXT GENERATED ALWAYS AS ${textOf('$.finishedAt')};
  CREATE INDEX runs_of_engine ON runs (state, engine_id);
  CREATE INDEX runs_of_pack ON runs (state, pack_id, finished_at);
  CREATE INDEX runs_with_pack ON runs (pack_id, photo_id);
  CREATE INDEX runs_of_photo ON runs (photo_id, queued_at);
  CREATE INDEX runs_latest ON runs (photo_id, state, pack_id, finished_at);

  ALTER TABLE exports ADD COLUMN state TEXT GENERATED ALWAYS AS ${textOf('$.state')};
  CREATE INDEX exports_by_state ON exports (state);
  CREATE INDEX exports_by_time ON exports (created_at);
  CREATE INDEX trash_by_time ON trash (removed_at);

  INSERT INTO totals SELECT 'photos', count(*) FROM photos UNION ALL SELECT 'runs', count(*) FROM runs
    UNION ALL SELECT 'exports', count(*) FROM exports UNION ALL SELECT 'trash', count(*) FROM trash;
  INSERT INTO photo_facts (photo_id, done, working, failed, last_run_at)
    SELECT photos.id, coalesce(sum(state = 'done'), 0), coalesce(sum(state IN ('queued', 'running')), 0),
      coalesce(sum(state = 'failed'), 0), coalesce(max(queued_at), '')
    FROM photos LEFT JOIN runs ON runs.photo_id = photos.id GROUP BY photos.id;
  ${TABLES.map((table) => mention(table, `${table}.id`, `${table}.record`, `${table}, `)).join('\n')}
  ${mentionInTrash('trash.id', 'trash.content', 'trash, ')}
  ${TRIGGERS.map((text) => `${text};`).join('\n')}
`;
