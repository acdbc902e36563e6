import { expect, test } from 'vitest';
import { useCamera } from './camera.ts';
import { createStore, onReset, resetAllStores } from './create-store.ts';
import { holdKey, useHeldKeys } from './held-keys.ts';
import { look, useLook } from './look.ts';
import { tell, useNotices } from './notices.ts';
import { showPhoto, useSelection } from './selection.ts';

test('all stores go back to what they were when the page was opened, also fields that were added', () => {
  const useOwn = createStore<{ a: number; b?: number }>(() => ({ a: 1 }));
  useOwn.setState({ a: 2, b: 3 });
  look({ mode: 'space', gamma: 2 });
  useCamera.setState({ flat: { scale: 1, x: 2, y: 3 } });
  showPhoto('a');
  holdKey('KeyW');
  tell('error', 'No.');
  resetAllStores();
  expect(useOwn.getState()).toEqual({ a: 1 });
  expect(useLook.getState()).toMatchObject({ mode: 'photo', gamma: 1 });
  expect(useCamera.getState()).toEqual({ flat: null, orbit: null });
  const nothing = { photoId: null, marked: [], panes: {}, activePane: 0, revealed: null };
  expect(useSelection.getState()).toEqual(nothing);
  expect(useHeldKeys.getState().codes).toEqual([]);
  expect(useNotices.getState()).toEqual({ notices: [], lastId: 0, unanswered: 0 });
});

test('whatever else has to be emptied is told', () => {
  const told: string[] = [];
  onReset(() => told.push('cache'));
  resetAllStores();
  expect(told).toEqual(['cache']);
});
