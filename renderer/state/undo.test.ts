import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareLook, useCompareLook } from './compare-look.ts';
import { resetAllStores } from './create-store.ts';
import { look, useLook } from './look.ts';
import { chooseRange, useRanges } from './ranges.ts';
import { useSelection } from './selection.ts';
import { followView, redo, undo } from './undo.ts';

let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  resetAllStores();
  stop = followView();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('changes of the view are taken back and done again; going to another photo is none', () => {
  compareLook({ layout: 'row' });
  expect(undo()).toBe(true);
  useSelection.setState({ photoId: 'other' });
  expect(useCompareLook.getState().layout).toBe('grid');
  expect([redo(), redo()]).toEqual([true, false]);
  expect([useCompareLook.getState().layout, useSelection.getState().photoId]).toEqual(['row', 'other']);
  expect([undo(), undo()]).toEqual([true, false]);
});

test('a drag is one step, however many values it went through', () => {
  for (let near = 1; near <= 20; near++) {
    chooseRange('a', { near, far: 30 });
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(400);
  chooseRange('a', { near: 25, far: 30 });
  expect([undo(), useRanges.getState().chosen.a]).toEqual([true, { near: 20, far: 30 }]);
  expect([undo(), useRanges.getState().chosen.a]).toEqual([true, undefined]);
  expect(undo()).toBe(false);
});

test('a new change forgets what was taken back', () => {
  look({ gamma: 2 });
  undo();
  look({ gamma: 3 });
  expect([redo(), useLook.getState().gamma]).toEqual([false, 3]);
});

test('no more than a hundred steps are kept', () => {
  for (let i = 1; i <= 120; i++) {
    look({ gamma: 1 + i });
    vi.advanceTimersByTime(301);
  }
  let steps = 0;
  while (undo()) steps++;
  expect([steps, useLook.getState().gamma]).toEqual([100, 21]);
});

test('once it is no longer followed nothing is kept', () => {
  stop();
  look({ gamma: 2 });
  vi.advanceTimersByTime(400);
  resetAllStores();
  expect(undo()).toBe(false);
});
