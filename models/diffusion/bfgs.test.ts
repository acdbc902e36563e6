import { expect, test } from 'vitest';
import { minimise } from './bfgs.ts';

test("finds the bottom of Rosenbrock's valley", () => {
  const found = minimise(
    ([x, y], gradient) => {
      gradient.set([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    },
    Float64Array.of(-1.2, 1),
    100,
  );
  expect([found[0], found[1]]).toEqual([expect.closeTo(1, 3), expect.closeTo(1, 3)]);
});

test('stays where it is at a bottom, and where every way leads up', () => {
  const bottom = (_: Float64Array, gradient: Float64Array) => {
    gradient.fill(0);
    return 5;
  };
  expect(minimise(bottom, Float64Array.of(3), 10)).toEqual(Float64Array.of(3));
  // A gradient that lies: no step along it goes down.
  const liar = ([x]: Float64Array, gradient: Float64Array) => {
    gradient.fill(1);
    return Math.abs(x - 3);
  };
  expect(minimise(liar, Float64Array.of(3), 10)).toEqual(Float64Array.of(3));
});
