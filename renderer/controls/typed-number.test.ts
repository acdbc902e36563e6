import { expect, test } from 'vitest';
import { typedNumber } from './typed-number.ts';

test('zeros and marks at the end of a number are part of it; what is none is nothing', () => {
  expect(['1.50', '2.', '64.0', 3, '0'].map(typedNumber)).toEqual([1.5, 2, 64, 3, 0]);
  expect(['', ' ', '-', 'abc', 'Infinity'].map(typedNumber)).toEqual([null, null, null, null, null]);
});
