import { expect, test } from 'vitest';
import { dateLocale } from './date-locale.ts';

test('dates are written as in the region of the person, in the language that is spoken', () => {
  expect([
    dateLocale(['de-DE', 'en-GB', 'en-US']),
    dateLocale(['EN-au']),
    dateLocale(['fr']),
    dateLocale([]),
  ]).toEqual(['en-GB', 'EN-au', 'en', 'en']);
});
