import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCamera } from '../../state/camera.ts';
import { pin } from '../../state/comparing.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { holdKey, releaseAllKeys } from '../../state/held-keys.ts';
import { look } from '../../state/look.ts';
import { truthPane } from '../../state/panes.ts';
import { takeSnapshot } from '../../state/project.ts';
import { showPhoto } from '../../state/selection.ts';
import { comparisonWithTruth, snapshotOf } from '../../testing/sample-project.ts';
import { answerWith, samplePhoto } from '../../testing/stand-in.ts';
import { homeCamera, positionOf } from '../../view/maths/orbit-camera.ts';
import { followFlight } from './follow-flight.ts';
import { followResources } from './request-resources.ts';

let frames: ((now: number) => void)[];
beforeEach(() => {
  resetAllStores();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: (now: number) => void) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  vi.stubGlobal('createImageBitmap', async () => ({ width: 80, height: 60, close: () => undefined }));
});
afterEach(() => vi.unstubAllGlobals());

/** Lets one frame pass; false where none was asked for. */
const frame = (now: number) => {
  const next = frames.shift();
  next?.(now);
  return next !== undefined;
};

test('the camera flies while a key is held, by the time that passes, and no frame is asked for afterwards', () => {
  vi.spyOn(performance, 'now').mockReturnValue(1000);
  const stop = followFlight();
  useCamera.setState({ orbit: homeCamera(5) });
  expect(frame(1000)).toBe(false);
  holdKey('KeyW');
  frame(1050);
  frame(1100);
  const at = () => positionOf(useCamera.getState().orbit ?? homeCamera(0))[2];
  expect(at()).toBeCloseTo(-0.3);
  frame(9000);
  expect(at()).toBeCloseTo(-0.6);
  releaseAllKeys();
  expect([frame(9016), frame(9032)]).toEqual([true, false]);
  holdKey('KeyW');
  stop();
  expect(frame(9050)).toBe(false);
  vi.restoreAllMocks();
});

test('without a scene nothing flies; a key that is held goes on once there is one', () => {
  const stop = followFlight();
  holdKey('KeyW');
  frame(0);
  expect(frame(16)).toBe(false);
  useCamera.setState({ orbit: homeCamera(5) });
  holdKey('KeyW');
  expect(frame(32)).toBe(true);
  stop();
});

test('what the stage shows is loaded: the photo, the maps of the panes and of the reference, in 3D the maps of the models', async () => {
  const asked = answerWith(() => new Response(new Float32Array(48).buffer));
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  const stop = followResources();
  await expect.poll(() => asked).toEqual(['/files/v', '/files/metric-view']);
  pin('photo', truthPane('truth'));
  await expect.poll(() => asked.slice(2)).toEqual(['/files/truth-view']);
  look({ mode: 'space' });
  await expect.poll(() => asked.slice(3)).toEqual(['/files/metric-model']);
  stop();
  takeSnapshot(snapshotOf({ photos: [samplePhoto({ id: 'other' })] }));
  expect(asked).toHaveLength(4);
});

test('another photo is seen from its own place', () => {
  answerWith(() => new Response(new Float32Array(48).buffer));
  const [photo] = snapshotOf().photos;
  takeSnapshot(snapshotOf({ photos: [photo, samplePhoto({ id: 'other' })] }));
  const stop = followResources();
  useCamera.setState({ flat: { scale: 1, x: 2, y: 3 }, orbit: homeCamera(5) });
  showPhoto('photo');
  expect(useCamera.getState().flat?.x).toBe(2);
  showPhoto('other');
  expect(useCamera.getState()).toEqual({ flat: null, orbit: null });
  stop();
});
