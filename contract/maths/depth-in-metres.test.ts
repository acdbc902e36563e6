import { describe, expect, test } from 'vitest';
import type { DepthMap } from '../depth-map.ts';
import { convertToMetres, metricScale } from './depth-in-metres.ts';

function inMetres(kind: DepthMap['kind'], values: number[], near?: number, far?: number): number[] {
  const depth: DepthMap = { kind, width: values.length, height: 1, values: new Float32Array(values) };
  const metres = depth.values.slice();
  convertToMetres(metres, metricScale(depth, near, far));
  return [...metres];
}

describe('convertToMetres', () => {
  test('leaves metres alone and drops what lies not before the camera', () => {
    const values = [1.5, 0, -2, Number.POSITIVE_INFINITY, Number.NaN];
    expect(inMetres('metric', values)).toEqual([1.5, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  test('lays affine depth linearly between near and far', () => {
    expect(inMetres('affine-depth', [0.25, 0.5, 0.75, Number.NaN], 2, 4)).toEqual([2, 3, 4, Number.NaN]);
  });

  test('lays affine disparity linearly in 1 / depth', () => {
    expect(inMetres('affine-disparity', [90, 60, 30], 1, 4)).toEqual([1, Math.fround(1.6), 4]);
  });

  test('holds what a resampler overshot between the planes', () => {
    const depth: DepthMap = {
      kind: 'affine-disparity',
      width: 2,
      height: 1,
      values: new Float32Array([0, 1]),
    };
    const overshot = new Float32Array([-0.2, 1.2]);
    convertToMetres(overshot, metricScale(depth, 1, 1000));
    expect([...overshot]).toEqual([1000, 1]);
  });

  test('a map of one value lies in one plane', () => {
    expect(inMetres('affine-depth', [3, 3], 1, 2)).toEqual([1, 1]);
  });
});

describe('metricScale', () => {
  test.each([
    ['nothing', undefined, undefined, /neither was given/],
    ['near alone', 1, undefined, /only near was given/],
    ['far alone', undefined, 1, /only far was given/],
    ['near behind far', 3, 2, /near is 3 and far is 2/],
    ['near at far', 2, 2, /near is 2 and far is 2/],
    ['near at the camera', 0, 2, /near is 0/],
    ['far at infinity', 1, Number.POSITIVE_INFINITY, /far is Infinity/],
  ])('refuses %s for a relative map', (_, near, far, sentence) => {
    expect(() => inMetres('affine-depth', [0, 1], near, far)).toThrow(sentence);
  });
});
