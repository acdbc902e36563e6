import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isBehindModal, noteModal } from './dialogs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what closes the foremost dialog is through before the one behind it is foremost, or none', () => {
  const behind = noteModal();
  expect([behind.isForemost(), isBehindModal()]).toEqual([true, true]);
  const before = noteModal();
  expect([behind.isForemost(), before.isForemost()]).toEqual([false, true]);
  before.leave();
  expect(behind.isForemost()).toBe(false);
  vi.runAllTimers();
  expect(behind.isForemost()).toBe(true);
  behind.leave();
  expect(isBehindModal()).toBe(true);
  vi.runAllTimers();
  expect(isBehindModal()).toBe(false);
});
