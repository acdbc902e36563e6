import { expect, test } from 'vitest';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { watchText } from './watch-words.ts';

test('what a watched folder has brought is counted, and what is in the way said instead', () => {
  const state: WatchState = {
    ...{ folder: '/in', packIds: ['p'], target: null, startedAt: '' },
    ...{ taken: 1, written: 0, growing: 0, pending: 0, trouble: null, faults: [] },
  };
  expect(watchText(state, false)).toBe('1 photo taken in.');
  const target = { folder: '/out', preset: 'blender' } as const;
  expect(watchText({ ...state, target, taken: 1_200, growing: 2, pending: 3 }, true)).toBe(
    '1,200 photos taken in, 0 files written, 2 still growing, 3 runs to go, the queue is paused.',
  );
  expect(watchText({ ...state, trouble: 'It is away.' }, false)).toBe('It is away.');
});
