import { afterEach, expect, test } from 'vitest';
import { preferredLanguage } from '../../contract/calls/language.ts';
import { fetchLanguage } from './fetch-language.ts';
import { ENGLISH, language, speak } from './language.ts';
import { longer } from './longer.ts';
import { digitsText, fixedText, numberText } from './number-text.ts';
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
    '1234.50',
    '1.2e-7',
  ]);
  expect([fixedText(-0.004, 2), fixedText(-0.006, 2)]).toEqual(['0.00', '-0.01']);
  speak(await fetchLanguage('de'));
  expect([numberText(1234.5), fixedText(1234.5, 2), digitsText('1.2e-7')]).toEqual([
    '1.234,5',
    '1234,50',
    '1,2e-7',
  ]);
});

test('what a person chose comes first, then what the system prefers, then English', () => {
  expect(preferredLanguage(['de', 'en-GB'])).toBe('de');
  expect(preferredLanguage(['', 'fr', 'de-AT', 'en'])).toBe('de');
  expect(preferredLanguage(['fr', 'ja'])).toBe('en');
});

test('the longer texts are two fifths longer, with their values', () => {
  speak(longer());
  expect(text('project.language')).toMatch(/^Language/);
  expect(text('project.language')).toHaveLength(Math.ceil('Language'.length * 1.4));
  expect(sentence('What the engine says.').length).toBeGreaterThan(28);
  speak();
  expect(language()).toBe(ENGLISH);
});
