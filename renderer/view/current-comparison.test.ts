import { beforeEach, expect, test } from 'vitest';
import { alignmentSchema } from '../../contract/alignment.ts';
import { chooseAlignment, pin } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { PHOTO_PANE, truthPane } from '../state/panes.ts';
import { useProbe } from '../state/probe.ts';
import { takeSnapshot } from '../state/project.ts';
import { comparisonWithTruth, snapshotOf } from '../testing/sample-project.ts';
import { comparisonStore, currentComparison, subjectOf } from './current-comparison.ts';

beforeEach(() => {
  resetAllStores();
  takeSnapshot(snapshotOf());
});

test('nothing is pinned at first', () => {
  expect(currentComparison()).toMatchObject({ pinned: null, reference: null, comparison: null });
});

test('runs and ground truth are references, the photo is one to look at only, and what is gone is none', () => {
  pin('photo', 'metric');
  expect(currentComparison().reference).toEqual({ runId: 'metric' });
  pin('photo', truthPane('truth'));
  expect(currentComparison().reference).toEqual({ truthId: 'truth' });
  pin('photo', PHOTO_PANE);
  expect(currentComparison()).toMatchObject({ pinned: { what: 'photo' }, reference: null });
  pin('photo', 'gone');
  expect(currentComparison()).toMatchObject({ pinned: null, reference: null });
});

test('the newest comparison with this reference and this alignment is the current one', () => {
  const scaled = alignmentSchema.parse({ method: 'scale' });
  takeSnapshot(
    snapshotOf({
      comparisons: [
        comparisonWithTruth({ id: 'old', createdAt: '2026-01-01T00:00:00Z' }),
        comparisonWithTruth({ id: 'new', createdAt: '2026-01-02T00:00:00Z' }),
        comparisonWithTruth({ id: 'scaled', alignment: scaled }),
        comparisonWithTruth({ id: 'other', photoId: 'other' }),
        comparisonWithTruth({ id: 'run', reference: { runId: 'metric' } }),
      ],
    }),
  );
  pin('photo', truthPane('truth'));
  expect(currentComparison().comparison?.id).toBe('new');
  expect(currentComparison().withReference.map(({ id }) => id)).toEqual(['scaled', 'new', 'old']);
  chooseAlignment('photo', { method: 'scale' });
  expect(currentComparison().comparison?.id).toBe('scaled');
  chooseAlignment('photo', { fit: 'robust' });
  expect(currentComparison().comparison).toBeNull();
});

test('a pointer that moves finds the same comparison', () => {
  pin('photo', 'metric');
  const before = comparisonStore.getState();
  useProbe.setState({ at: { x: 1, y: 1 } });
  expect(comparisonStore.getState()).toBe(before);
});

test('a run is found among the subjects', () => {
  expect(subjectOf(comparisonWithTruth(), 'relative')?.kind).toBe('affine-disparity');
  expect([subjectOf(comparisonWithTruth(), undefined), subjectOf(null, 'relative')]).toEqual([null, null]);
});
