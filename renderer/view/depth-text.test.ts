import { expect, onTestFinished, test } from 'vitest';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { depthText, metresText, niceStep } from './depth-text.ts';

test('depth is printed with its unit or as relative', () => {
  expect([
    depthText(2.345, 'metric'),
    depthText(23.45, 'metric'),
    depthText(0.5, 'affine-depth'),
    depthText(Number.NaN, 'metric'),
  ]).toEqual(['2.35 m', '23.4 m', '0.500 relative', 'no value']);
});

test('German has its own mark in numbers, and the same digits', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  expect([
    depthText(2.345, 'metric'),
    depthText(23.45, 'metric'),
    depthText(0.5, 'affine-depth'),
    depthText(Number.NaN, 'metric'),
  ]).toEqual(['2,35 m', '23,4 m', '0,500 relativ', 'kein Wert']);
});

test('metres have as many digits as are worth reading', () => {
  expect([0.123, -9.876, 12.34, 456.7].map(metresText)).toEqual(['0.12', '-9.88', '12.3', '457']);
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([niceStep(10, 12), niceStep(24, 12), niceStep(0.6, 12), niceStep(9.6, 12)]).toEqual([1, 2, 0.05, 1]);
  expect([niceStep(0, 12), niceStep(Number.NaN, 12)]).toEqual([0, 0]);
});
