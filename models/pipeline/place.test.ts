import { describe, expect, test } from 'vitest';
import type { MetricDepth, Placement } from '../../contract/depth-map.ts';
import { coverPhoto, openPlaced, placeDepth, placeUncertainty } from './place.ts';

const ramp: MetricDepth = { kind: 'metric', width: 4, height: 1, values: Float32Array.of(1, 2, 4, 8) };

test('a smaller view reads the same surface at its own pixel centres', () => {
  const photo = { width: 24, height: 6 };
  const placement = coverPhoto(photo, 'bilinear');
  const whole = placeDepth(ramp, placement, photo);
  const third = placeDepth(ramp, placement, { width: 8, height: 2 }, photo);
  // With a whole odd factor the centres of the view are centres of photo pixels.
  expect([...third]).toEqual(Array.from({ length: 16 }, (_, i) => whole[3 * (i % 8) + 1]));
});

test('what reaches beyond the photo is cut off, at every size', () => {
  const padded: MetricDepth = {
    kind: 'metric',
    width: 6,
    height: 3,
    values: Float32Array.from({ length: 18 }, (_, i) => i),
  };
  const placement: Placement = {
    window: { left: -1, top: -1, width: 6, height: 3 },
    method: 'bicubic',
    space: 'linear',
  };
  expect([...placeDepth(padded, placement, { width: 4, height: 1 })]).toEqual([7, 8, 9, 10]);
  expect([
    ...placeDepth(
      padded,
      { ...placement, method: 'nearest' },
      { width: 8, height: 2 },
      { width: 4, height: 1 },
    ),
  ]).toEqual([7, 7, 8, 8, 9, 9, 10, 10, 7, 7, 8, 8, 9, 9, 10, 10]);
});

test('in log space the middle of two depths is their geometric mean; an uncertainty is never placed so', () => {
  const placement = coverPhoto({ width: 3, height: 1 }, 'bilinear', 'log');
  const two: MetricDepth = { kind: 'metric', width: 2, height: 1, values: Float32Array.of(2, 8) };
  expect(placeDepth(two, placement, { width: 3, height: 1 })[1]).toBeCloseTo(4, 5);
  expect(placeUncertainty(two.values, two, placement, { width: 3, height: 1 })[1]).toBeCloseTo(5, 5);
});

describe('a hole stays a hole and spreads no further than the kernel', () => {
  const holed: MetricDepth = { ...ramp, width: 8, values: Float32Array.of(1, 1, 1, Number.NaN, 1, 1, 1, 1) };
  const show = (method: Placement['method'], width: number) =>
    [...placeDepth(holed, coverPhoto({ width, height: 1 }, method), { width, height: 1 })]
      .map((v) => (Number.isNaN(v) ? '.' : '1'))
      .join('');

  test.each<[Placement['method'], number, string]>([
    ['nearest', 16, '111111..11111111'],
    ['bilinear', 16, '11111....1111111'],
    ['bicubic', 16, '111........11111'],
    ['bilinear', 8, '111.1111'],
    ['bicubic', 8, '111.1111'],
    ['area', 4, '1.11'],
  ])('%s to %d', (method, width, expected) => {
    expect(show(method, width)).toBe(expected);
  });
});

test.each([
  'nearest',
  'bilinear',
  'bicubic',
  'area',
] as const)('rows that are asked for one by one, or every n-th value of them, are those of the whole (%s)', (method) => {
  const values = Float32Array.from({ length: 35 }, (_, i) => (i === 12 ? Number.NaN : 1 + ((7 * i) % 11)));
  const map: MetricDepth = { kind: 'metric', width: 7, height: 5, values };
  const photo = { width: 60, height: 41 };
  for (const space of ['linear', 'log'] as const) {
    const placement = { ...coverPhoto(photo, method), space };
    const whole = placeDepth(map, placement, photo);
    const { read } = openPlaced(map, placement, photo);
    // What stood there before does not count.
    const row = new Float32Array(62).fill(5);
    for (let y = photo.height - 1; y >= 0; y--) {
      const expected = whole.subarray(60 * y, 60 * (y + 1));
      read(y, row, 2);
      expect(row.subarray(2)).toEqual(expected);
      read(y, row, 1, 3, 7);
      expect(row.subarray(1, 10)).toEqual(expected.filter((_, x) => x % 7 === 3).slice(0, 9));
    }
  }
});
