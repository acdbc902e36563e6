import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isBehindModal, isForemost, noteModal, useModals } from './dialogs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what closes the foremost dialog is through before the one behind it is foremost, or none', () => {
  const [behind, before] = [Symbol(), Symbol()];
  const leaveBehind = noteModal(behind);
  expect([isForemost(behind), isBehindModal()]).toEqual([true, true]);
  const leaveBefore = noteModal(before);
  expect([isForemost(behind), isForemost(before)]).toEqual([false, true]);
  leaveBefore();
  // Pointer and focus reach it at once, keys with the next press.
  expect(useModals.getState().open).toEqual([behind]);
  expect(isForemost(behind)).toBe(false);
  vi.runAllTimers();
  expect(isForemost(behind)).toBe(true);
  leaveBehind();
  expect(useModals.getState().open).toEqual([]);
  expect(isBehindModal()).toBe(true);
  vi.runAllTimers();
  expect(isBehindModal()).toBe(false);
});
