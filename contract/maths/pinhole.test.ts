import { expect, test } from 'vitest';
import { fieldOfView, focalFrom35mm, focalFromFieldOfView, focalTo35mm } from './field-of-view.ts';
import { cameraOfWindow, pointInCamera } from './pinhole.ts';

const CAMERA = { fx: 100, fy: 120, cx: 50, cy: 40 };

test('a point of the photo lies on the ray of its pixel', () => {
  expect(pointInCamera(50, 40, 3, CAMERA)).toEqual([0, 0, 3]);
  expect(pointInCamera(150, 100, 2, CAMERA)).toEqual([2, 1, 2]);
});

test('the camera of a window sees the same points through its own pixels', () => {
  const window = { left: 10, top: -20, width: 80, height: 120 };
  const own = cameraOfWindow(CAMERA, window, 40, 30);
  const [x, y] = [37, 61];
  const place = [((x - window.left) * 40) / window.width, ((y - window.top) * 30) / window.height] as const;
  const point = pointInCamera(x, y, 5, CAMERA);
  for (const [axis, value] of pointInCamera(...place, 5, own).entries())
    expect(value).toBeCloseTo(point[axis], 12);
});

test('field of view and focal length are each other’s way back', () => {
  expect(focalFromFieldOfView(90, 200)).toBeCloseTo(100, 12);
  expect(fieldOfView(focalFromFieldOfView(63, 4000), 4000)).toBeCloseTo(63, 12);
  // A frame of 36 x 24 mm with as many pixels: millimetres are pixels.
  expect([focalFrom35mm(50, 36, 24), focalTo35mm(50, 36, 24)]).toEqual([50, 50]);
  expect(focalTo35mm(focalFrom35mm(26, 4032, 3024), 4032, 3024)).toBeCloseTo(26, 12);
});
