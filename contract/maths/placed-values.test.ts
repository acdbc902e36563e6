import { expect, test } from 'vitest';
import { placeDepth } from '../../models/pipeline/place.ts';
import type { Placement } from '../depth-map.ts';
import { finiteRange } from './finite-range.ts';
import { valuesOfPlane, valuesWherePlaced } from './placed-values.ts';

const MODEL = { width: 31, height: 22 };
const PHOTO = { width: 620, height: 450 };

/** Waves with a spike up, one down, a hole, and a flat patch that is the farthest. */
function drawnMap() {
  const values = Float32Array.from({ length: MODEL.width * MODEL.height }, (_, p) => {
    const [x, y] = [p % MODEL.width, Math.floor(p / MODEL.width)];
    if (x > 25 && y > 15) return 3;
    return 1.5 + 0.4 * Math.sin(x / 3) + 0.3 * Math.cos(y / 4);
  });
  values[7 * MODEL.width + 11] = 9;
  values[15 * MODEL.width + 20] = 0.1;
  values[3 * MODEL.width + 4] = Number.NaN;
  return { ...MODEL, kind: 'metric' as const, values };
}

const WINDOW = { left: -10, top: -25, width: 640, height: 500 };

test.each([
  ['bilinear', 'linear', { width: 620, height: 450 }],
  ['bilinear', 'log', { width: 1240, height: 900 }],
  ['bilinear', 'linear', { width: 200, height: 145 }],
  ['bicubic', 'linear', { width: 620, height: 450 }],
  ['bicubic', 'log', { width: 155, height: 113 }],
  ['nearest-exact', 'linear', { width: 1500, height: 1089 }],
  ['area', 'linear', { width: 20, height: 15 }],
] as const)('%s in %s at %o has the ends of the plane that is written', (method, space, size) => {
  const map = drawnMap();
  const placement: Placement = { window: WINDOW, method, space };
  const whole = placeDepth(map, placement, size, PHOTO);
  const { extremes, sample } = valuesWherePlaced(map, placement, size, PHOTO);
  const { minimum, maximum } = finiteRange(whole);
  const { minimum: positive } = finiteRange(whole, 0);
  for (const [k, value] of [minimum, maximum, positive].entries())
    expect(Math.abs(extremes[k] / value - 1)).toBeLessThan(2e-6);
  const step = Math.ceil(whole.length / 2 ** 20);
  const expected = whole.filter((_, p) => p % step === 0);
  expect(sample).toEqual(expected);
});

test('a cubic that goes below zero keeps the smallest positive value for what is inverted', () => {
  const map = drawnMap();
  map.values[15 * MODEL.width + 20] = -2;
  const placement: Placement = { window: WINDOW, method: 'bicubic', space: 'linear' };
  const whole = placeDepth(map, placement, PHOTO, PHOTO);
  const { extremes } = valuesWherePlaced(map, placement, PHOTO, PHOTO);
  expect(extremes[0]).toBeLessThan(0);
  expect(extremes[2] / finiteRange(whole, 0).minimum).toBeCloseTo(1, 5);
});

test('the model’s own plane is what it is, and one without a value has no ends', () => {
  const values = Float32Array.of(2, Number.NaN, -1, 4);
  expect(valuesOfPlane({ width: 4, height: 1, values })).toEqual({
    extremes: Float32Array.of(-1, 4, 2),
    sample: values,
  });
  const nothing = { ...drawnMap(), values: new Float32Array(MODEL.width * MODEL.height).fill(Number.NaN) };
  const placement: Placement = { window: WINDOW, method: 'bilinear', space: 'linear' };
  expect(valuesWherePlaced(nothing, placement, PHOTO, PHOTO).extremes).toHaveLength(0);
  expect(valuesOfPlane(nothing).extremes).toHaveLength(0);
});
