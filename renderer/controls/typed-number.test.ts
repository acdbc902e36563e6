import { expect, onTestFinished, test } from 'vitest';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { METRES } from '../language/number-text.ts';
import { planeRules } from './plane-rules.ts';
import { type NumberRules, settledNumber, settledText, typedNumber } from './typed-number.ts';

test('zeros and marks at the end of a number are part of it; what is none is nothing', () => {
  expect(['1.50', '2.', '64.0', 3, '0'].map(typedNumber)).toEqual([1.5, 2, 64, 3, 0]);
  expect(['', ' ', '-', 'abc', 'Infinity', Number.NaN].map(typedNumber)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

/** What counts, and what is said of it, where 5 stood in the field. */
function said(typed: number, rules: NumberRules, unit = ''): [number | null, string | null] {
  const { value, rule } = settledNumber(typed, rules);
  return [value, rule === null ? null : settledText(rule, value, 5, unit)];
}

test('what is out of its bounds becomes the nearest number that is not, and is told with them', () => {
  expect(said(5, { minimum: 1, maximum: 8192 })).toEqual([5, null]);
  expect(said(9000, { minimum: 1, maximum: 8192 })).toEqual([8192, 'From 1 to 8,192: 8,192 was taken.']);
  expect(said(8193, { minimum: 1, maximum: 8192 })[0]).toBe(8192);
  expect(said(-3, { minimum: 0.01 }, METRES)).toEqual([0.01, 'At least 0.01: 0.01\u00a0m was taken.']);
  expect(said(7, { maximum: -0.5 })).toEqual([-0.5, 'At most −0.5: −0.5 was taken.']);
  // A field shows four digits of a bound.
  expect(said(0.5324, { minimum: 0.532412345 })).toEqual([0.532412345, null]);
});

test('whole numbers and multiples are rounded, inside of their bounds', () => {
  const resolution = { minimum: 0, maximum: 8190, multipleOf: 8, isInteger: true };
  expect(said(768, resolution)).toEqual([768, null]);
  expect(said(100, resolution)).toEqual([104, 'A multiple of 8: 104 was taken.']);
  expect(said(8190, resolution)[0]).toBe(8184);
  expect(said(3.4, { isInteger: true })).toEqual([3, 'A whole number: 3 was taken.']);
});

test('what cannot be taken leaves what stood there', () => {
  expect(said(0, { above: 0, maximum: 1000 })).toEqual([null, 'More than 0, at most 1,000: 5 stays.']);
  expect(said(1001, { above: 0, maximum: 1000 })[0]).toBe(1000);
  expect(settledText('More than 0', null, null, METRES)).toBe('More than 0.');
  const { near, far } = planeRules({ nearInMetres: 1, farInMetres: 10 });
  expect(said(2, near)).toEqual([2, null]);
  expect(said(10, near, METRES)).toEqual([
    null,
    'The nearest has to lie before the farthest, 10\u00a0m: 5\u00a0m stays.',
  ]);
  expect(said(1, far)[0]).toBeNull();
});

test('German says so with its own numbers', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  expect(said(9000, { minimum: 1.5, maximum: 8192 })[1]).toBe('Von 1,5 bis 8.192: 8.192 übernommen.');
});
