import { PerspectiveCamera, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { pointInCamera } from '../../../contract/maths/pinhole.ts';
import { samplePhoto } from '../../testing/stand-in.ts';
import { homeCamera, orbited } from '../../view/maths/orbit-camera.ts';
import { placeCamera } from './place-camera.ts';

const photo = samplePhoto({
  width: 80,
  height: 60,
  intrinsics: { fx: 100, fy: 100, cx: 40, cy: 30, source: 'given', note: '' },
});
const pane = { photo, rectangle: { left: 0, top: 28, width: 800, height: 600 } };
const depth = { nearest: 2, farthest: 4 };

/** Where a point of the scene is drawn, in CSS pixels of the pane. */
function drawnAt(camera: PerspectiveCamera, [x, y, z]: readonly number[]) {
  camera.updateMatrixWorld();
  const place = new Vector3(x, -y, -z).project(camera);
  return { x: ((place.x + 1) / 2) * 800, y: ((1 - place.y) / 2) * 600, z: place.z };
}

test('from home every pixel is drawn where the photo has it, with a little air around', () => {
  const camera = new PerspectiveCamera();
  placeCamera(camera, homeCamera(3), 1, pane, depth);
  for (const [x, y, z] of [
    [40, 30, 2],
    [0, 0, 4],
    [70, 50, 3],
  ]) {
    const { x: drawnX, y: drawnY, z: inDepth } = drawnAt(camera, pointInCamera(x, y, z, photo.intrinsics));
    expect((drawnX - 400) * 1.04).toBeCloseTo((x - 40) * 10);
    expect((drawnY - 300) * 1.04).toBeCloseTo((y - 30) * 10);
    expect(Math.abs(inDepth)).toBeLessThan(1);
  }
});

test('a map without metres of its own looks the same through the scaled camera', () => {
  const [camera, scaled] = [new PerspectiveCamera(), new PerspectiveCamera()];
  const orbit = orbited(homeCamera(3), 0.3, -0.2);
  placeCamera(camera, orbit, 1, pane, depth);
  placeCamera(scaled, orbit, 5, pane, { nearest: 10, farthest: 20 });
  const point = pointInCamera(60, 20, 3, photo.intrinsics);
  const [a, b] = [
    drawnAt(camera, point),
    drawnAt(
      scaled,
      point.map((each) => each * 5),
    ),
  ];
  expect([b.x, b.y]).toEqual([expect.closeTo(a.x), expect.closeTo(a.y)]);
});

test('the planes of depth take in the scene and stay apart by what 24 bits can tell', () => {
  const camera = new PerspectiveCamera();
  for (const distance of [0.01, 3, 150]) {
    placeCamera(camera, { ...homeCamera(3), distance }, 1, pane, depth);
    expect(camera.near).toBeGreaterThan(0);
    expect(camera.far / camera.near).toBeLessThanOrEqual(20_000 + 1e-6);
    expect(camera.far).toBeGreaterThan(distance);
  }
});
