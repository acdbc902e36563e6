import { beforeEach, expect, test } from 'vitest';
import { useCamera } from '../state/camera.ts';
import { compareLook, type DifferenceTint } from '../state/compare-look.ts';
import { pin } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { look } from '../state/look.ts';
import { differencePane, truthPane } from '../state/panes.ts';
import { takeSnapshot } from '../state/project.ts';
import { showRuns } from '../state/selection.ts';
import { comparisonWithTruth, snapshotOf } from '../testing/sample-project.ts';
import { openScene } from '../testing/scene.ts';
import { currentFrame } from './frame.ts';
import { homeCamera, orbited } from './maths/orbit-camera.ts';
import { isInSpace, photoPointUnder, placeInPane, positionAt, valueIn } from './point-at.ts';
import { valueTextIn } from './value-text.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

test('a point of the stage is a point of the photo, outside of which there is none', () => {
  const frame = currentFrame();
  expect(photoPointUnder(frame, { x: 12, y: 40 })).toEqual({ x: 0, y: 0 });
  expect(photoPointUnder(frame, { x: 412, y: 340 })).toEqual({ x: 40, y: 30 });
  expect(photoPointUnder(frame, { x: 811, y: 639 })).toEqual({ x: 79.9, y: 59.9 });
  expect(photoPointUnder(frame, { x: 5, y: 300 })).toBeNull();
  expect(photoPointUnder(frame, { x: 400, y: 20 })).toBeNull();
});

test('a photo point is drawn where the pointer finds it, in the plane and in space', () => {
  for (const mode of ['depth', 'space'] as const) {
    look({ mode });
    for (const orbit of [homeCamera(3), orbited(homeCamera(3), 0.2, -0.1)]) {
      useCamera.setState({ orbit });
      const frame = currentFrame();
      const [pane] = frame.panes;
      expect(isInSpace(frame, pane)).toBe(mode === 'space');
      for (const point of [
        { x: 15.5, y: 20.5 },
        { x: 65.5, y: 40.5 },
      ]) {
        const place = placeInPane(frame, pane, point);
        if (!place) throw new Error('it is in sight');
        const { left, top } = pane.rectangle;
        const found = photoPointUnder(frame, { x: left + place.x, y: top + place.y });
        expect(found?.x).toBeCloseTo(point.x, 1);
        expect(found?.y).toBeCloseTo(point.y, 1);
      }
    }
  }
});

test('what lies behind the camera or outside of the pane is not drawn', () => {
  look({ mode: 'space' });
  useCamera.setState({ orbit: { ...homeCamera(3), target: [0, 0, -30] } });
  const frame = currentFrame();
  expect(placeInPane(frame, frame.panes[0], { x: 15, y: 20 })).toBeNull();
  look({ mode: 'depth' });
  useCamera.setState({ flat: { scale: 100, x: 70, y: 50 } });
  expect(placeInPane(currentFrame(), currentFrame().panes[0], { x: 15, y: 20 })).toBeNull();
});

test('a position is in metres of the camera: x right, y down, z forward', () => {
  const [pane] = currentFrame().panes;
  expect(positionAt(pane, { x: 60, y: 10 })).toEqual([0.8, -0.8, 4]);
  expect(positionAt(pane, { x: 90, y: 10 })).toBeNull();
  expect(valueIn(pane, { x: 10, y: 10 })).toBe(2);
  expect(valueIn({ ...pane, depth: null }, { x: 10, y: 10 })).toBeNaN();
});

test('what a pane says is its own value and what that is in the unit of the reference', () => {
  const at = { x: 10, y: 10 };
  const says = () => currentFrame().panes.map((pane) => valueTextIn(pane, at));
  expect(says()).toEqual([{ own: null, text: '2.00\u00a0m' }]);
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  pin('photo', truthPane('truth'));
  showRuns('photo', ['relative', truthPane('truth'), 'photo']);
  expect(says()).toEqual([
    { own: '0.500 relative', text: '2.00\u00a0m aligned' },
    { own: null, text: '2.50\u00a0m' },
    null,
  ]);
});

test('a difference is printed as it is painted', () => {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  pin('photo', truthPane('truth'));
  showRuns('photo', [differencePane('metric')]);
  const says = (measure: DifferenceTint) => {
    compareLook({ measure });
    return valueTextIn(currentFrame().panes[0], { x: 10, y: 10 })?.text;
  };
  expect([says('difference'), says('ratio'), says('relative-error')]).toEqual([
    '−0.500\u00a0m',
    '0.800 times',
    '20.0\u00a0%',
  ]);
  expect(says('rank')).toBe('+0.000 of the pixels');
  // Painted in every pane, it is said in every pane, beside the depth.
  showRuns('photo', ['metric']);
  compareLook({ tint: 'difference' });
  expect(valueTextIn(currentFrame().panes[0], { x: 10, y: 10 })).toEqual({
    own: '2.00\u00a0m',
    text: '−0.500\u00a0m',
  });
});
