import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const UNITS = '%|°|[kKMGT]?i?B|1/m|[kcmµn]?m|m?s|min|h|px|MP';
/** Lines of the page's own sources, as `path: line`. */
const LINES = globSync('renderer/**/*.{ts,tsx}')
  .filter((path) => !path.includes('.test.') && !path.startsWith('renderer/language/'))
  .flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => `${path}: ${line.trim()}`),
  );
const found = (pattern: RegExp) => LINES.filter((line) => pattern.test(line));

test('a number is joined with its unit in one place, where no line can end between the two', () => {
  expect(LINES.length).toBeGreaterThan(10_000);
  expect(found(new RegExp(`\\} (?:${UNITS})[\`'"<]`))).toEqual([]);
  expect(found(/suffix=("|\{['`]) /)).toEqual([]);
});

test('numbers are written for people in one place, by the rules of the language', () => {
  // Days and hours have their own rules.
  expect(found(/\.toLocaleString\((?!dateLocale\(\)|'en', \{)/)).toEqual([]);
  expect(found(/Intl\.NumberFormat|\\u202f|\\u2009/)).toEqual([]);
});

test('numbers are typed into one kind of field, which says what became of them', () => {
  const fields = found(/\bNumberInput\b/).filter((line) => !line.startsWith('renderer/theme.ts'));
  expect(fields.filter((line) => !line.startsWith('renderer/controls/NumberField.tsx'))).toEqual([]);
});
