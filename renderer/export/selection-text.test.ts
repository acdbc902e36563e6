import { expect, test } from 'vitest';
import type { Plan } from './request/plan.ts';
import { chosenRuns, selectionNote, selectionText, selectionTitle } from './selection-text.ts';

const run = (id: string, photoId: string, packId: string) =>
  ({ id, photoId, packId, kind: 'metric', hasPlace: false }) as const;
const runs = [run('a', 'p', 'zoe'), run('b', 'p', 'fast'), run('c', 'q', 'fast')];
const mesh: Plan = { choice: 'blender', kind: 'mesh', own: {}, isInMetres: null };

test('the button says how many photos and files, the note what is left out', () => {
  expect(selectionTitle(2, mesh)).toBe('2 photos marked, for Blender');
  expect(selectionText(runs)).toBe('Export 2 photos (3 files)');
  const one = chosenRuns(runs, 'zoe');
  expect(selectionText(one)).toBe('Export 1 photo (1 file)');
  expect(selectionNote(one, 2, mesh, {})).toBe('1 photo without a finished run is left out.');
  expect(selectionNote(runs, 2, mesh, {})).toBe('');
  expect(selectionNote([], 2, mesh, {})).toMatch(/^None of these photos/);
});
