import { expect, test } from 'vitest';
import { pointInCamera } from '../../../contract/maths/pinhole.ts';
import { depthInMetres, metricScaleOf } from './metric-scale.ts';

const STATED = { nearInMetres: 2, farInMetres: 8 };

test('a metric value is its own depth, where it is one', () => {
  const scale = metricScaleOf({ kind: 'metric', minimum: 1, maximum: 9 }, STATED);
  expect([0.5, 12, 0, -1, Number.NaN].map((value) => depthInMetres(value, scale))).toEqual([
    0.5,
    12,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

test('relative values stay between the stated planes, linear in depth or in inverse depth', () => {
  const depth = metricScaleOf({ kind: 'affine-depth', minimum: 0, maximum: 4 }, STATED);
  expect([-3, 0, 2, 4, 9].map((value) => depthInMetres(value, depth))).toEqual([2, 2, 5, 8, 8]);
  const disparity = metricScaleOf({ kind: 'affine-disparity', minimum: 0, maximum: 4 }, STATED);
  expect(depthInMetres(4, disparity)).toBeCloseTo(2);
  expect(depthInMetres(0, disparity)).toBeCloseTo(8);
  expect(depthInMetres(2, disparity)).toBeCloseTo(2 / (1 / 2 + 1 / 8));
});

test('a flat relative map lies on the nearest plane', () => {
  expect(depthInMetres(3, metricScaleOf({ kind: 'affine-depth', minimum: 3, maximum: 3 }, STATED))).toBe(2);
});

test('a pixel at a depth is a point of a pinhole camera', () => {
  const camera = { fx: 100, fy: 50, cx: 40, cy: 30, source: 'given', note: '' } as const;
  expect(pointInCamera(40, 30, 2, camera)).toEqual([0, 0, 2]);
  expect(pointInCamera(90, 5, 2, camera)).toEqual([1, -1, 2]);
});
