import { expect, test } from 'vitest';
import {
  automaticColourScale,
  automaticExponent,
  nearnessOf,
  transferText,
  valueAtNearness,
} from './transfer.ts';

test('nearness is 1 near and 0 far, straight in 1 / value or in the value, and held at both ends', () => {
  const inverse = { isInverse: true, exponent: 1 };
  const nearness = [0, 1, 1.6, 4, 9].map((value) => nearnessOf(value, 1, 4, inverse));
  expect(nearness).toEqual([1, 1, expect.closeTo(0.5), 0, 0]);
  expect(nearnessOf(2.5, 1, 4, { isInverse: false, exponent: 2 })).toBeCloseTo(0.25);
  expect(nearnessOf(0.75, 1, 0, { isInverse: false, exponent: 1 })).toBe(0.75);
  expect(nearnessOf(Number.NaN, 1, 4, inverse)).toBeNaN();
});

test('the value comes back from its nearness', () => {
  for (const transfer of [
    { isInverse: true, exponent: 0.5 },
    { isInverse: false, exponent: 3 },
  ])
    expect(valueAtNearness(nearnessOf(2.2, 1, 4, transfer), 1, 4, transfer)).toBeCloseTo(2.2);
});

/** The most that a tenth of the scale holds. */
function fullestTenth(values: Float32Array, near: number, far: number, exponent: number): number {
  const places = values.map((value) => nearnessOf(value, near, far, { isInverse: false, exponent })).sort();
  let most = 0;
  for (let i = 0, j = 0; i < places.length; i++) {
    while (places[i] - places[j] > 0.1) j++;
    most = Math.max(most, (i - j + 1) / places.length);
  }
  return most;
}

test('the automatic exponent takes the pixels apart that fall into one tenth, and leaves alone what is spread', () => {
  // Two thirds of the pixels between 0 and 0.06, as in a table top seen from above.
  const crowded = Float32Array.from({ length: 3000 }, (_, i) =>
    i < 2000 ? i / 33_333 : 0.06 + (i - 2000) / 1064,
  );
  const exponent = automaticExponent(crowded, 0, 1, false);
  expect(fullestTenth(crowded, 0, 1, 1)).toBeGreaterThan(0.65);
  expect(exponent).toBeGreaterThan(4);
  expect(fullestTenth(crowded, 0, 1, exponent)).toBeLessThan(0.3);
  const even = Float32Array.from({ length: 3000 }, (_, i) => i / 3000);
  expect(automaticExponent(even, 0, 1, false)).toBe(1);
  expect(automaticExponent(Float32Array.of(2, 2, Number.NaN), 2, 2, false)).toBe(1);
});

test('metres are painted in 1 / depth, relative values as they are; the words say which', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => 1 / (1 - (0.75 * i) / 1000));
  const metric = automaticColourScale(values, 'metric', 0, false);
  expect([metric.isInverse, transferText(metric)]).toEqual([true, '1/depth']);
  const relative = automaticColourScale(values, 'affine-depth', 0, false);
  expect(relative.isInverse).toBe(false);
  expect(transferText(relative)).toMatch(/^linear with γ /);
});
