import { beforeEach, expect, test } from 'vitest';
import {
  compareLook,
  isDifference,
  limitDifference,
  moveSplit,
  TINTS,
  useCompareLook,
} from './compare-look.ts';
import { alignmentOf, chooseAlignment, DEFAULT_ALIGNMENT, pin, useComparing } from './comparing.ts';
import { resetAllStores } from './create-store.ts';
import { askAboutTruth, openDialog, useAskedTruth, useDialog } from './dialogs.ts';
import { holdKey, releaseAllKeys, releaseKey, useHeldKeys } from './held-keys.ts';
import { look, useLook } from './look.ts';
import { askToConfirm, useQuestion } from './question.ts';
import { chooseRange, resetRange, statePlanes, useRanges } from './ranges.ts';
import { forgetOptions, setOption, takeSeed, useRecipe } from './recipe.ts';

beforeEach(resetAllStores);

test('which tints need a reference', () => {
  expect(TINTS.filter(isDifference)).toEqual(['difference', 'ratio', 'relative-error', 'rank']);
});

test('the wipe stays on the pane', () => {
  const after = (by: number) => {
    moveSplit(by);
    return useCompareLook.getState().splitAt;
  };
  expect([after(0.25), after(1), after(-3)]).toEqual([0.75, 1, 0]);
});

test('each kind of difference has a limit of its own, which can be left to the page again', () => {
  limitDifference('ratio', 2);
  limitDifference('difference', 0.5);
  limitDifference('ratio', undefined);
  expect(useCompareLook.getState().limits).toEqual({ difference: 0.5, ratio: undefined });
  compareLook({ tint: 'ratio' });
  expect(useCompareLook.getState().limits.difference).toBe(0.5);
});

test('each photo has its own reference and its own alignment', () => {
  pin('a', 'run');
  pin('b', 'truth:t');
  pin('a', null);
  expect(useComparing.getState().pinned).toEqual({ b: 'truth:t' });
  chooseAlignment('a', { method: 'scale' });
  chooseAlignment('a', { fit: 'robust' });
  expect(alignmentOf('a')).toEqual({ ...DEFAULT_ALIGNMENT, method: 'scale', fit: 'robust' });
  expect(alignmentOf('b')).toBe(DEFAULT_ALIGNMENT);
});

test('a range goes back to the percentiles, and the scale is straight again', () => {
  chooseRange('a', { near: 1, far: 2 });
  chooseRange('b', { near: 3, far: 4 });
  look({ gamma: 2 });
  resetRange('a');
  expect(useRanges.getState().chosen).toEqual({ b: { near: 3, far: 4 } });
  expect(useLook.getState().gamma).toBe(1);
});

test('stated planes are kept by photo, until they are taken back', () => {
  statePlanes('a', { nearInMetres: 1, farInMetres: 5 });
  statePlanes('b', { nearInMetres: 2, farInMetres: 3 });
  statePlanes('a', null);
  expect(useRanges.getState().stated).toEqual({ b: { nearInMetres: 2, farInMetres: 3 } });
});

test('a locked seed is taken as it is, an open one is drawn anew and shown', () => {
  useRecipe.setState({ seed: 7 });
  expect(takeSeed()).toBe(7);
  useRecipe.setState({ isSeedLocked: false });
  const drawn = [takeSeed(), takeSeed(), takeSeed()];
  expect(new Set([7, ...drawn]).size).toBe(4);
  expect(useRecipe.getState().seed).toBe(drawn[2]);
  for (const seed of drawn) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
});

test('options are set and taken out by pack', () => {
  setOption('a', 'steps', 4);
  setOption('a', 'ensemble', 2);
  setOption('b', 'steps', 1);
  setOption('a', 'steps', undefined);
  expect(useRecipe.getState().own).toEqual({ a: { ensemble: 2 }, b: { steps: 1 } });
  forgetOptions('a');
  expect(useRecipe.getState().own).toEqual({ b: { steps: 1 } });
});

test('a key that is held already is told of again, one that is not held is no change', () => {
  const heard: string[] = [];
  const stop = useHeldKeys.subscribe(({ codes }) => heard.push(codes.join(' ')));
  holdKey('KeyW');
  holdKey('KeyW');
  holdKey('KeyA');
  releaseKey('KeyX');
  releaseKey('KeyW');
  releaseAllKeys();
  stop();
  expect(heard).toEqual(['KeyW', 'KeyW', 'KeyW KeyA', 'KeyA', '']);
});

test('one dialog is open at most; the one about ground truth knows which', () => {
  openDialog('models');
  askAboutTruth({ id: 't' } as Parameters<typeof askAboutTruth>[0]);
  expect([useDialog.getState().open, useAskedTruth.getState().truth?.id]).toEqual(['truth', 't']);
});

test('what cannot be undone is asked about first', () => {
  let removed = 0;
  askToConfirm({ title: 'Remove?', sentence: 'It is gone then.', label: 'Remove', run: () => removed++ });
  expect(removed).toBe(0);
  useQuestion.getState().question?.run();
  expect(removed).toBe(1);
});
