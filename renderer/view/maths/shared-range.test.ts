import { expect, test } from 'vitest';
import { halves } from '../../testing/scene.ts';
import { viewMapOf } from '../resources.ts';
import { sharesBelow } from './range.ts';
import { rangeOfAll } from './shared-range.ts';

const near = viewMapOf(halves(0.5, 1), 'metric');
const far = viewMapOf(halves(2, 4), 'metric');

test('one scale for several maps runs from the nearest to the farthest of their ends, and counts the pixels of all', () => {
  const { automatic, whole, histograms } = rangeOfAll([far, near]);
  expect(automatic).toEqual({ near: expect.closeTo(0.5, 2), far: expect.closeTo(4, 2) });
  expect(whole).toEqual({ near: 0.5, far: 4 });
  expect([0.49, 0.75, 1.5, 3, 4.1].map((metres) => sharesBelow(histograms, metres))).toEqual([
    0,
    expect.closeTo(0.25),
    0.5,
    expect.closeTo(0.75),
    1,
  ]);
});

test('what lies near together in a near map is told apart beside a map of kilometres', () => {
  const tiny = viewMapOf(halves(0.001, 0.0015), 'metric');
  const { histograms } = rangeOfAll([tiny, viewMapOf(halves(500, 1000), 'metric')]);
  expect([0.00125, 0.002, 0.1].map((metres) => sharesBelow(histograms, metres))).toEqual([
    expect.closeTo(0.25),
    0.5,
    0.5,
  ]);
});

test('the same maps have the same scale object, so that nothing is painted anew', () => {
  expect(rangeOfAll([far, near])).toBe(rangeOfAll([far, near]));
  expect(rangeOfAll([near, far])).not.toBe(rangeOfAll([far, near]));
});
