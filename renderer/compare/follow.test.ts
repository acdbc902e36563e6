import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareLook, useCompareLook } from '../state/compare-look.ts';
import { alignmentOf, chooseAlignment, pin, useCompareWork, useComparing } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { truthPane } from '../state/panes.ts';
import { takeSnapshot, useProject } from '../state/project.ts';
import { showRuns, useSelection } from '../state/selection.ts';
import { comparisonWithTruth, snapshotOf } from '../testing/sample-project.ts';
import { answerWith, inputOf, refusal } from '../testing/stand-in.ts';
import { currentComparison } from '../view/current-comparison.ts';
import { followArrangement } from './follow-arrangement.ts';
import { followComparison } from './follow-comparison.ts';

const TRUTH_PANE = truthPane('truth');
const leave: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  resetAllStores();
  takeSnapshot(snapshotOf());
});
afterEach(() => {
  for (const stop of leave.splice(0)) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(2000);
const comparisons = () => useProject.getState().snapshot?.comparisons ?? [];

test('a pin is compared once things have settled, with all runs on the stage', async () => {
  const inputs: Record<string, unknown>[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return comparisonWithTruth();
  });
  leave.push(followComparison());
  await settle();
  expect(inputs).toEqual([]);
  pin('photo', TRUTH_PANE);
  showRuns('photo', ['relative', 'metric']);
  await settle();
  expect(inputs).toMatchObject([
    { photoId: 'photo', runIds: ['relative', 'metric'], reference: { truthId: 'truth' } },
  ]);
  expect(currentComparison().comparison?.id).toBe('comparison');
  expect(useCompareWork.getState()).toEqual({ isWorking: false, refusal: null });
});

test('a run that is the reference goes first, and alone it is not compared', async () => {
  const runIds: unknown[] = [];
  answerWith((_, init) => {
    runIds.push(inputOf(init).runIds);
    return comparisonWithTruth({ reference: { runId: 'metric' } });
  });
  leave.push(followComparison());
  pin('photo', 'metric');
  await settle();
  expect(runIds).toEqual([]);
  showRuns('photo', ['relative']);
  await settle();
  expect(runIds).toEqual([['metric', 'relative']]);
});

test('another alignment takes the place of the comparison before', async () => {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  const ids: unknown[] = [];
  answerWith((_, init) => {
    const { comparisonId, alignment } = inputOf(init);
    ids.push(comparisonId);
    return comparisonWithTruth({ alignment } as Parameters<typeof comparisonWithTruth>[0]);
  });
  leave.push(followComparison());
  pin('photo', TRUTH_PANE);
  await settle();
  expect(ids).toEqual([]);
  chooseAlignment('photo', { method: 'scale' });
  await settle();
  expect([ids, comparisons().length]).toEqual([['comparison'], 1]);
});

test('what is refused says why, and is not asked for again until something is changed', async () => {
  let asked = 0;
  answerWith(() => {
    asked++;
    return refusal('bad-input', 'They do not overlap.');
  });
  leave.push(followComparison());
  pin('photo', TRUTH_PANE);
  await settle();
  await settle();
  expect([asked, useCompareWork.getState().refusal]).toEqual([1, 'They do not overlap.']);
  chooseAlignment('photo', { fit: 'robust' });
  expect(useCompareWork.getState().refusal).toBeNull();
  await settle();
  expect(asked).toBe(2);
});

test('the arrangement of the last comparison is taken up, what does not fit is passed over', () => {
  const view = { panes: ['relative', 'metric'], layout: 'row', tint: 'ratio', splitAt: 0.2 };
  const alignment = { ...alignmentOf('photo'), method: 'scale' as const };
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth({ view, alignment })] }));
  leave.push(followArrangement());
  expect(useComparing.getState().pinned).toEqual({ photo: TRUTH_PANE });
  expect(useSelection.getState().panes).toEqual({ photo: ['relative', 'metric'] });
  expect(useCompareLook.getState()).toMatchObject({ layout: 'row', tint: 'ratio', splitAt: 0.2 });
  expect(alignmentOf('photo').method).toBe('scale');
});

test('an arrangement that is not understood leaves the panes that were compared', () => {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth({ view: { layout: 'spiral' } })] }));
  leave.push(followArrangement());
  expect(useSelection.getState().panes).toEqual({ photo: ['metric', 'relative'] });
  expect(useCompareLook.getState().layout).toBe('grid');
});

test('what a person has arranged already is not taken away', () => {
  pin('photo', 'metric');
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  leave.push(followArrangement());
  expect(useComparing.getState().pinned).toEqual({ photo: 'metric' });
});

test('a change of the arrangement is kept with the comparison, once it has settled', async () => {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  const kept: unknown[] = [];
  answerWith((path, init) => {
    kept.push([path, inputOf(init)]);
    return comparisonWithTruth();
  });
  leave.push(followArrangement());
  compareLook({ layout: 'focus' });
  compareLook({ splitAt: 0.25 });
  await settle();
  expect(kept).toMatchObject([
    [
      '/call/arrangeComparison',
      { comparisonId: 'comparison', view: { layout: 'focus', splitAt: 0.25, panes: ['metric', 'relative'] } },
    ],
  ]);
});
