import { afterEach, expect, test } from 'vitest';
import type { GraphTrial } from '../../contract/library.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { trialPixels, trialText } from './trial-text.ts';

afterEach(() => speak());

const TRIAL: GraphTrial = {
  photo: '',
  width: 2,
  height: 1,
  nearness: btoa(String.fromCharCode(0, 255)),
  kind: 'metric',
  near: 1,
  far: 12.5,
  seconds: 0.42,
};

test('near has the last colour, or the first where they are reversed', () => {
  const colours = Uint8Array.from({ length: 768 }, (_, i) => (i < 3 ? 7 : i >= 765 ? 9 : 0));
  expect([...trialPixels(TRIAL, colours, false)]).toEqual([7, 7, 7, 255, 9, 9, 9, 255]);
  expect([...trialPixels(TRIAL, colours, true)]).toEqual([9, 9, 9, 255, 7, 7, 7, 255]);
});

test('the ends have their unit, and a flat map is suspected', () => {
  expect(trialText(TRIAL)).toBe('From 1.00\u00a0m to 12.5\u00a0m; it took 0.4\u00a0s.');
  expect(trialText({ ...TRIAL, kind: 'affine-disparity', near: 3.2, far: -0.11 })).toContain(
    'From 3.20 to −0.110',
  );
  expect(trialText({ ...TRIAL, far: 1 })).toContain('Every pixel has the same value, 1.00');
});

test('in German numbers have a comma', async () => {
  speak(await fetchLanguage('de'));
  expect(trialText(TRIAL)).toBe('Von 1,00\u00a0m bis 12,5\u00a0m; Dauer 0,4\u00a0s.');
});
