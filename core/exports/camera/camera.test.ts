import { expect, test } from 'vitest';
import { AXES } from '../../../contract/exports/geometry.ts';
import { photoOf } from '../../../test/fixtures/finished-run.ts';
import { rotationTo } from '../../geometry/axes.ts';
import { cameraFacts } from './camera-facts.ts';
import { nukeChan } from './nuke-chan.ts';

const depth = { kind: 'metric' as const, width: 1, height: 1, values: new Float32Array([1]) };
const photo = photoOf({
  depth,
  photo: { width: 1200, height: 800 },
  intrinsics: { fx: 1000, fy: 1000, cx: 590, cy: 410 },
});

test('says the camera in pixels, degrees and millimetres', () => {
  expect(cameraFacts(photo, 'y-up')).toMatchObject({
    ...{ fx: 1000, fy: 1000, cx: 590, cy: 410 },
    fieldOfView: {
      horizontal: expect.closeTo((2 * Math.atan(0.6) * 180) / Math.PI, 9),
      vertical: expect.closeTo((2 * Math.atan(0.4) * 180) / Math.PI, 9),
    },
    sensor: {
      width: 36,
      height: 24,
      focalLength: 30,
      shift: { right: expect.closeTo(0.3, 9), up: expect.closeTo(0.3, 9) },
    },
  });
});

test.each(AXES)('a .chan looks where the photo was taken, %s', (axes) => {
  const [frame, ...numbers] = nukeChan(photo, axes).trim().split('\t').map(Number);
  expect(frame).toBe(1);
  expect(nukeChan(photo, axes, 1005)).toMatch(/^1005\t0\t/);
  expect(numbers[6]).toBeCloseTo((2 * Math.atan(0.4) * 180) / Math.PI, 6);
  const angle = (numbers[3] * Math.PI) / 180;
  // What looks along -z with y up, turned about x.
  const turned = (x: number, y: number, z: number) => [
    x,
    y * Math.cos(angle) - z * Math.sin(angle),
    y * Math.sin(angle) + z * Math.cos(angle),
  ];
  const r = rotationTo(axes);
  const about = (values: number[]) => values.map((value) => expect.closeTo(value, 9));
  // Forward and up of the camera: its z, and against its y.
  expect(turned(0, 0, -1)).toEqual(about([r[2], r[5], r[8]]));
  expect(turned(0, 1, 0)).toEqual(about([-r[1], -r[4], -r[7]]));
});
