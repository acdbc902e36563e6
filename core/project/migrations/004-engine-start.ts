/** When the process of an engine started, so that another program with the same process number is not taken for it. */
export const engineStart = `
  ALTER TABLE engines ADD COLUMN started_at TEXT;
`;
