import { expect, test } from 'vitest';
import { compareLook, useCompareLook } from './compare-look.ts';
import { useSelection } from './selection.ts';
import { followView, redo, undo } from './undo.ts';

test('changes of the view are taken back and done again; going to another photo is none', () => {
  const stop = followView();
  compareLook({ layout: 'row' });
  expect(undo()).toBe(true);
  useSelection.setState({ photoId: 'other' });
  expect(useCompareLook.getState().layout).toBe('grid');
  expect([redo(), redo()]).toEqual([true, false]);
  expect([useCompareLook.getState().layout, useSelection.getState().photoId]).toEqual(['row', 'other']);
  expect([undo(), undo()]).toEqual([true, false]);
  stop();
});
