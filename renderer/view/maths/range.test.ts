import { describe, expect, test } from 'vitest';
import { percentileRange } from '../../../contract/maths/percentile-range.ts';
import {
  barSpan,
  histogramOf,
  moveEnd,
  percentile,
  percentileSpan,
  placeOnBar,
  shareBelow,
  valueOnBar,
  wholeSpan,
} from './range.ts';

const ramp = Float32Array.from({ length: 1001 }, (_, i) => i / 100);

describe('histogram', () => {
  test('counts finite values only and keeps the ends', () => {
    const histogram = histogramOf(Float32Array.of(1, 2, Number.NaN, 3, 3), 2);
    expect(histogram).toEqual({ low: 1, high: 3, counts: Uint32Array.of(1, 3), total: 4 });
  });

  test('of nothing but NaN is empty', () => {
    expect(histogramOf(Float32Array.of(Number.NaN), 4)).toEqual({
      low: 0,
      high: 0,
      counts: new Uint32Array(4),
      total: 0,
    });
  });

  test('passes over infinity as over NaN', () => {
    const values = Float32Array.of(1, Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY);
    expect(histogramOf(values, 2)).toEqual({ low: 1, high: 3, counts: Uint32Array.of(1, 1), total: 2 });
  });

  test('percentiles are those of the exports to within the width of a bin', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => ((i * 2741) % 5000) ** 1.7);
    const histogram = histogramOf(values, 512);
    const bin = (histogram.high - histogram.low) / 512;
    for (const percent of [0, 0.5, 1, 2, 10, 33, 50]) {
      const { low, high } = percentileRange(values, percent);
      expect(Math.abs(percentile(histogram, percent / 100) - low)).toBeLessThanOrEqual(bin);
      expect(Math.abs(percentile(histogram, 1 - percent / 100) - high)).toBeLessThanOrEqual(bin);
    }
  });

  test('percentiles of a ramp are on the ramp', () => {
    const histogram = histogramOf(ramp, 1000);
    expect(percentile(histogram, 0.01)).toBeCloseTo(0.1, 2);
    expect(percentile(histogram, 0.5)).toBeCloseTo(5, 2);
    expect(percentile(histogram, 0.99)).toBeCloseTo(9.9, 2);
  });

  test('says which share of the pixels lies below a value', () => {
    const histogram = histogramOf(ramp, 1000);
    expect([-1, 0, 2.5, 10, 11].map((value) => shareBelow(histogram, value))).toEqual([
      0,
      0,
      expect.closeTo(0.25, 3),
      1,
      1,
    ]);
  });
});

describe('span', () => {
  const histogram = histogramOf(ramp, 1000);

  test('a stray pixel does not stretch the automatic range', () => {
    const strayed = Float32Array.from(ramp);
    strayed[0] = 1000;
    expect(percentileSpan(histogramOf(strayed, 4096), false).far).toBeLessThan(11);
  });

  test('near is the larger number where larger is nearer', () => {
    expect(wholeSpan(histogram, false)).toEqual({ near: 0, far: 10 });
    expect(wholeSpan(histogram, true)).toEqual({ near: 10, far: 0 });
  });

  test('a flat map still has two different ends', () => {
    expect(percentileSpan(histogramOf(Float32Array.of(2, 2), 16), false)).toEqual({ near: 2, far: 3 });
  });

  test('the bar runs from near to far for both polarities', () => {
    for (const whole of [
      { near: 2, far: 6 },
      { near: 6, far: 2 },
    ]) {
      expect(placeOnBar(whole.near, whole)).toBeCloseTo(0);
      expect(placeOnBar(whole.far, whole)).toBe(1);
      expect(valueOnBar(0.5, whole)).toBe(4);
    }
  });

  test('a bar goes no farther beyond the automatic range than that is wide, so that strays do not press the rest into a corner', () => {
    const automatic = { near: 1, far: 2 };
    expect(barSpan({ whole: { near: 0.8, far: 2.5 }, automatic })).toEqual({ near: 0.8, far: 2.5 });
    expect(barSpan({ whole: { near: -9, far: 90 }, automatic })).toEqual({ near: 0, far: 3 });
    // In 1 / value from 1 to 0.5: beyond the near end up to 1.5, and everything that is far.
    const inverse = barSpan({ whole: { near: 0.001, far: 90 }, automatic }, true);
    expect(inverse).toEqual({ near: expect.closeTo(1 / 1.5), far: 90 });
    expect(barSpan({ whole: { near: 0, far: 90 }, automatic }, true).near).toBeCloseTo(1 / 1.5);
    // Where larger values are nearer as well.
    const relative = { whole: { near: 9, far: 0 }, automatic: { near: 2, far: 1 } };
    expect(barSpan(relative)).toEqual({ near: 3, far: 0 });
  });

  test('a bar even in 1 / value runs from near to far as well', () => {
    const whole = { near: 1, far: 4 };
    expect([1, 1.6, 4].map((value) => placeOnBar(value, whole, true))).toEqual([expect.closeTo(0), 0.5, 1]);
    expect(valueOnBar(0.5, whole, true)).toBeCloseTo(1.6);
    expect(moveEnd(whole, whole, 'far', 0.5, true).far).toBeCloseTo(1.6);
  });

  test('ends cannot pass each other or leave the bar', () => {
    const whole = { near: 10, far: 0 };
    expect(moveEnd(whole, whole, 'near', 2)).toEqual({ near: expect.closeTo(0.05), far: 0 });
    expect(moveEnd(whole, whole, 'near', -1)).toEqual(whole);
    expect(moveEnd(whole, whole, 'far', 0.25)).toEqual({ near: 10, far: 7.5 });
  });
});
