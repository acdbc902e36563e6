import { afterEach, expect, test } from 'vitest';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { watchText } from './watch-words.ts';

afterEach(() => speak());

const state: WatchState = {
  ...{ folder: '/in', packIds: ['p'], target: null, startedAt: '' },
  ...{ taken: 1, written: 0, growing: 0, pending: 0, trouble: null, faults: [] },
};
const target = { folder: '/out', preset: 'blender' } as const;

test('what a watched folder has brought is counted, and what is in the way said instead', () => {
  expect(watchText(state, false)).toBe('1 photo taken in.');
  expect(watchText({ ...state, target, taken: 1_200, growing: 2, pending: 3 }, true)).toBe(
    '1,200 photos taken in, 0 files written, 2 still growing, 3 runs to go, the queue is paused.',
  );
  expect(watchText({ ...state, trouble: 'It is away.' }, false)).toBe('It is away.');
});

test('in German the same is a German list', async () => {
  speak(await fetchLanguage('de'));
  expect(watchText({ ...state, target, taken: 1_200, growing: 2, pending: 1 }, true)).toBe(
    '1.200 Fotos aufgenommen, 0 Dateien geschrieben, 2 Fotos noch unvollständig, 1 Lauf steht aus und die Warteschlange ist pausiert.',
  );
});
