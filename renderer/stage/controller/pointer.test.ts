import { beforeEach, expect, test } from 'vitest';
import { useCamera } from '../../state/camera.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { look } from '../../state/look.ts';
import { chooseTool, useMeasure } from '../../state/measure.ts';
import { useProbe } from '../../state/probe.ts';
import { openScene } from '../../testing/scene.ts';
import { trackPointers } from './pointer.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

const mouse = { pointerId: 1, button: 0, buttons: 1, shiftKey: false };
const finger = { ...mouse, pointerId: 2 };

test('a pointer that is not held probes, one that is held drags', () => {
  const tracker = trackPointers();
  tracker.move(mouse, { x: 112, y: 140 });
  expect(useProbe.getState().at).toEqual({ x: 10, y: 10 });
  tracker.press(mouse, { x: 112, y: 140 });
  tracker.move(mouse, { x: 132, y: 140 });
  expect(useCamera.getState().flat).toEqual({ scale: 10, x: 38, y: 30 });
  tracker.release(1);
  tracker.move(mouse, { x: 112, y: 140 });
  expect(useCamera.getState().flat).toEqual({ scale: 10, x: 38, y: 30 });
});

test('two fingers magnify', () => {
  const tracker = trackPointers();
  tracker.press(mouse, { x: 312, y: 340 });
  tracker.press(finger, { x: 512, y: 340 });
  tracker.move(finger, { x: 612, y: 340 });
  expect(useCamera.getState().flat?.scale).toBeCloseTo(15);
});

test('with a tool a stroke is drawn in photo pixels, and ends with the release', () => {
  chooseTool('line');
  const tracker = trackPointers();
  tracker.press(mouse, { x: 112, y: 140 });
  expect(useMeasure.getState().isDrawing).toBe(true);
  tracker.move(mouse, { x: 312, y: 240 });
  tracker.move(mouse, { x: 2, y: 240 });
  expect(useMeasure.getState().line).toEqual({ from: { x: 10, y: 10 }, to: { x: 0.5, y: 20 } });
  tracker.release(1);
  expect(useMeasure.getState().isDrawing).toBe(false);
  expect(useCamera.getState().flat).toBeNull();
});

test('with the shift key, another button or in another mode the picture is dragged despite the tool', () => {
  chooseTool('line');
  for (const change of [{ shiftKey: true }, { button: 2, buttons: 2 }]) {
    const tracker = trackPointers();
    tracker.press({ ...mouse, ...change }, { x: 112, y: 140 });
    tracker.release(1);
  }
  look({ mode: 'space' });
  trackPointers().press(mouse, { x: 112, y: 140 });
  expect(useMeasure.getState()).toMatchObject({ line: null, isDrawing: false });
});
