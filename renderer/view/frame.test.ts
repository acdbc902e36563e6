import { beforeEach, expect, test } from 'vitest';
import { useCamera } from '../state/camera.ts';
import { useStageSize } from '../state/canvas.ts';
import { compareLook, useBlink } from '../state/compare-look.ts';
import { resetAllStores } from '../state/create-store.ts';
import { look } from '../state/look.ts';
import { useProbe } from '../state/probe.ts';
import { takeEvent, takeSnapshot } from '../state/project.ts';
import { photoStore, showRuns, useSelection } from '../state/selection.ts';
import { snapshotOf } from '../testing/sample-project.ts';
import { openScene } from '../testing/scene.ts';
import { sampleRun } from '../testing/stand-in.ts';
import { dragBy, probeAt } from './camera-controls.ts';
import { activePaneOf, cameraScaleOf, currentFrame, flatOf, frameStore } from './frame.ts';
import { paneStore } from './panes.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

test('the photo is fitted into its pane below the caption', () => {
  const { panes, flat, orbit } = currentFrame();
  expect(panes.map(({ rectangle }) => rectangle)).toEqual([{ left: 0, top: 28, width: 824, height: 624 }]);
  expect(flat).toEqual({ scale: 10, x: 40, y: 30 });
  expect(orbit?.homeDistance).toBe(panes[0].depth?.middle);
});

test('a stage without a size or without a photo shows nothing', () => {
  useStageSize.setState({ width: 0, height: 0 });
  expect(currentFrame()).toMatchObject({ panes: [], activeIndex: -1, flat: null, orbit: null });
  expect(paneStore.getState()).toHaveLength(1);
  useStageSize.setState({ width: 100, height: 100 });
  takeSnapshot(snapshotOf({ photos: [] }));
  expect(currentFrame()).toMatchObject({ width: 100, panes: [], flat: null });
});

/** What has been computed so far. */
const computed = () => ({
  runs: photoStore.getState().allRuns,
  panes: paneStore.getState(),
  frame: frameStore.getState(),
});

test('a pointer that moves computes neither runs nor frame again, and nobody is told', () => {
  const before = computed();
  let told = 0;
  const stop = frameStore.subscribe(() => told++);
  for (let x = 0; x < 200; x++) {
    probeAt({ x: 20 + x, y: 300 });
    const now = computed();
    expect(now.runs).toBe(before.runs);
    expect(now.frame).toBe(before.frame);
  }
  stop();
  expect([told, useProbe.getState().at?.x]).toEqual([0, expect.closeTo((219 - 12) / 10)]);
});

test('a drag computes the frame anew, and of it only the camera', () => {
  const before = computed();
  dragBy(30, 0, false);
  const now = computed();
  expect(now.frame).not.toBe(before.frame);
  expect(now.frame.panes).toBe(before.frame.panes);
  expect([now.panes, now.runs]).toEqual([before.panes, before.runs]);
  expect(now.frame.flat?.x).toBe(37);
});

test('progress of a run computes nothing; a change of the runs computes each once', () => {
  const before = computed();
  takeEvent({ event: 'progress', progress: { id: 'r', stage: 'denoise', fraction: 0.5, secondsLeft: 1 } });
  expect(computed().frame).toBe(before.frame);
  const frames: unknown[] = [];
  const stop = frameStore.subscribe((frame) => frames.push(frame));
  takeSnapshot(snapshotOf({ runs: [sampleRun({ id: 'new', photoId: 'photo' })] }));
  stop();
  expect(frames).toEqual([frameStore.getState()]);
  expect(computed().runs.map(({ id }) => id)).toEqual(['new']);
});

test('in the focus layout small panes show the same part of the photo, smaller', () => {
  showRuns('photo', ['metric', 'relative']);
  compareLook({ layout: 'focus' });
  const frame = currentFrame();
  const [large, small] = frame.panes;
  expect(large.zoom).toBe(1);
  expect(small.zoom).toBeLessThan(0.4);
  expect(flatOf(frame, small)?.scale).toBeCloseTo((frame.flat?.scale ?? 0) * small.zoom);
  useSelection.setState({ activePane: 1 });
  expect(currentFrame().panes[1].zoom).toBe(1);
  expect(activePaneOf(currentFrame())?.run?.id).toBe('relative');
});

test('the active pane is the last one where there are fewer', () => {
  useSelection.setState({ activePane: 4 });
  expect(currentFrame().activeIndex).toBe(0);
});

test('a camera that a person moved stays', () => {
  const flat = { scale: 3, x: 1, y: 2 };
  useCamera.setState({ flat });
  expect(currentFrame().flat).toBe(flat);
});

test('while the key is held the reference is everywhere', () => {
  compareLook({ split: 'vertical', splitAt: 0.3 });
  expect(currentFrame()).toMatchObject({ split: 'vertical', splitAt: 0.3 });
  useBlink.setState({ isOn: true });
  expect(currentFrame().split).toBe('everywhere');
});

test('metric maps share the metres of the camera, a relative one is scaled so that its middle is at home', () => {
  showRuns('photo', ['relative', 'metric']);
  const frame = currentFrame();
  const [relative, metric] = frame.panes.map(({ depth }) => depth);
  if (!relative || !metric || !frame.orbit) throw new Error('both maps are there');
  expect(frame.orbit.homeDistance).toBe(metric.middle);
  expect(cameraScaleOf(frame, metric)).toBe(1);
  expect(cameraScaleOf(frame, relative)).toBeCloseTo(relative.middle / metric.middle);
  expect(cameraScaleOf({ panes: frame.panes, orbit: null }, relative)).toBe(1);
});
