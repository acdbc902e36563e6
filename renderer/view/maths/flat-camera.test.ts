import { expect, test } from 'vitest';
import { fitCamera, panePointOf, panned, photoPointAt, zoomedAt } from './flat-camera.ts';

const photo = { width: 400, height: 200 };
const pane = { width: 824, height: 624 };

test('a fitted photo touches the margins of its tighter side', () => {
  const camera = fitCamera(photo, pane);
  expect(camera).toEqual({ scale: 2, x: 200, y: 100 });
  expect(panePointOf(camera, pane, { x: 0, y: 0 })).toEqual({ x: 12, y: 112 });
});

test('zoom keeps the point under the pointer', () => {
  const camera = fitCamera(photo, pane);
  const before = photoPointAt(camera, pane, 500, 300);
  const closer = zoomedAt(camera, photo, pane, 500, 300, 3);
  expect(closer.scale).toBeCloseTo(6);
  expect(photoPointAt(closer, pane, 500, 300)).toEqual({
    x: expect.closeTo(before.x),
    y: expect.closeTo(before.y),
  });
});

test('the picture follows the hand and is never lost', () => {
  const camera = { scale: 2, x: 200, y: 100 };
  expect(panned(camera, photo, 20, -10)).toEqual({ scale: 2, x: 190, y: 105 });
  expect(panned(camera, photo, 10_000, -10_000)).toEqual({ scale: 2, x: 0, y: 200 });
});
