import { expect, test } from 'vitest';
import { finiteRange } from './finite-range.ts';
import { percentileRange } from './percentile-range.ts';

const none = { low: Number.NaN, high: Number.NaN };

test('finiteRange passes over what is not finite', () => {
  const values = new Float32Array([Number.NaN, 3, Number.NEGATIVE_INFINITY, -2, 8, Number.POSITIVE_INFINITY]);
  expect(finiteRange(values)).toEqual({ minimum: -2, maximum: 8, invalid: 3 });
  expect(finiteRange(new Float32Array([Number.NaN]))).toEqual({
    minimum: Number.NaN,
    maximum: Number.NaN,
    invalid: 1,
  });
  expect(finiteRange(values, 0)).toEqual({ minimum: 3, maximum: 8, invalid: 4 });
});

test('percentileRange cuts the same share off both ends', () => {
  const values = Float32Array.from({ length: 200 }, (_, i) => (i * 77) % 200);
  expect(percentileRange(values, 0)).toEqual({ low: 0, high: 199 });
  expect(percentileRange(values, 1)).toEqual({ low: 2, high: 197 });
  expect(percentileRange(values, 50)).toEqual({ low: 100, high: 99 });
  expect(percentileRange(new Float32Array([Number.NaN]), 1)).toEqual(none);
});

test('a percentile is a value of the map, and passes over what does not count', () => {
  const values = Float32Array.of(-5, 40, 10, Number.NaN, 30, 20);
  expect(percentileRange(values, 25, { above: 0 })).toEqual({ low: 20, high: 30 });
  expect(percentileRange(values, 24, { above: 0 })).toEqual({ low: 10, high: 40 });
  expect(percentileRange(values, 0, { most: 2 })).toEqual({ low: -5, high: -5 });
  expect(percentileRange(values, 1, { above: 40 })).toEqual(none);
});

test('percentileRange of a large plane is that of an even sample', () => {
  const { low, high } = percentileRange(
    Float32Array.from({ length: 3_000_000 }, (_, i) => i),
    10,
  );
  expect([Math.abs(low - 300_000) < 10, Math.abs(high - 2_700_000) < 10]).toEqual([true, true]);
});
