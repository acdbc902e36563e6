import { expect, test } from 'vitest';
import { differenceColours, differenceEntry } from './difference-colours.ts';

test('blue is nearer, white the same, red farther, whichever way the values run', () => {
  const table = differenceColours();
  const colour = (entry: number) => [...table.subarray(3 * entry, 3 * entry + 3)];
  expect([0, 51, 128, 204, 255].map(colour)).toEqual([
    [5, 48, 97],
    [67, 147, 195],
    [247, 246, 246],
    [214, 96, 77],
    [103, 0, 31],
  ]);
  const entries = [-9, -2, 0, 1, 4, Number.NaN].map((difference) => differenceEntry(difference, 2, false));
  expect(entries).toEqual([0, 0, 128, 191, 255, Number.NaN]);
  // Of disparities larger is nearer.
  expect([2, 0, -2].map((difference) => differenceEntry(difference, 2, true))).toEqual([0, 128, 255]);
  expect(differenceEntry(3, 0, false)).toBe(128);
});
