import { expect, test } from 'vitest';
import { canSearch } from './search.ts';

test('few photos are not searched', () => {
  expect([canSearch(13), canSearch(12)]).toEqual([true, false]);
});
