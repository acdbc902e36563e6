import { expect, test } from 'vitest';
import { fittingItems } from './OverflowBar.tsx';

const items = ['a', 'b', 'c'].map((id) => ({ id }));
const widths = new Map([
  ['a', 100],
  ['b', 50],
  ['c', 40],
]);

test('a line holds what has room, and where not all has, the button for the rest', () => {
  const fitting = [206, 205, 170, 140, 90].map((width) => fittingItems(items, widths, width).join(''));
  expect(fitting).toEqual(['abc', 'ab', 'a', 'a', '']);
  expect(fittingItems(items, widths, 200)).toEqual(['a', 'b']);
});

test('what is kept stays while the others give way, from the last on', () => {
  const [a, b, c] = items;
  const kept = [a, { ...b, isKept: true }, { ...c, isKept: true }];
  const fitting = [206, 205, 140, 110].map((width) => fittingItems(kept, widths, width).join(''));
  expect(fitting).toEqual(['bca', 'bc', 'bc', 'b']);
});
