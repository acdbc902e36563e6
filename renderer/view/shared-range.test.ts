import { expect, test } from 'vitest';
import { viewMapOf } from './resources.ts';
import { rangeOfAll } from './shared-range.ts';
import { halves } from './test-scene.ts';

const near = viewMapOf(halves(0.5, 1), 'metric');
const far = viewMapOf(halves(2, 4), 'metric');

test('one scale for several maps runs from the nearest to the farthest of their ends, and counts the pixels of all', () => {
  const { automatic, whole, histogram } = rangeOfAll([far, near]);
  expect(automatic).toEqual({ near: expect.closeTo(0.5, 2), far: expect.closeTo(4, 2) });
  expect(whole).toEqual({ near: 0.5, far: 4 });
  expect(histogram.total).toBe(near.histogram.total + far.histogram.total);
  const shares = Array.from(histogram.counts).flatMap((count, bin) => (count > 0 ? [[bin, count]] : []));
  const half = near.histogram.total / 2;
  expect(shares.map(([, count]) => count)).toEqual([half, half, half, half]);
  const place = (metres: number) => Math.floor(((metres - 0.5) / 3.5) * histogram.counts.length);
  for (const [at, metres] of [0.5, 1, 2, 4].entries())
    expect(Math.abs(shares[at][0] - place(metres))).toBeLessThanOrEqual(2);
});

test('the same maps have the same scale object, so that nothing is painted anew', () => {
  expect(rangeOfAll([far, near])).toBe(rangeOfAll([far, near]));
  expect(rangeOfAll([near, far])).not.toBe(rangeOfAll([far, near]));
});
