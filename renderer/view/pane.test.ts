import { beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../contract/compare/comparison.ts';
import { compareLook } from '../state/compare-look.ts';
import { pin } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { look } from '../state/look.ts';
import { differencePane, PHOTO_PANE, truthPane } from '../state/panes.ts';
import { takeSnapshot } from '../state/project.ts';
import { chooseRange, statePlanes } from '../state/ranges.ts';
import { showRuns } from '../state/selection.ts';
import {
  comparisonWithTruth,
  METRIC_RUN,
  RELATIVE_RUN,
  snapshotOf,
  subject,
} from '../testing/sample-project.ts';
import { halves, openScene } from '../testing/scene.ts';
import { alignedValue, metresRangeKey } from './pane-depth.ts';
import { paneStore } from './panes.ts';
import { isLoading, viewMapOf, viewMaps } from './resources.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

const { result } = METRIC_RUN;
const nearResult = result && { ...result, view: { ...result.view, file: 'near-view' } };
const TRUTH_PANE = truthPane('truth');
const panes = () => paneStore.getState();
const tints = () => panes().map(({ tint }) => tint);

/** Shows these panes against the ground truth. */
function compare(ids: string[], change: Partial<Comparison> = {}): void {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth(change)] }));
  pin('photo', TRUTH_PANE);
  showRuns('photo', ids);
}

test('a photo without runs has one pane that shows the photo', () => {
  takeSnapshot(snapshotOf({ runs: [] }));
  expect(panes()).toMatchObject([{ content: null, depth: null, tint: 'photo', unavailable: null }]);
});

test('in the photo mode only the first pane is there', () => {
  showRuns('photo', ['metric', 'relative']);
  expect(panes()).toHaveLength(2);
  look({ mode: 'photo' });
  expect(panes().map(({ run }) => run?.id)).toEqual(['metric']);
});

test('a map that nobody compares is shown in its own values, from the 1st to the 99th percentile', () => {
  const [{ depth }] = panes();
  expect(depth).toMatchObject({
    kind: 'metric',
    shownKind: 'metric',
    alignedBy: null,
    rangeKey: 'metres:photo',
  });
  expect(depth?.span.near).toBeCloseTo(2, 2);
  expect(depth?.span.far).toBeCloseTo(4, 2);
  expect([depth?.nearest, depth?.farthest]).toEqual([expect.closeTo(2), expect.closeTo(4)]);
  expect(depth?.model?.plane.width).toBe(4);
});

test('a pixel of a model that saw the photo stretched reaches as far as its longer side', () => {
  const reach = (height: number) => {
    const result = METRIC_RUN.result && {
      ...METRIC_RUN.result,
      placement: { ...METRIC_RUN.result.placement, window: { left: 0, top: 0, width: 80, height } },
    };
    takeSnapshot(snapshotOf({ runs: [{ ...METRIC_RUN, result }] }));
    return panes()[0].depth?.modelReach;
  };
  expect([reach(60), reach(120)]).toEqual([2, 4]);
});

test('the camera turns around the harmonic mean of the nearest depth and the median', async () => {
  const values = Float32Array.from({ length: 48 }, (_, i) => (i < 8 ? 2 : 4));
  viewMaps.drop('metric-view');
  viewMaps.request('metric-view', async () => viewMapOf({ width: 8, height: 6, values }, 'metric'));
  await expect.poll(() => !isLoading()).toBe(true);
  expect(panes()[0].depth?.middle).toBeCloseTo(2 / (1 / 2 + 1 / 4), 2);
});

test('a relative map lies between the planes that a person states', () => {
  showRuns('photo', ['relative']);
  statePlanes('photo', { nearInMetres: 3, farInMetres: 6 });
  const [{ depth }] = panes();
  expect([depth?.nearest, depth?.farthest]).toEqual([expect.closeTo(3), expect.closeTo(6)]);
  expect(depth?.span).toEqual({ near: expect.closeTo(0.5, 2), far: expect.closeTo(0.25, 2) });
});

test('aligned panes share the scale of the reference, or each has its own', () => {
  compare(['relative', TRUTH_PANE]);
  const shared = metresRangeKey('photo');
  expect(panes().map(({ depth }) => depth?.rangeKey)).toEqual([shared, shared]);
  expect(panes()[0].depth).toMatchObject({ shownKind: 'metric', kind: 'affine-disparity' });
  // Metres of its own: the shared scale is one of colours.
  expect(panes()[0].depth?.scale.kind).toBe('affine-disparity');
  expect(panes().map(({ depth }) => depth?.isAligned)).toEqual([true, false]);
  expect(panes()[0].depth?.transfer).toEqual(panes()[1].depth?.transfer);
  chooseRange(shared, { near: 1, far: 9 });
  expect(panes().map(({ depth }) => depth?.span)).toEqual([
    { near: 1, far: 9 },
    { near: 1, far: 9 },
  ]);
  compareLook({ isShared: false });
  expect(panes().map(({ depth }) => depth?.rangeKey)).toEqual(['relative', TRUTH_PANE]);
  expect(panes()[0].depth?.shownKind).toBe('affine-disparity');
});

