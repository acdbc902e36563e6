import { expect, test } from 'vitest';
import { dateLocale, timeOfDay } from './date-locale.ts';

test('dates are written as in the region of the person, in the language that is spoken', () => {
  expect([
    dateLocale(['de-DE', 'en-GB', 'en-US']),
    dateLocale(['EN-au']),
    dateLocale(['fr']),
    dateLocale([]),
  ]).toEqual(['en-GB', 'EN-au', 'en', 'en']);
});

test('what is no tag of a language writes no date, and breaks none', () => {
  for (const preferred of [['en-US@posix'], ['en_US.UTF-8'], ['']])
    expect(() => new Date().toLocaleTimeString(dateLocale(preferred))).not.toThrow();
  expect(dateLocale(['en-US@posix', 'en-GB'])).toBe('en-US');
  expect(dateLocale([null, 7, 'en-GB'])).toBe('en-GB');
});

test('a time of day is one word, whatever the region puts into it', () => {
  const time = new Date('2026-05-04T18:57:00');
  expect(['en-US', 'en-GB', 'de-DE'].map((locale) => timeOfDay(time, locale))).toEqual([
    '06:57\u00a0PM',
    '18:57',
    '18:57',
  ]);
});
