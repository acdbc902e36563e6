import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranks, spearman } from './rank.ts';

const values = fc.array(
  fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  {
    minLength: 2,
    maxLength: 60,
  },
);

test('equal values share the mean of their ranks, also both zeros', () => {
  expect([...ranks(new Float32Array([3, -1, 3, 0, -0, 7]))]).toEqual([3.5, 0, 3.5, 1.5, 1.5, 5]);
});

test('ranks are what counting smaller and equal values says', () => {
  fc.assert(
    fc.property(values, (given) => {
      const plane = new Float32Array(given);
      const expected = Array.from(plane, (value) => {
        const smaller = plane.filter((other) => other < value).length;
        const equal = plane.filter((other) => other === value).length;
        return smaller + (equal - 1) / 2;
      });
      expect([...ranks(plane)]).toEqual(expected);
    }),
  );
});

test('a known value with ties, as scipy.stats.spearmanr gives it', () => {
  // Ranks 1 2.5 2.5 4 5 against 2 1 4 3 5.
  const rho = spearman(new Float32Array([1, 2, 2, 3, 4]), new Float32Array([0.2, 0.1, 0.8, 0.4, 0.9]));
  expect(rho).toBeCloseTo(0.66688592885535, 12);
});

test('only the order counts, holes do not, and a flat map has none', () => {
  const a = new Float32Array([1, 5, Number.NaN, 2, 9, 4]);
  const b = a.map((value) => Math.exp(value));
  expect(spearman(a, b)).toBe(1);
  expect(
    spearman(
      a,
      b.map((value) => -value),
    ),
  ).toBe(-1);
  expect(spearman(a, new Float32Array(6))).toBeNaN();
});
