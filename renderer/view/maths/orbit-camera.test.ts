import { expect, test } from 'vitest';
import {
  aimedAt,
  axesOf,
  dollied,
  flown,
  homeCamera,
  orbited,
  positionOf,
  viewFieldOfView,
} from './orbit-camera.ts';

const rounded = (vector: readonly number[]) => vector.map((value) => Math.round(value * 1e6) / 1e6 + 0);

test('home stands where the photo was taken and looks along -z', () => {
  const home = homeCamera(4);
  expect(rounded(positionOf(home))).toEqual([0, 0, 0]);
  expect(rounded(axesOf(home).forward)).toEqual([0, 0, -1]);
  expect(rounded(axesOf(home).up)).toEqual([0, 1, 0]);
});

test('positive yaw stands to the right, positive pitch above', () => {
  expect(rounded(positionOf(orbited(homeCamera(4), Math.PI / 2, 0)))).toEqual([4, 0, -4]);
  expect(positionOf(orbited(homeCamera(4), 0, 0.5))[1]).toBeGreaterThan(1);
});

test('axes stay a right-handed frame', () => {
  const { right, up, forward } = axesOf(orbited(homeCamera(1), 0.7, -0.4));
  const cross = [
    right[1] * up[2] - right[2] * up[1],
    right[2] * up[0] - right[0] * up[2],
    right[0] * up[1] - right[1] * up[0],
  ];
  expect(rounded(cross)).toEqual(rounded(forward.map((value) => -value)));
});

test('flying forward and turning around another point', () => {
  const home = homeCamera(4);
  expect(rounded(positionOf(flown(home, 1, 2, 3)))).toEqual([1, 2, -3]);
  expect(aimedAt(home, [0, 0, -7]).distance).toBeCloseTo(7);
  expect(dollied(home, 1e-9).distance).toBeCloseTo(0.04);
});

test('the field of view takes in the wider side of the photo', () => {
  const photo = { width: 200, height: 100, intrinsics: { fx: 100, fy: 100 } };
  expect(Math.tan(viewFieldOfView(photo, { width: 100, height: 100 }) / 2)).toBeCloseTo(1.04);
  expect(Math.tan(viewFieldOfView(photo, { width: 400, height: 100 }) / 2)).toBeCloseTo(0.52);
});
