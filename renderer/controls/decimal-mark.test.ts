import { expect, test } from 'vitest';
import { withDecimalMark } from './decimal-mark.ts';

test('a number that is pasted has the mark of the language, where it is clear which one was meant', () => {
  expect(
    ['1.5', '-0.25 m', '1,5', '1.234,5', '1.234.567', '7'].map((text) => withDecimalMark(text, ',')),
  ).toEqual(['1,5', '-0,25 m', null, null, null, null]);
  expect(['1,5', '1.5', '1,234.5'].map((text) => withDecimalMark(text, '.'))).toEqual(['1.5', null, null]);
});
