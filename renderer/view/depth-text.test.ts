import { expect, onTestFinished, test } from 'vitest';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { depthText, metresText, niceStep, placeText } from './depth-text.ts';

test('depth is printed with its unit or as relative', () => {
  expect([
    depthText(2.345, 'metric'),
    depthText(23.45, 'metric'),
    depthText(0.5, 'affine-depth'),
    depthText(Number.NaN, 'metric'),
  ]).toEqual(['2.35\u00a0m', '23.4\u00a0m', '0.500 relative', 'no value']);
});

test('German has its own mark in numbers, and the same digits', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  expect([
    depthText(2.345, 'metric'),
    depthText(23.45, 'metric'),
    depthText(0.5, 'affine-depth'),
    depthText(Number.NaN, 'metric'),
  ]).toEqual(['2,35\u00a0m', '23,4\u00a0m', '0,500 relativ', 'kein Wert']);
});

test('metres have as many digits as are worth reading', () => {
  expect([0.123, -9.876, 12.34, 456.7, 1234.5].map((metres) => metresText(metres))).toEqual([
    '0.123\u00a0m',
    '−9.88\u00a0m',
    '12.3\u00a0m',
    '457\u00a0m',
    '1,235\u00a0m',
  ]);
});

test('what is small is told by its millimetres and less, and nothing is nothing', () => {
  expect([0.0045, -0.00123, 0.9996, 0.0000004, 0].map((metres) => metresText(metres))).toEqual([
    '0.00450\u00a0m',
    '−0.00123\u00a0m',
    '1.00\u00a0m',
    '0.000000\u00a0m',
    '0\u00a0m',
  ]);
  expect([3, 0.0045, 123.4567].map((metres) => metresText(metres, 3))).toEqual([
    '3.000\u00a0m',
    '0.00450\u00a0m',
    '123.457\u00a0m',
  ]);
});

test('the parts of a place end at one digit', () => {
  expect(placeText([-0.0213, 0.5, 2.314])).toEqual(['−0.02', '0.50', '2.31']);
  expect(placeText([0.0001, -0.002, 0.0041])).toEqual(['0.00010', '−0.00200', '0.00410']);
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([niceStep(10, 12), niceStep(24, 12), niceStep(0.6, 12), niceStep(9.6, 12)]).toEqual([1, 2, 0.05, 1]);
  expect([niceStep(0, 12), niceStep(Number.NaN, 12)]).toEqual([0, 0]);
});
