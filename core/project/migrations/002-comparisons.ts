/** Ground truth of photos, and comparisons of their runs. */
export const comparisons = `
  CREATE TABLE truths (
    id TEXT PRIMARY KEY,
    photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    added_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX truths_by_photo ON truths (photo_id);

  CREATE TABLE comparisons (
    id TEXT PRIMARY KEY,
    photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX comparisons_by_photo ON comparisons (photo_id);
`;
