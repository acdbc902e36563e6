import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * No statement goes through a whole table (test/contract/statements.test.ts), but `all()` and `readSome()` of a table do so in parts, and the call
 * `snapshot` for all of them. Who may, and why.
 */
const MAY: Record<string, string> = {
  'core/host/snapshot.ts': 'everything at once is what programs ask this call for',
  'core/host/diagnose.ts': 'every name of a photo is taken out of what is said',
  'core/project/care/check-project.ts': 'a person has the project checked',
  'core/project/care/check-rows.ts': 'rows that another program may have written are looked at once',
  'core/project/care/read-through.ts': 'the same, in a process of its own',
  'core/project/care/merge-projects.ts': 'every row goes to the other project',
  'cli/photos/photos.ts': 'every photo is listed',
};
/** `all()` of something that is a statement, which the other test sees. */
const STATEMENTS = ['core/project/presence.ts', 'core/project/known-files.ts', 'core/runs/arrange-queue.ts'];

/** Of a table, whatever it is called here; behind a bracket there is a statement, by what it was asked with. */
const READS_WHOLE = /[\w\]]\s*\??\.\s*(all\(\)|readSome\()|\bcall\(\s*'snapshot'/;

test('whole tables are read by those alone that are asked for all of it', () => {
  const sources = globSync('{core,cli,electron,renderer}/**/*.{ts,tsx}').filter(
    (path) => !path.includes('.test.') && path !== 'core/project/table.ts',
  );
  expect(sources.length).toBeGreaterThan(500);
  const reading = sources
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => READS_WHOLE.test(readFileSync(path, 'utf8')));
  expect(reading.sort()).toEqual([...Object.keys(MAY), ...STATEMENTS].sort());
});
