import { expect, test } from 'vitest';
import { percentileRange } from './percentile-range.ts';

/** Whole numbers that look like noise, the same in each run. */
function noise(k: number): number {
  return Math.imul(k + 1, 2654435761) >>> 0;
}

test.each([
  ['few', 1000],
  ['many', 100_000],
])('the ends of %s values are those at their ranks, whatever their signs and sizes', (_, length) => {
  const values = Float32Array.from({ length }, (_, k) => {
    const kind = noise(k) % 20;
    if (kind === 0) return Number.NaN;
    if (kind === 1) return Number.POSITIVE_INFINITY;
    if (kind < 5) return kind % 2 === 0 ? 0 : -0;
    return (noise(k + length) / 2 ** 31 - 1) * 10 ** ((noise(k + 2 * length) % 30) - 15);
  });
  const sorted = values.filter(Number.isFinite).sort();
  for (const percent of [0, 0.1, 1, 33.3, 50]) {
    const rank = Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length));
    const { low, high } = percentileRange(values, percent);
    expect(low).toBe(sorted[rank]);
    expect(high).toBe(sorted[sorted.length - 1 - rank]);
  }
});

test('a map of one value has it at both ends, and one without any has none', () => {
  expect(percentileRange(new Float32Array(50_000).fill(2.5), 1)).toEqual({ low: 2.5, high: 2.5 });
  expect(percentileRange(new Float32Array(50_000).fill(Number.NaN), 1).low).toBeNaN();
});
