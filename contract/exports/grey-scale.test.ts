import { describe, expect, test } from 'vitest';
import type { DepthKind } from '../depth-map.ts';
import {
  COLOUR_CODES,
  colourScale,
  encodeGrey,
  GREY_CURVES,
  type GreyOptions,
  gdepthScale,
  greyScale,
} from './grey-scale.ts';

const values = Float32Array.of(1, 2, 4, Number.NaN);
const usual: GreyOptions = { polarity: 'near-white', mapping: 'auto' };
const shown = (options: Partial<GreyOptions>, kind: DepthKind = 'metric') => {
  const scale = greyScale(values, kind, { ...usual, ...options });
  return [...encodeGrey(values, scale, new Uint16Array(values.length)).codes];
};

describe('greyScale', () => {
  test('codes run from the farthest to the nearest value in the curve of the mapping, 0 is unknown', () => {
    expect(shown({})).toEqual([65535, 43690, 1, 0]);
    expect(shown({ polarity: 'near-black' })).toEqual([1, 21846, 65535, 0]);
    expect(shown({ mapping: 'disparity' })).toEqual([65535, 21846, 1, 0]);
    expect(shown({ mapping: 'log', invalid: 'far' })).toEqual([65535, 32768, 1, 1]);
    expect(shown({}, 'affine-disparity')).toEqual([1, 21846, 65535, 0]);
  });

  test('halves are rounded up, as Math.round does, and nothing below them is', () => {
    const between = Float32Array.of(0, 0.5 - 2 ** -25, 0.5, 1.5 - 2 ** -23, 1.5, 2.5, 65533.5, 65534);
    const stated: GreyOptions = { ...usual, mapping: 'linear', minimum: 0, maximum: 65534 };
    const scale = greyScale(between, 'affine-disparity', stated, COLOUR_CODES);
    const { codes } = encodeGrey(between, scale, new Uint16Array(between.length));
    expect([...codes]).toEqual([...between].map(Math.round));
  });

  test('what lies beyond stated ends takes them, and is counted', () => {
    const scale = greyScale(values, 'metric', { ...usual, minimum: 2, maximum: 3 });
    const { codes, invalid, clipped } = encodeGrey(values, scale, new Uint16Array(4));
    expect({ codes: [...codes], invalid, clipped }).toEqual({
      codes: [65535, 65535, 1, 0],
      invalid: 1,
      clipped: 2,
    });
  });

  test.each([
    'linear',
    'inverse',
    'log',
  ] as const)('%s gives values back to within half a step', (mapping) => {
    const plane = Float32Array.from({ length: 1000 }, (_, i) => 0.5 + i / 50);
    const scale = greyScale(plane, 'metric', { ...usual, mapping });
    const { to, from } = GREY_CURVES[mapping];
    const [black, white] = [to(scale.black.value), to(scale.white.value)];
    const perCode = (white - black) / (scale.white.code - scale.black.code);
    const { codes } = encodeGrey(plane, scale, new Uint16Array(plane.length));
    const off = codes.map((code, p) => {
      const read = from(black + (code - scale.black.code) * perCode);
      return Math.abs(to(read) - to(plane[p])) > 0.501 * Math.abs(perCode) ? 1 : 0;
    });
    expect(off.reduce((sum, each) => sum + each, 0)).toBe(0);
  });

  test.each<[string, Float32Array, Partial<GreyOptions>, RegExp]>([
    ['ends the wrong way round', values, { minimum: 3, maximum: 2 }, /minimum is 3 and the maximum 2/],
    ['a minimum that is the maximum', values, { minimum: 4 }, /must be below its maximum/],
    ['an inverse of zero', Float32Array.of(0, 1), { mapping: 'inverse' }, /inverse mapping needs positive/],
    ['nothing', Float32Array.of(Number.NaN), {}, /no valid pixel/],
  ])('refuses %s', (_, plane, options, sentence) => {
    expect(() => greyScale(plane, 'metric', { ...usual, ...options })).toThrow(sentence);
  });
});

test('a coloured picture leaves out one per cent at both ends, or nothing where most is one value', () => {
  const plane = Float32Array.from({ length: 200 }, (_, i) => i);
  const { nearValue, farValue, invalidCode } = colourScale(plane, 'metric', usual);
  expect([nearValue, farValue, invalidCode]).toEqual([2, 197, COLOUR_CODES.invalid]);
  const flat = new Float32Array(200).fill(3);
  flat[7] = 9;
  expect(colourScale(flat, 'metric', usual)).toMatchObject({ nearValue: 3, farValue: 9 });
});

test('GDepth is black in front, linear in depth or in its inverse, and wants metres', () => {
  expect(gdepthScale(values, 'metric', usual)).toMatchObject({
    mapping: 'inverse',
    black: { code: 0, value: 1 },
    white: { code: 255, value: 4 },
    invalidCode: 255,
  });
  expect(gdepthScale(values, 'metric', { ...usual, mapping: 'linear' }).mapping).toBe('linear');
  expect(() => gdepthScale(values, 'metric', { ...usual, mapping: 'log' })).toThrow(/received log/);
  expect(() => gdepthScale(values, 'affine-depth', usual)).toThrow(/holds metres/);
});
