import { expect, test } from 'vitest';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { differenceColours } from '../../../contract/maths/difference-colours.ts';
import { comparisonWithTruth, METRIC_RUN, subject } from '../../testing/sample-project.ts';
import { cssColour, depthGradient, differenceGradient } from './colour-gradient.ts';
import { limitOf } from './difference-limit.ts';

test('differences are blue where they are nearer, white in the middle, red where they are farther', () => {
  const table = differenceColours();
  expect([cssColour(table, 0), cssColour(table, 255)]).toEqual(['rgb(5 48 97)', 'rgb(103 0 31)']);
  const middle = [...table.subarray(3 * 127, 3 * 127 + 6)];
  for (const channel of middle) expect(channel).toBeGreaterThan(243);
  expect(table).toHaveLength(768);
});

test('a gradient runs from near, which is the last colour of a map, to far', () => {
  const table = colourMap('viridis');
  const stops = depthGradient('viridis', false).match(/rgb\([\d ]+\)/g);
  expect(stops).toHaveLength(16);
  expect([stops?.[0], stops?.at(-1)]).toEqual([cssColour(table, 255), cssColour(table, 0)]);
  const reversed = depthGradient('viridis', true).match(/rgb\([\d ]+\)/g);
  expect(reversed).toEqual(stops?.toReversed());
});

test('errors have a colour map of their own', () => {
  expect(differenceGradient('relative-error')).toContain(cssColour(colourMap('viridis'), 255));
  expect(differenceGradient('ratio')).toBe(differenceGradient('difference'));
  expect(differenceGradient('ratio')).toContain('rgb(5 48 97)');
});

test('a scale of differences ends where a person says, else where 98 % of the pixels of every run are', () => {
  const difference = (spread: number) => ({ width: 8, height: 6, file: 'f', spread });
  const comparison = comparisonWithTruth({
    subjects: [
      subject(METRIC_RUN, { difference: difference(0.2) }),
      subject(METRIC_RUN, { difference: difference(0.7) }),
      subject(METRIC_RUN),
    ],
  });
  expect(limitOf('difference', comparison, {})).toBe(0.7);
  expect(limitOf('difference', comparison, { difference: 0.1 })).toBe(0.1);
  expect(limitOf('difference', null, {})).toBe(1);
  expect(limitOf('difference', comparisonWithTruth(), {})).toBe(1);
  expect([limitOf('ratio', comparison, {}), limitOf('relative-error', comparison, {})]).toEqual([1.5, 0.3]);
  expect(limitOf('rank', null, {})).toBe(1);
});
