import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitRobustLine, fitRobustScale, type WeightedPairs } from './robust-line.ts';
import { weightedMedian } from './weighted-median.ts';

const pairsOf = (points: readonly (readonly [number, number, number])[]): WeightedPairs => ({
  x: Float64Array.from(points, ([x]) => x),
  y: Float64Array.from(points, ([, y]) => y),
  weight: Float64Array.from(points, ([, , weight]) => weight),
});
const sumOf = ({ x, y, weight }: WeightedPairs, scale: number, shift: number) =>
  x.reduce((sum, _, i) => sum + weight[i] * Math.abs(scale * x[i] + shift - y[i]), 0);

/** A best line meets two points of different x (or, where x never varies, is flat through one): try them all. */
function bruteForce(pairs: WeightedPairs): number {
  const { x, y } = pairs;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    least = Math.min(least, sumOf(pairs, 0, y[i]));
    for (let j = 0; j < i; j++) {
      if (x[i] === x[j]) continue;
      const scale = (y[i] - y[j]) / (x[i] - x[j]);
      least = Math.min(least, sumOf(pairs, scale, y[i] - scale * x[i]));
    }
  }
  return least;
}

const smallNumber = fc.integer({ min: -6, max: 6 });
const anyNumber = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 9_876_543);
const weight = fc.integer({ min: 1, max: 5 });
/** Whole numbers make ties and many points on one line, which is where a descent can stop too early. */
const tied = fc.array(fc.tuple(smallNumber, smallNumber, weight), { minLength: 1, maxLength: 14 });
const free = fc.array(fc.tuple(anyNumber, anyNumber, weight), { minLength: 1, maxLength: 14 });

test.each([
  ['tied', tied],
  ['free', free],
])('no line has a smaller weighted sum of differences (%s points)', (_, points) => {
  fc.assert(
    fc.property(points, (given) => {
      const pairs = pairsOf(given);
      const { scale, shift } = fitRobustLine(pairs);
      const least = bruteForce(pairs);
      expect(sumOf(pairs, scale, shift)).toBeLessThanOrEqual(least + 1e-9 * (1 + Math.abs(least)));
    }),
    { numRuns: 2000 },
  );
});

test('no scale has a smaller weighted sum of differences', () => {
  fc.assert(
    fc.property(fc.oneof(tied, free), (given) => {
      const pairs = pairsOf(given);
      const received = sumOf(pairs, fitRobustScale(pairs), 0);
      const candidates = [...pairs.x.keys()].filter((i) => pairs.x[i] !== 0);
      for (const i of candidates)
        expect(received).toBeLessThanOrEqual(
          sumOf(pairs, pairs.y[i] / pairs.x[i], 0) + 1e-9 * (1 + received),
        );
    }),
    { numRuns: 1000 },
  );
});

test('four points in ten may lie anywhere and the line stays', () => {
  const points = Array.from({ length: 100 }, (_, i): [number, number, number] => {
    const x = Math.sin(i * 12.9898) * 5;
    return [x, i % 10 < 4 ? 50 + Math.cos(i) * 40 : 2.5 * x - 1, 1];
  });
  const { scale, shift } = fitRobustLine(pairsOf(points));
  expect(scale).toBeCloseTo(2.5, 10);
  expect(shift).toBeCloseTo(-1, 10);
});

test('a quarter of a million pairs with many equal values are fitted exactly', () => {
  const count = 1 << 18;
  const points = Array.from({ length: count }, (_, i): [number, number, number] => {
    const x = ((i * 7919) % 256) / 255;
    return [x, i % 3 === 0 ? 9 : 3 * x + 1, 1 + (i % 4)];
  });
  expect(fitRobustLine(pairsOf(points))).toEqual({
    scale: expect.closeTo(3, 12),
    shift: expect.closeTo(1, 12),
  });
});

test('the weighted median has half of the weight on either side', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(smallNumber, weight), { minLength: 1, maxLength: 40 }), (given) => {
      const median = weightedMedian(
        Float64Array.from(given, ([value]) => value),
        Float64Array.from(given, ([, w]) => w),
        given.length,
      );
      const total = given.reduce((sum, [, w]) => sum + w, 0);
      const sorted = [...given].sort((a, b) => a[0] - b[0]);
      let sum = 0;
      const expected = sorted.find(([, w]) => {
        sum += w;
        return sum >= total / 2;
      });
      expect(median).toBe(expected?.[0]);
    }),
  );
  expect(weightedMedian(new Float64Array(0), new Float64Array(0), 0)).toBeNaN();
});
