import { expect, test } from 'vitest';
import { flownByKeys, isFlightKey } from './flight.ts';
import { homeCamera, positionOf } from './orbit-camera.ts';

const rounded = (vector: readonly number[]) => vector.map((value) => Math.round(value * 1e6) / 1e6 + 0);

test('only the keys that fly are flight keys', () => {
  expect(['KeyW', 'ArrowUp', 'KeyX', 'toString'].map(isFlightKey)).toEqual([true, true, false, false]);
});

test('a second forward goes 0.6 of the way home, sideways keys add up, opposite ones cancel out', () => {
  const home = homeCamera(5);
  expect(rounded(positionOf(flownByKeys(home, ['KeyW'], 1)))).toEqual([0, 0, -3]);
  expect(rounded(positionOf(flownByKeys(home, ['KeyD', 'KeyE'], 0.5)))).toEqual([1.5, 1.5, 0]);
  expect(flownByKeys(home, ['KeyA', 'KeyD'], 1)).toEqual(home);
});

test('arrows turn, and no key changes nothing', () => {
  const home = homeCamera(5);
  expect(flownByKeys(home, ['ArrowRight'], 0.5).yaw).toBeCloseTo(0.6);
  expect(flownByKeys(home, ['ArrowDown'], 0.5).pitch).toBeCloseTo(-0.6);
  expect(flownByKeys(home, [], 1)).toEqual(home);
});