test('maps in metres that nobody compares share a scale in which none of them is all one colour', async () => {
  takeSnapshot(snapshotOf({ runs: [METRIC_RUN, { ...METRIC_RUN, id: 'near', result: nearResult }] }));
  viewMaps.request('near-view', async () => viewMapOf(halves(0.5, 1), 'metric'));
  await expect.poll(isLoading).toBe(false);
  showRuns('photo', ['metric', 'near']);
  const both = { near: expect.closeTo(0.5, 2), far: expect.closeTo(4, 2) };
  expect(panes().map(({ depth }) => depth?.span)).toEqual([both, both]);
  expect(panes()[0].depth?.transfer).toEqual(panes()[1].depth?.transfer);
  chooseRange(metresRangeKey('photo'), { near: 1, far: 3 });
  expect(panes().map(({ depth }) => depth?.span)).toEqual([
    { near: 1, far: 3 },
    { near: 1, far: 3 },
  ]);
  compareLook({ isShared: false });
  expect(panes()[1].depth?.span.far).toBeCloseTo(1, 2);
});

test('a range that was set by hand stays when the pane goes whose scale all others had', async () => {
  takeSnapshot(snapshotOf({ runs: [METRIC_RUN, { ...METRIC_RUN, id: 'near', result: nearResult }] }));
  viewMaps.request('near-view', async () => viewMapOf(halves(0.5, 1), 'metric'));
  await expect.poll(isLoading).toBe(false);
  showRuns('photo', ['metric', 'near']);
  const key = panes()[1].depth?.rangeKey ?? '';
  chooseRange(key, { near: 1, far: 3 });
  for (const shown of [['near'], ['metric'], ['near', 'metric']]) {
    showRuns('photo', shown);
    expect(panes().map(({ depth }) => depth?.span)).toEqual(shown.map(() => ({ near: 1, far: 3 })));
  }
});

test('a map of one value says so, and gives a scale that it shares no end that it has not', async () => {
  takeSnapshot(snapshotOf({ runs: [METRIC_RUN, { ...METRIC_RUN, id: 'near', result: nearResult }] }));
  viewMaps.request('near-view', async () => viewMapOf(halves(3, 3), 'metric'));
  await expect.poll(isLoading).toBe(false);
  showRuns('photo', ['near']);
  expect(panes()[0].depth?.rangeMap.only).toBe(3);
  showRuns('photo', ['metric', 'near']);
  expect(panes()[0].depth?.rangeMap).toMatchObject({ only: null, whole: { near: 2, far: 4 } });
});

test('an aligned value is in the unit of the reference', () => {
  compare(['relative', 'metric']);
  const values = panes().map(({ depth }) => depth && alignedValue(0.5, depth));
  expect(values).toEqual([2, 0.5]);
  expect(alignedValue(1, { alignedBy: null })).toBeNaN();
});

test('a pane of a difference shows what is chosen for it; the reference shows depth', () => {
  compare(['metric', differencePane('metric'), TRUTH_PANE, PHOTO_PANE]);
  expect(tints()).toEqual(['depth', 'difference', 'depth', 'photo']);
  compareLook({ measure: 'ratio', tint: 'relative-error' });
  expect(tints()).toEqual(['relative-error', 'ratio', 'depth', 'photo']);
  expect(panes().map(({ limit }) => limit)).toEqual([0.3, 1.5, 1, 1]);
  expect(panes().map(({ isReference }) => isReference)).toEqual([false, false, true, false]);
});

test('the other side of a wipe is the reference, for the reference nothing', () => {
  compare(['metric', TRUTH_PANE]);
  expect(panes().map(({ other }) => other?.shows ?? null)).toEqual(['depth', null]);
  pin('photo', PHOTO_PANE);
  expect(panes().map(({ other }) => other?.shows ?? null)).toEqual(['photo', 'photo']);
});

test('a difference that cannot be shown says why, and the depth is shown instead', () => {
  compareLook({ tint: 'difference' });
  const reasons = () => panes().map(({ unavailable }) => unavailable);
  showRuns('photo', ['metric']);
  expect([tints(), reasons()]).toEqual([
    ['depth'],
    ['There is nothing to compare with: pin a run or ground truth as the reference.'],
  ]);
  pin('photo', TRUTH_PANE);
  expect(reasons()).toEqual(['It is being aligned to the reference.']);
  compare(['metric', 'relative'], {
    subjects: [subject(METRIC_RUN, { refusal: 'It does not fit.' }), subject(RELATIVE_RUN)],
  });
  expect(reasons()).toEqual(['It does not fit.', 'It is being aligned to the reference.']);
  pin('photo', 'metric');
  showRuns('photo', [differencePane('metric')]);
  expect(reasons()).toEqual(['This run is the reference itself: it differs from nothing.']);
});

test('ratios against a relative reference mean nothing', () => {
  compareLook({ tint: 'ratio' });
  compare(['metric'], { unit: 'relative' });
  expect(panes()[0].unavailable).toMatch(/no true zero/);
});

test('ranks need no alignment, only the map of the reference', () => {
  compareLook({ tint: 'rank' });
  pin('photo', TRUTH_PANE);
  showRuns('photo', ['relative']);
  expect(panes()).toMatchObject([{ tint: 'rank', unavailable: null, limit: 1 }]);
});
