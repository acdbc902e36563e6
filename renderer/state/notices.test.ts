import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { resetAllStores } from './create-store.ts';
import { attempt, dismiss, holdNotices, releaseNotices, tell, useNotices } from './notices.ts';

beforeEach(() => {
  vi.useFakeTimers();
  resetAllStores();
});
afterEach(() => vi.useRealTimers());

const sentences = () => useNotices.getState().notices.map(({ sentence }) => sentence);

test('good news leaves by itself, errors stay until they are dismissed', () => {
  tell('error', 'No disk.');
  tell('done', 'Copied.');
  vi.advanceTimersByTime(6001);
  expect(sentences()).toEqual(['No disk.']);
  dismiss(useNotices.getState().notices[0].id);
  expect(sentences()).toEqual([]);
});

test('good news with something to press stays longer, and as long as a person is at it', () => {
  const action = { label: 'Undo', run: () => undefined };
  tell('done', 'Removed.', action);
  tell('note', 'Look.', action);
  vi.advanceTimersByTime(11_000);
  holdNotices();
  vi.advanceTimersByTime(60_000);
  expect(sentences()).toEqual(['Removed.', 'Look.']);
  releaseNotices();
  vi.advanceTimersByTime(11_999);
  expect(sentences()).toEqual(['Removed.', 'Look.']);
  vi.advanceTimersByTime(1);
  expect(sentences()).toEqual(['Look.']);
});

test('what is said twice stands there once, at the end, and four at most', () => {
  for (const sentence of ['a', 'b', 'a', 'c', 'd', 'e']) tell('error', sentence);
  expect(sentences()).toEqual(['a', 'c', 'd', 'e']);
  expect(new Set(useNotices.getState().notices.map(({ id }) => id)).size).toBe(4);
});

test('a failure can be tried again, and is answered with null', async () => {
  let tries = 0;
  const work = async () => {
    tries++;
    if (tries === 1) throw new DepthroomError('interrupted', 'It does not answer.');
    return 'there';
  };
  expect(await attempt(work)).toBeNull();
  expect(sentences()).toEqual(['It does not answer.']);
  useNotices.getState().notices[0].action?.run();
  expect(tries).toBe(2);
  expect(await attempt(work)).toBe('there');
});

test('what was cancelled is no failure', async () => {
  expect(await attempt(() => Promise.reject(new DepthroomError('cancelled', 'Stopped.')))).toBeNull();
  expect(sentences()).toEqual([]);
});
