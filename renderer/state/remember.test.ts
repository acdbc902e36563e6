import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetAllStores } from './create-store.ts';
import { look, useLook } from './look.ts';
import { rememberView } from './remember.ts';
import { showPhoto, useSelection } from './selection.ts';

const KEY = 'depthroom.view.1';
let kept: Map<string, string>;

beforeEach(() => {
  resetAllStores();
  kept = new Map();
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a tab that is loaded again shows what it showed', () => {
  const stop = rememberView();
  look({ mode: 'depth', gamma: 2 });
  showPhoto('a');
  vi.advanceTimersByTime(301);
  stop();
  resetAllStores();
  rememberView()();
  expect(useLook.getState()).toMatchObject({ mode: 'depth', gamma: 2 });
  expect(useSelection.getState()).toMatchObject({ photoId: 'a', marked: ['a'] });
});

test('fields that no longer exist or have another type are passed over', () => {
  kept.set(KEY, JSON.stringify({ look: { gamma: 'large', gone: 1, isSmooth: true }, other: { a: 1 } }));
  rememberView()();
  expect(useLook.getState()).toMatchObject({ gamma: 1, isSmooth: true });
  expect(useLook.getState()).not.toHaveProperty('gone');
});

test('what cannot be read is thrown away', () => {
  kept.set(KEY, '{');
  rememberView()();
  expect([kept.has(KEY), useLook.getState().mode]).toEqual([false, 'photo']);
});
