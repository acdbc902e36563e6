import { beforeEach, expect, test } from 'vitest';
import { resetAllStores } from '../../state/create-store.ts';
import { look } from '../../state/look.ts';
import { chooseTool, useMeasure } from '../../state/measure.ts';
import { useProbe } from '../../state/probe.ts';
import { openScene } from '../../testing/scene.ts';
import { setPoint, stepAndDraw } from './measure-by-keys.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

test('two points with a way between them are a stroke, as a drag is', () => {
  chooseTool('distance');
  // The crosshair comes first, into the middle of the photo of 80 x 60 pixels.
  setPoint();
  expect(useProbe.getState()).toEqual({ at: { x: 40.5, y: 30.5 }, isByKeyboard: true });
  expect(useMeasure.getState().distance).toBeNull();
  setPoint();
  stepAndDraw(10, 0);
  stepAndDraw(0, -5);
  const stroke = { from: { x: 40.5, y: 30.5 }, to: { x: 50.5, y: 25.5 } };
  expect(useMeasure.getState()).toMatchObject({ distance: stroke, isDrawing: true });
  setPoint();
  expect(useMeasure.getState()).toMatchObject({ distance: stroke, isDrawing: false });
  // The crosshair goes on alone, and the next press begins anew.
  stepAndDraw(1, 0);
  expect(useMeasure.getState().distance).toEqual(stroke);
  setPoint();
  expect(useMeasure.getState().distance?.from).toEqual({ x: 51.5, y: 25.5 });
});

test('without a tool, and where no depth is shown, nothing is set', () => {
  setPoint();
  chooseTool('line');
  look({ mode: 'photo' });
  setPoint();
  expect(useMeasure.getState()).toMatchObject({ line: null, isDrawing: false });
});
