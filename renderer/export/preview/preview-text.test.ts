import { expect, test } from 'vitest';
import { previewText } from './preview-text.ts';

const metric = { darkIs: 'near', dark: 1.2345, light: 40, unit: 'm', invalid: 0 } as const;

test('both ends are named with their distance, value and unit', () => {
  expect(previewText(metric, false)).toEqual({
    dark: 'black: near, 1.23\u00a0m',
    light: 'white: far, 40\u00a0m',
    label: 'Preview: black: near, 1.23\u00a0m; white: far, 40\u00a0m',
    invalid: null,
  });
});

test('a colour map has no black; a relative map no unit', () => {
  const relative = { ...metric, darkIs: 'far', dark: 0, light: 1, unit: '' } as const;
  expect(previewText(relative, true)).toMatchObject({
    dark: 'first colour: far, 0',
    light: 'last colour: near, 1',
  });
});

test('the share without a value is never rounded to nothing', () => {
  const invalid = (share: number) => previewText({ ...metric, invalid: share }, false).invalid;
  expect([invalid(0.25), invalid(0.0002)]).toEqual([
    '25.0\u00a0% have no value.',
    '0.020\u00a0% have no value.',
  ]);
});
