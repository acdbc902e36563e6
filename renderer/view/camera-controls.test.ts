import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCamera } from '../state/camera.ts';
import { resetAllStores } from '../state/create-store.ts';
import { look } from '../state/look.ts';
import { useProbe } from '../state/probe.ts';
import { showRuns, useSelection } from '../state/selection.ts';
import { openScene } from '../testing/scene.ts';
import {
  activateAt,
  aimAt,
  dragBy,
  fitWhole,
  goHome,
  nearestPhotoPoint,
  probeAt,
  stepProbe,
  toggleFullSize,
  zoomBy,
} from './camera-controls.ts';
import { currentFrame } from './frame.ts';
import { homeCamera } from './maths/orbit-camera.ts';
import { photoPointUnder } from './point-at.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
  vi.stubGlobal('window', { devicePixelRatio: 0.05 });
});
afterEach(() => vi.unstubAllGlobals());

const flat = () => useCamera.getState().flat;

test('the point under the pointer stays where it is while the picture is magnified', () => {
  const point = { x: 112, y: 140 };
  const before = photoPointUnder(currentFrame(), point);
  zoomBy(2, point);
  expect(flat()?.scale).toBe(20);
  expect(photoPointUnder(currentFrame(), point)).toEqual({
    x: expect.closeTo(before?.x ?? 0),
    y: expect.closeTo(before?.y ?? 0),
  });
});

test('keys magnify where the crosshair is', () => {
  stepProbe(20, 0);
  zoomBy(3);
  expect(flat()).toEqual({ scale: 30, x: 60.5, y: 30.5 });
});

test('a double click shows one pixel for one, another one the whole photo', () => {
  toggleFullSize({ x: 412, y: 340 });
  expect(flat()).toMatchObject({ scale: 20 });
  toggleFullSize();
  expect(flat()).toBeNull();
});

test('a drag moves the picture with the hand', () => {
  dragBy(100, -50, false);
  expect(flat()).toEqual({ scale: 10, x: 30, y: 35 });
  fitWhole();
  expect(currentFrame().flat).toEqual({ scale: 10, x: 40, y: 30 });
});

test('a small pane moves and magnifies the one camera as its own picture asks', () => {
  showRuns('photo', ['metric', 'relative']);
  const { panes } = currentFrame();
  const { rectangle } = panes[1];
  zoomBy(2, { x: rectangle.left + rectangle.width / 2, y: rectangle.top + rectangle.height / 2 });
  expect(flat()).toMatchObject({ x: 40, y: 30 });
});

test('in space a drag turns, a drag to pan moves, the wheel goes nearer, and home is where the photo was taken', () => {
  look({ mode: 'space' });
  goHome();
  const home = useCamera.getState().orbit;
  if (!home) throw new Error('there is a map');
  expect(home).toEqual(homeCamera(home.homeDistance));
  dragBy(-50, 0, false);
  expect(useCamera.getState().orbit?.yaw).toBeCloseTo(0.3);
  zoomBy(2);
  expect(useCamera.getState().orbit?.distance).toBeCloseTo(home.distance / 2);
  goHome();
  dragBy(62.4, 0, true);
  expect(useCamera.getState().orbit?.target[0]).toBeCloseTo(-0.11 * home.distance);
});

test('a double click in space makes what is there the middle', () => {
  look({ mode: 'space' });
  goHome();
  const { rectangle } = currentFrame().panes[0];
  const point = { x: rectangle.left + rectangle.width * 0.7, y: rectangle.top + rectangle.height / 2 };
  aimAt(point);
  const orbit = useCamera.getState().orbit;
  expect(orbit?.target[2]).toBeCloseTo(-4);
  expect(orbit?.target[0]).toBeGreaterThan(0.3);
});

test('the crosshair starts in the middle, goes pixel by pixel, and stays on the photo', () => {
  stepProbe(1, 0);
  expect(useProbe.getState()).toEqual({ at: { x: 41.5, y: 30.5 }, isByKeyboard: true });
  stepProbe(-1000, 1000);
  expect(useProbe.getState().at).toEqual({ x: 0.5, y: 59.5 });
});

test('the picture follows a crosshair that would leave the pane', () => {
  useCamera.setState({ flat: { scale: 60, x: 40, y: 30 } });
  stepProbe(-30, 0);
  expect(flat()).toEqual({ scale: 60, x: 10.5, y: 30.5 });
});

test('the pointer probes what lies under it, and nothing beside the photo', () => {
  probeAt({ x: 412, y: 340 });
  expect(useProbe.getState()).toEqual({ at: { x: 40, y: 30 }, isByKeyboard: false });
  probeAt({ x: 2, y: 340 });
  expect(useProbe.getState().at).toBeNull();
  probeAt(null);
  expect(useProbe.getState().at).toBeNull();
});

test('a stroke ends on the photo, wherever the pointer is', () => {
  expect(nearestPhotoPoint({ x: 2, y: 340 })).toEqual({ x: 0.5, y: 30 });
  expect(nearestPhotoPoint({ x: 822, y: 651 })).toEqual({ x: 79.5, y: 59.5 });
});

test('the pane under the pointer becomes the active one, where there are several', () => {
  showRuns('photo', ['metric', 'relative']);
  const { rectangle } = currentFrame().panes[1];
  activateAt({ x: rectangle.left + 1, y: rectangle.top + 1 });
  expect(useSelection.getState().activePane).toBe(1);
  activateAt({ x: 1, y: 1 });
  expect(useSelection.getState().activePane).toBe(1);
});

test('without a photo nothing happens', () => {
  resetAllStores();
  zoomBy(2);
  dragBy(1, 1, false);
  stepProbe(1, 1);
  toggleFullSize();
  goHome();
  aimAt({ x: 1, y: 1 });
  expect(nearestPhotoPoint({ x: 1, y: 1 })).toBeNull();
  expect(useCamera.getState()).toEqual({ flat: null, orbit: null });
});
