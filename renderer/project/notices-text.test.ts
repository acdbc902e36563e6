import { expect, test } from 'vitest';
import NOTICES from '../../THIRD_PARTY.md?raw';
import { ENGLISH } from '../language/language.ts';
import { headingText, noticeParts } from './notices-text.ts';

test('every heading and column of the notices has a text of the page', () => {
  const parts = noticeParts(NOTICES);
  const headings = parts.flatMap(({ heading, rows: [head = []] }) => [heading, ...head]);
  const texts: unknown[] = Object.entries(ENGLISH.texts.project).flatMap(([name, text]) =>
    name.startsWith('notices') ? [text] : [],
  );
  expect(headings.length).toBeGreaterThan(5);
  expect(headings.filter((heading) => !texts.includes(heading))).toEqual([]);
  expect(headings.map(headingText)).toEqual(headings);
});
