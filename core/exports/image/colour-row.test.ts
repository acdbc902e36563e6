import { expect, test } from 'vitest';
import type { DepthKind } from '../../../contract/depth-map.ts';
import {
  COLOUR_CODES,
  colourEntries,
  colourScale,
  encodeGrey,
  type GreyOptions,
} from '../../../contract/exports/grey-scale.ts';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { openColours } from './colour-row.ts';

const COUNT = 70_000;
const table = colourMap('turbo');

/** By rows, as pictures are painted. */
function quickly(values: Float32Array, scale: ReturnType<typeof colourScale>): Uint8Array {
  const colourRow = openColours(scale, table, values.length);
  const rgb = new Uint8Array(3 * values.length);
  const colours = new Int32Array(1000);
  for (let from = 0; from < values.length; from += 1000) {
    colourRow(values.subarray(from, from + 1000), colours);
    for (const [k, colour] of colours.entries())
      rgb.set([colour >> 16, (colour >> 8) & 0xff, colour & 0xff], 3 * (from + k));
  }
  return rgb;
}

/** As the formula has it, one value after the other. */
function slowly(values: Float32Array, scale: ReturnType<typeof colourScale>): Uint8Array {
  const entries = colourEntries(scale);
  const { codes } = encodeGrey(values, scale, new Uint16Array(values.length));
  const rgb = new Uint8Array(3 * values.length);
  for (let p = 0; p < codes.length; p++)
    if (codes[p] !== COLOUR_CODES.invalid)
      rgb.set(table.subarray(3 * entries[codes[p]], 3 * entries[codes[p]] + 3), 3 * p);
  return rgb;
}

let seed = 7;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
const spread = (make: (share: number) => number) =>
  Float32Array.from({ length: COUNT }, () => make(random()));

const planes: Record<string, [DepthKind, Float32Array]> = {
  metres: ['metric', spread((share) => 0.5 + 6 * share)],
  'metres over many octaves': ['metric', spread((share) => 1e-3 * 1e6 ** share)],
  'a narrow range': ['metric', spread((share) => 5 + 1e-4 * share)],
  'few values': ['metric', spread((share) => 1 + Math.round(share * 3))],
  'from zero': ['affine-depth', spread((share) => (share < 0.1 ? 0 : share))],
  'below zero': ['affine-disparity', spread((share) => share - 0.5)],
  'up to the largest float': ['affine-depth', spread((share) => 3.4e38 * share)],
  denormals: ['affine-depth', spread((share) => 1e-39 * share)],
};

test.each(Object.keys(planes))('%s: every pixel has the colour of the formula', (name) => {
  const [kind, values] = planes[name];
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, -3, 1e30, 3.4e38];
  odd.forEach((value, k) => {
    values[17 * k] = value;
  });
  const asked: GreyOptions[] = (['near-white', 'near-black'] as const).flatMap((polarity) =>
    (['auto', 'linear'] as const).map((mapping) => ({ polarity, mapping })),
  );
  for (const options of asked)
    for (const percent of [0, 1]) {
      if (percent === 0 && name === 'metres') continue;
      const scale = colourScale(values, kind, options, percent);
      expect(Buffer.compare(quickly(values, scale), slowly(values, scale))).toBe(0);
    }
});

test('between stated ends, and on a logarithm, it is the same', () => {
  const [kind, values] = planes.metres;
  for (const mapping of ['inverse', 'linear', 'log'] as const) {
    const scale = colourScale(values, kind, { polarity: 'near-white', mapping, minimum: 1, maximum: 3 });
    expect(Buffer.compare(quickly(values, scale), slowly(values, scale))).toBe(0);
  }
});
