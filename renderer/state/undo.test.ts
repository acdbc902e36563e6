import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { compareLook, useCompareLook } from './compare-look.ts';
import { resetAllStores } from './create-store.ts';
import { look, useLook } from './look.ts';
import { useProject } from './project.ts';
import { chooseRange, useRanges } from './ranges.ts';
import { useSelection } from './selection.ts';
import { type Deed, followView, forgetDeeds, noteDeed, redo, takeBack, undo } from './undo.ts';

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

test('a drag is one step too where the pointer rests in it', () => {
  stop();
  const pointer = new EventTarget();
  stop = followView(pointer);
  pointer.dispatchEvent(new Event('pointerdown'));
  chooseRange('a', { near: 1, far: 30 });
  vi.advanceTimersByTime(2000);
  chooseRange('a', { near: 2, far: 30 });
  pointer.dispatchEvent(new Event('pointerup'));
  vi.advanceTimersByTime(400);
  chooseRange('a', { near: 3, far: 30 });
  expect([undo(), useRanges.getState().chosen.a]).toEqual([true, { near: 2, far: 30 }]);
  expect([undo(), useRanges.getState().chosen.a, undo()]).toEqual([true, undefined, false]);
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

/** A deed that writes down what is asked of it. */
function deedWith(said: string[], trashId: string): Deed {
  return {
    trashId: () => trashId,
    undo: () => said.push(`undo ${trashId}`),
    redo: () => said.push(`redo ${trashId}`),
    forget: () => said.push(`forget ${trashId}`),
  };
}

test('removals stand among the changes of the view: the newest of both goes first', () => {
  const said: string[] = [];
  look({ gamma: 2 });
  noteDeed(deedWith(said, 'a'));
  look({ gamma: 3 });
  expect([undo(), useLook.getState().gamma, said]).toEqual([true, 2, []]);
  expect([undo(), useLook.getState().gamma, said]).toEqual([true, 2, ['undo a']]);
  expect([undo(), useLook.getState().gamma]).toEqual([true, 1]);
  expect([redo(), redo(), redo(), redo()]).toEqual([true, true, true, false]);
  expect([useLook.getState().gamma, said]).toEqual([3, ['undo a', 'redo a']]);
});

test('a removal that is no longer the newest is taken back alone', () => {
  const said: string[] = [];
  const deed = deedWith(said, 'a');
  noteDeed(deed);
  look({ gamma: 2 });
  takeBack(deed);
  expect([said, useLook.getState().gamma]).toEqual([['undo a'], 2]);
  expect([undo(), undo()]).toEqual([true, false]);
  noteDeed(deed);
  takeBack(deed);
  expect([redo(), said.at(-1)]).toEqual([true, 'redo a']);
});

test('what cannot be taken back any more is forgotten, all of it with the project', () => {
  const said: string[] = [];
  for (const id of ['a', 'b', 'c']) noteDeed(deedWith(said, id));
  forgetDeeds((deed) => deed.trashId() === 'c');
  undo();
  expect(said).toEqual(['forget c', 'undo b']);
  const snapshotOf = (folder: string) => ({ snapshot: { project: { folder, name: '' } } as Snapshot });
  useProject.setState(snapshotOf('/one'));
  useProject.setState(snapshotOf('/one'));
  expect(said.length).toBe(2);
  useProject.setState(snapshotOf('/two'));
  expect(said.slice(2)).toEqual(['forget a', 'forget b']);
  expect([undo(), redo()]).toEqual([false, false]);
});

test('once it is no longer followed nothing is kept', () => {
  stop();
  look({ gamma: 2 });
  vi.advanceTimersByTime(400);
  resetAllStores();
  expect(undo()).toBe(false);
});
