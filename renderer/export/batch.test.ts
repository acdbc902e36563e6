import { expect, test } from 'vitest';
import { batchSecondsLeft } from './batch.ts';

test('the time left goes by the files that are done', () => {
  const batch = { total: 4, done: 1, startedAt: 1000 };
  expect(batchSecondsLeft(batch, 0, 3000)).toBe(6);
  expect(batchSecondsLeft(batch, 0.5, 4000)).toBe(5);
  expect(batchSecondsLeft({ ...batch, done: 0 }, 0.1, 2000)).toBeNull();
});
