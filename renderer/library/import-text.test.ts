import { expect, test } from 'vitest';
import { importText } from './import-text.ts';

test('the time left goes by the photos that are through', () => {
  const text = (total: number, through: number, now = 5000) =>
    importText({ total, through, since: 1000 }, now);
  expect(text(1, 0)).toBe('Adding photo 1 of 1');
  expect(text(10, 0)).toBe('Adding photo 1 of 10 · working out the time left');
  expect(text(10, 2)).toBe('Adding photo 3 of 10 · 16\u00a0s left');
  expect(text(10, 10)).toBe('Adding photo 10 of 10 · 1\u00a0s left');
});
