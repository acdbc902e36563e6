import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';
import { slopeOf } from './slope.ts';

test('a line is found with no doubt, a rise in noise with its interval', () => {
  const line = Array.from({ length: 100 }, (_, x) => ({ x, y: 3 - 2 * x }));
  const { perUnit, halfWidth } = slopeOf(line);
  expect(perUnit).toBeCloseTo(-2, 10);
  expect(halfWidth).toBeCloseTo(0, 6);
});

test('the known example of a textbook', () => {
  // Hand calculation: means 3 and 4; Sxx 10, Sxy 6; residual 2.4; t(3) 3.182; 3.182 * sqrt(0.8 / 10) = 0.9000.
  const samples = [2, 4, 5, 4, 5].map((y, k) => ({ x: k + 1, y }));
  const { perUnit, halfWidth } = slopeOf(samples);
  expect(perUnit).toBeCloseTo(0.6, 10);
  expect(halfWidth).toBeCloseTo(0.9, 3);
});

test('the interval has zero in about 95 of 100 times where nothing rises', () => {
  let hits = 0;
  for (let seed = 0; seed < 400; seed++) {
    const random = seeded(seed);
    const { perUnit, halfWidth } = slopeOf(
      Array.from({ length: 60 }, (_, x) => ({ x, y: random() + random() })),
    );
    if (Math.abs(perUnit) <= halfWidth) hits++;
  }
  expect(hits).toBeGreaterThan(364);
  expect(hits).toBeLessThan(396);
});
