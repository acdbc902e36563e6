import { expect, test } from 'vitest';
import { withDecimalMark } from './decimal-mark.ts';

test('a number that is pasted has the mark of the language, where it is clear which one was meant', () => {
  expect(
    ['1.5', '-0.25 m', '1,5', '1.234,5', '1.234.567', '7'].map((text) => withDecimalMark(text, ',')),
  ).toEqual(['1,5', '-0,25 m', null, null, null, null]);
  expect(['1,5', '1.5', '1,234.5'].map((text) => withDecimalMark(text, '.'))).toEqual(['1.5', null, null]);
});

test('what another language or a program writes is one number, however it came into the field', () => {
  expect(['1,234.5', '−2', '1e3', '2.5E-2'].map((text) => withDecimalMark(text, ','))).toEqual([
    '1234,5',
    '-2',
    '1000',
    '0,025',
  ]);
  expect(['1.234,5', '–2,5', '-1e-3'].map((text) => withDecimalMark(text, '.'))).toEqual([
    '1234.5',
    '-2.5',
    '-0.001',
  ]);
  expect(['1/2', 'abc', '-', ''].map((text) => withDecimalMark(text, '.'))).toEqual([null, null, null, null]);
});
