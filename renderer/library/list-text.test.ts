import { expect, test } from 'vitest';
import { isFiltered, nothingFoundText } from './list-text.ts';

const all = { text: ' ', packId: null, hasFailed: false, isStarred: false, ids: null };

test('a list is filtered as soon as one thing is asked for', () => {
  expect(isFiltered(all)).toBe(false);
  expect(
    [{ text: 'a' }, { packId: 'p' }, { hasFailed: true }, { isStarred: true }, { ids: [] }].map((one) =>
      isFiltered({ ...all, ...one }),
    ),
  ).toEqual([true, true, true, true, true]);
});

test('a name that is nowhere is said', () => {
  expect(nothingFoundText({ ...all, text: 'x' })).toBe('No photo has “x” in its name.');
  expect(nothingFoundText({ ...all, text: 'x', hasFailed: true })).toBe('No photo is like that.');
  expect(nothingFoundText({ ...all, isStarred: true })).toMatch(/^No photo has a star/);
  expect(nothingFoundText({ ...all, text: 'x', isStarred: true })).toBe('No photo is like that.');
});
