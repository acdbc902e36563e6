import { expect, test } from 'vitest';
import { bytesText } from './bytes-text.ts';

test('bytes as file managers print them', () => {
  expect([999, 5_800_000, 12_300_000, 999_600, 1_062_000_000].map(bytesText)).toEqual([
    '999 B',
    '5.8 MB',
    '12 MB',
    '1.0 MB',
    '1.1 GB',
  ]);
});
