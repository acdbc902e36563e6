import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test('one is one, and none is many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'photo'))).toEqual(['0 photos', '1 photo', '2 photos']);
  expect(counted(1, 'is', 'are')).toBe('1 is');
});
