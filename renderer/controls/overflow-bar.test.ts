import { expect, test } from 'vitest';
import { fittingItems } from './OverflowBar.tsx';

const items = ['a', 'b', 'c'].map((id) => ({ id }));
const widths = new Map([
  ['a', 100],
  ['b', 50],
  ['c', 40],
]);

test('a line holds what has room, and where not all has, the button for the rest', () => {
  expect([206, 205, 170, 140, 90].map((width) => fittingItems(items, widths, width))).toEqual([
    3, 2, 1, 1, 0,
  ]);
  expect(fittingItems(items, widths, 200)).toBe(2);
});
