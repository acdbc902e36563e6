import { expect, test } from 'vitest';
import type { MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import { pointInCamera } from '../../../contract/maths/pinhole.ts';
import type { Vector } from '../../state/camera.ts';
import { photoPointOnRay, type ReadMap, valueAt } from './ray-cast.ts';

const intrinsics = { fx: 100, fy: 100, cx: 50, cy: 40, source: 'given', note: '' } as const;
const photo = { width: 100, height: 80, intrinsics };
const metric: MetricScale = { kind: 'metric' };

/** Left half at 2 m, right half at 4 m, one hole. */
function stepMap(): ReadMap {
  const values = Float32Array.from({ length: 50 * 40 }, (_, i) => (i % 50 < 25 ? 2 : 4));
  values[20 * 50 + 30] = Number.NaN;
  return { width: 50, height: 40, values, photo };
}

test('a value is looked up in photo pixels, also in a smaller map', () => {
  const map = stepMap();
  expect([
    valueAt(map, 49.9, 0),
    valueAt(map, 50, 79.9),
    valueAt(map, 60.5, 40.5),
    valueAt(map, 100, 0),
  ]).toEqual([2, 4, Number.NaN, Number.NaN]);
});

test('a ray finds the photo point that it passes through, from home and from the side', () => {
  const map = stepMap();
  for (const origin of [
    [0, 0, 0],
    [0.5, 0.2, 0.3],
  ] as Vector[]) {
    for (const [x, y, z] of [
      [20, 30, 2],
      [80, 60, 4],
    ] as const) {
      const [px, py, pz] = pointInCamera(x, y, z, intrinsics);
      const direction: Vector = [px - origin[0], -py - origin[1], -pz - origin[2]];
      const length = Math.hypot(...direction);
      const unit: Vector = [direction[0] / length, direction[1] / length, direction[2] / length];
      const found = photoPointOnRay(map, metric, { nearest: 2, farthest: 4 }, origin, unit);
      expect(found).toEqual({ x: expect.closeTo(x, 0), y: expect.closeTo(y, 0) });
    }
  }
});

test('a ray into the sky finds nothing', () => {
  expect(photoPointOnRay(stepMap(), metric, { nearest: 2, farthest: 4 }, [0, 0, 0], [0, 1, 0])).toBeNull();
});
