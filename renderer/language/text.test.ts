import { afterEach, expect, test } from 'vitest';
import { preferredLanguage } from '../../contract/language/languages.ts';
import { fetchLanguage } from './fetch-language.ts';
import { ENGLISH, language, speak } from './language.ts';
import { longer } from './longer.ts';
import { bytesShown, digitsText, fixedText, numberText, withUnit } from './number-text.ts';
import { sentence } from './sentence.ts';
import { text } from './text.ts';

afterEach(() => speak());

test('a text is said in the language that is spoken', async () => {
  expect(text('project.language')).toBe('Language');
  speak(await fetchLanguage('de'));
  expect(text('project.language')).toBe('Sprache');
});

test('numbers follow the rules of the language', async () => {
  expect([numberText(1234.5), fixedText(1234.5, 2), digitsText('1.2e-7')]).toEqual([
    '1,234.5',
    '1,234.50',
    '1.2e−7',
  ]);
  expect([fixedText(-0.004, 2), fixedText(-0.006, 2)]).toEqual(['0.00', '−0.01']);
  speak(await fetchLanguage('de'));
  expect([numberText(1234.5), fixedText(1234.5, 2), digitsText('1.2e-7')]).toEqual([
    '1.234,5',
    '1.234,50',
    '1,2e−7',
  ]);
});

test('digits stand in groups, the minus sign is one, and no line ends before a unit', async () => {
  const shown = () => [
    digitsText('-12345.5 m'),
    digitsText('123456789'),
    numberText(-1234567),
    digitsText('1/3'),
    withUnit(fixedText(-0.123, 3), 'm'),
    bytesShown(1_500_000),
  ];
  expect(shown()).toEqual([
    '−12,345.5\u00a0m',
    '123,456,789',
    '−1,234,567',
    '1/3',
    '−0.123\u00a0m',
    '1.5\u00a0MB',
  ]);
  speak(await fetchLanguage('de'));
  expect(shown()).toEqual([
    '−12.345,5\u00a0m',
    '123.456.789',
    '−1.234.567',
    '1/3',
    '−0,123\u00a0m',
    '1,5\u00a0MB',
  ]);
});

test('sentences of the engine have numbers as the page has them, and names as people gave them', () => {
  expect(sentence('A depth of -0.5 m, of 4.2 GB and of 30 %; see "-1 m.jpg".')).toBe(
    'A depth of −0.5\u00a0m, of 4.2\u00a0GB and of 30\u00a0%; see "-1 m.jpg".',
  );
  expect(sentence('more than 262144 valid pixels, of 1024 x 768 pixels')).toBe(
    'more than 262,144 valid pixels, of 1024 x 768 pixels',
  );
  // A size has bare digits, both of them; how many that are is a count.
  expect(sentence('says it has 60000 x 60000 pixels (36000 megapixels)')).toBe(
    'says it has 60000 x 60000 pixels (36,000 megapixels)',
  );
  expect(sentence('5 more, 3 months, 2 samples, 2026-01-02, a-1')).toBe(
    '5 more, 3 months, 2 samples, 2026-01-02, a-1',
  );
});

test('what a person chose comes first, then what the system prefers, then English', () => {
  expect(preferredLanguage(['de', 'en-GB'])).toBe('de');
  expect(preferredLanguage(['', 'fr', 'de-AT', 'en'])).toBe('de');
  expect(preferredLanguage(['fr', 'ja'])).toBe('en');
  expect(preferredLanguage([null, undefined, 7, 'constructor', ' de_DE '])).toBe('de');
  expect(preferredLanguage([null])).toBe('en');
});

test('the longer texts are two fifths longer, with their values', () => {
  speak(longer());
  expect(text('project.language')).toMatch(/^Language/);
  expect(text('project.language')).toHaveLength(Math.ceil('Language'.length * 1.4));
  expect(sentence('What the engine says.').length).toBeGreaterThan(28);
  speak();
  expect(language()).toBe(ENGLISH);
});
