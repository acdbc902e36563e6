import { expect, onTestFinished, test } from 'vitest';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { fetchLanguage } from '../../language/fetch-language.ts';
import { speak } from '../../language/language.ts';
import { cssColour } from '../../view/maths/colour-gradient.ts';
import { differenceScaleOf } from '../../view/maths/difference-scale.ts';
import type { Pane } from '../../view/pane.ts';
import { viewMapOf } from '../../view/resources.ts';
import { histogramColumns, placeAfterKey } from './histogram-columns.ts';
import { sharingText } from './sharing-text.ts';

const against = (kind: 'metric' | 'affine-depth' | 'affine-disparity', limit: number) =>
  ({ limit, other: { shows: 'depth', depth: { kind } } }) as Pane;

test('differences from a metric reference are metres, from a relative one its own numbers', () => {
  expect(differenceScaleOf(against('metric', 0.12345), 'difference')).toMatchObject({
    limit: 0.123,
    unit: 'm',
    words: ['−0.123\u00a0m, nearer than the reference', '0', '+0.123\u00a0m, farther'],
  });
  expect(differenceScaleOf(against('affine-depth', 0.5), 'difference')).toMatchObject({
    unit: 'relative',
    words: ['−0.5 relative, nearer than the reference', '0', '+0.5 relative, farther'],
  });
  // Of disparities the larger one is nearer: blue stays to the left.
  expect(differenceScaleOf(against('affine-disparity', 0.5), 'difference').words).toEqual([
    '+0.5 relative, nearer than the reference',
    '0',
    '−0.5 relative, farther',
  ]);
});

test('ratios lie around 1, errors begin at 0, ranks end at 1', () => {
  expect(differenceScaleOf(against('metric', 1.5), 'ratio')).toEqual({
    limit: 1.5,
    unit: 'times',
    words: ['1/1.5, nearer than the reference', '1', '1.5 times as far'],
    ends: ['1/1.5', '1', '1.5×'],
    above: 1,
    minimum: 1.01,
    maximum: undefined,
  });
  expect(differenceScaleOf(against('metric', 0.3), 'relative-error').words).toEqual([
    '0',
    '',
    '30\u00a0% and more',
  ]);
  expect(differenceScaleOf(against('metric', 0.2), 'rank')).toMatchObject({
    unit: 'share',
    above: 0,
    maximum: 1,
  });
});

test('in German a scale of differences has German numbers, and the value that is typed stays one', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  const { limit, words, ends } = differenceScaleOf(against('metric', 0.12345), 'difference');
  expect(limit).toBe(0.123);
  expect(words).toEqual(['−0,123\u00a0m, näher', '0', '+0,123\u00a0m, ferner']);
  expect(ends).toEqual(['−0,123\u00a0m', '0', '+0,123\u00a0m']);
  expect(differenceScaleOf(against('metric', 1.5), 'ratio').ends).toEqual(['1/1,5', '1', '1,5×']);
});

const ramp = Float32Array.from({ length: 1280 }, (_, i) => 1 + i / 1280);
const straight = { isInverse: false, exponent: 1 };
const colours = { table: colourMap('viridis'), isReversed: false };

test('columns go from near to far, coloured within the range, with the root of their share as height', () => {
  const values = Float32Array.of(1, 1, 1, 1, 2);
  const map = viewMapOf({ width: 5, height: 1, values }, 'metric');
  const columns = histogramColumns(128, map, { ...map.whole, ...straight }, colours);
  expect([columns[0].height, columns[64].height, columns[127].height]).toEqual([1, 0, expect.closeTo(0.5)]);
  expect(columns[0].colour).toBe(cssColour(colours.table, 254));
  expect(columns.every(({ isInSpan }) => isInSpan)).toBe(true);
});

test('what lies outside of the range has the colours of its ends', () => {
  const map = viewMapOf({ width: 1280, height: 1, values: ramp }, 'metric');
  const columns = histogramColumns(100, map, { near: 1.25, far: 1.75, ...straight }, colours);
  expect(columns.map(({ isInSpan }) => isInSpan).indexOf(true)).toBe(25);
  expect(columns.filter(({ isInSpan }) => isInSpan)).toHaveLength(50);
  expect([columns[0].colour, columns[99].colour]).toEqual([
    cssColour(colours.table, 255),
    cssColour(colours.table, 0),
  ]);
  const reversed = histogramColumns(
    100,
    map,
    { near: 1.25, far: 1.75, ...straight },
    { ...colours, isReversed: true },
  );
  expect(reversed[0].colour).toBe(cssColour(colours.table, 0));
});

test('the histogram is of the painted scale: what the exponent spreads is as wide as its colours', () => {
  // Evenly spread in 1 / value: on a scale that is straight there, all columns between the ends are alike.
  const values = Float32Array.from({ length: 40_000 }, (_, i) => 1 / (1 - (0.75 * i) / 40_000));
  const map = viewMapOf({ width: 40_000, height: 1, values }, 'metric');
  const heights = (exponent: number, isInverse = true) =>
    histogramColumns(100, map, { ...map.whole, isInverse, exponent }, colours).map(({ height }) => height);
  expect(Math.min(...heights(1))).toBeGreaterThan(0.95);
  expect(Math.min(...heights(1, false))).toBeLessThan(0.4);
  // Squared, the near end takes more of the bar, and half of the bar holds the far half of the colours only.
  const columns = histogramColumns(100, map, { ...map.whole, isInverse: true, exponent: 2 }, colours);
  expect(columns[49].colour).toBe(cssColour(colours.table, 129));
  expect(columns[10].height).toBeLessThan(columns[95].height);
});

test('where larger values are nearer the histogram is turned around', () => {
  const values = Float32Array.of(0.1, 0.9, 0.9, 0.9, 0.9);
  const map = viewMapOf({ width: 5, height: 1, values }, 'affine-disparity');
  const columns = histogramColumns(128, map, { ...map.whole, ...straight }, colours);
  expect([columns[0].height, columns[127].height]).toEqual([1, 0.5]);
});

test('keys move an end of the range by a hundredth, by a tenth, or to where the bar ends', () => {
  const places = ['ArrowRight', 'ArrowDown', 'PageUp', 'Home', 'End', 'a'].map((key) =>
    placeAfterKey(key, 0.5),
  );
  expect(places).toEqual([0.51, 0.49, 0.6, 0, 1, null]);
});

test('a shared scale that nobody shares says why, and not that it is of one pane alone', () => {
  expect([sharingText(3, true, true), sharingText(1, true, true), sharingText(1, true, false)]).toEqual([
    '3 panes, in metres',
    'no other has its unit',
    'of this pane alone',
  ]);
});
