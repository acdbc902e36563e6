import { expect, test } from 'vitest';
import { framesWords, notesOf } from './frame-notes.ts';

const row = (frame: number, ...notes: string[]) => ({
  frame,
  files: [{ file: `${frame}.glb`, key: '', bytes: 1, ...(notes.length > 0 ? { notes } : {}) }],
});

test('a note is said once, with the frames it is true for and what its numbers span', () => {
  const rows = [row(1, 'No fewer than 90 of 5.', 'Up to 7.5.'), row(2), row(3, 'No fewer than 100 of 5.')];
  expect(notesOf(rows)).toEqual([
    { note: 'No fewer than 90 to 100 of 5.', frames: [1, 3] },
    { note: 'Up to 7.5.', frames: [1] },
  ]);
});

test('frames are named by their runs', () => {
  expect(framesWords([4])).toBe('frame 4');
  expect(framesWords([1, 2, 3, 7, 9, 10])).toBe('frames 1-3, 7, 9-10');
});
