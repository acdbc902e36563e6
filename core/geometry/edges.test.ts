import { describe, expect, test } from 'vitest';
import { isStep, pixelsBesideSteps, pixelsOnSteps } from './edges.ts';

describe('isStep', () => {
  test.each([
    [1, 1.05, 0.1, false],
    [1, 1.2, 0.1, true],
    [1.2, 1, 0.1, true],
    [10, 10.5, 0.1, false],
    [1, Number.NaN, 0.1, false],
  ])('%d beside %d at %d: %s', (a, b, threshold, expected) => {
    expect(isStep(a, b, threshold)).toBe(expected);
  });
});

test('pixelsBesideSteps marks both sides of a step, in rows and columns', () => {
  const depth = new Float32Array([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5]);
  expect([...pixelsBesideSteps(depth, { width: 4, height: 3 }, 0.1)]).toEqual([
    0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1,
  ]);
});

describe('pixelsOnSteps', () => {
  const model = { values: new Float32Array([1, 1, 2, 2]), width: 4, height: 1 };

  test('marks the pixels between the two pixel centres of the model that differ', () => {
    const marked = pixelsOnSteps(
      model.values,
      model,
      0.1,
      { left: 0, top: 0, width: 16, height: 1 },
      { width: 16, height: 1 },
    );
    // Model centres lie at 2, 6, 10 and 14: pixel centres 6.5 to 9.5 are between the second and the third.
    expect([...marked]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  });

  test('follows where the map lies on the photo', () => {
    const marked = pixelsOnSteps(
      model.values,
      model,
      0.1,
      { left: -4, top: 0, width: 16, height: 1 },
      { width: 8, height: 1 },
    );
    expect([...marked]).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
  });

  test('a map of one pixel has no steps', () => {
    const one = { width: 1, height: 1 };
    const marked = pixelsOnSteps(
      new Float32Array([1]),
      one,
      0.1,
      { left: 0, top: 0, width: 3, height: 1 },
      { width: 3, height: 1 },
    );
    expect([...marked]).toEqual([0, 0, 0]);
  });
});
