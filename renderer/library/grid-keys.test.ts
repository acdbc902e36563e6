import { expect, test } from 'vitest';
import { clickManner, gridAction } from './grid-keys.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false };
const press = (key: string, held: Partial<typeof none> = {}) => gridAction({ key, ...none, ...held }, 3);

test('arrows go by photos and rows, with shift they mark the way', () => {
  expect(press('ArrowRight')).toEqual({ does: 'step', by: 1, isRange: false });
  expect(press('ArrowUp', { shiftKey: true })).toEqual({ does: 'step', by: -3, isRange: true });
  expect(press('ArrowDown')).toEqual({ does: 'step', by: 3, isRange: false });
});

test('a page is as many rows as are seen; Home and End go to the ends', () => {
  const by = (key: string) => gridAction({ key, ...none }, 3, 5);
  expect(['PageUp', 'PageDown', 'Home', 'End'].map(by)).toEqual(
    [-15, 15, -Infinity, Infinity].map((step) => ({ does: 'step', by: step, isRange: false })),
  );
});

test('the other keys of the list', () => {
  expect(['Delete', 'Backspace', 'F2'].map((key) => press(key)?.does)).toEqual([
    'remove',
    'remove',
    'rename',
  ]);
  expect(press('a', { metaKey: true })).toEqual({ does: 'mark-all' });
  // With caps lock.
  expect(press('A', { ctrlKey: true })).toEqual({ does: 'mark-all' });
  expect([press('a'), press('Enter')]).toEqual([null, null]);
});

test('clicks mark as everywhere', () => {
  expect(clickManner(none)).toBe('only');
  expect(clickManner({ ...none, ctrlKey: true })).toBe('toggle');
  expect(clickManner({ ...none, metaKey: true, shiftKey: true })).toBe('range');
});
