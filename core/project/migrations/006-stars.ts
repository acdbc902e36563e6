/** Which photos a person gave a star, computed from their records: it goes to the trash and comes back with them. */
export const stars = `
  ALTER TABLE photos ADD COLUMN is_starred INTEGER GENERATED ALWAYS AS
    (CASE WHEN json_valid(record) THEN record ->> '$.isStarred' IS 1 ELSE 0 END) VIRTUAL;
  CREATE INDEX photos_starred ON photos (is_starred) WHERE is_starred = 1;
`;
