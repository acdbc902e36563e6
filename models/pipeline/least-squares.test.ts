import { expect, test } from 'vitest';
import { fitLine } from './least-squares.ts';

const lineOf = (x: number[], y: number[]) =>
  fitLine(
    x.length,
    (i) => x[i],
    (i) => y[i],
  );

test('the line of four points', () => {
  const line = lineOf([0.1, 0.4, 0.7, 0.9], [1.2, 2.1, 2.9, 3.6]);
  expect(line.scale).toBeCloseTo(2.952381, 6);
  expect(line.shift).toBeCloseTo(0.9, 6);
});

test('pairs with a hole are left out, and a constant has its mean', () => {
  expect(lineOf([0, 1, Number.NaN, 5], [1, 3, 100, Number.NaN])).toEqual({ scale: 2, shift: 1 });
  expect(lineOf([2, 2], [1, 3])).toEqual({ scale: 0, shift: 2 });
});

test('stays exact where values are large against their spread', () => {
  const x = Array.from({ length: 1000 }, (_, i) => 1e6 + i * 1e-3);
  const line = lineOf(
    x,
    x.map((value) => 3 * (value - 1e6) + 7),
  );
  expect(line.scale).toBeCloseTo(3, 6);
});
