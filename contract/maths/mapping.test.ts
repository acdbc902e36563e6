import { expect, test } from 'vitest';
import type { DepthKind } from '../depth-map.ts';
import { IDENTITY, mapPlane, mapped, mappingOf } from './mapping.ts';

const line = { scale: 0.5, shift: 0.1 };
const between = (
  kind: DepthKind,
  referenceKind: DepthKind,
  space: 'depth' | 'disparity',
  method: 'none' | 'affine' = 'affine',
) => mappingOf({ kind, referenceKind, alignment: { method } }, { space, ...line });

test('a fitted line carries values into the space of the reference and out of it', () => {
  const toMetres = between('affine-disparity', 'metric', 'disparity');
  const toDisparity = between('metric', 'affine-disparity', 'disparity');
  const inDepth = between('affine-depth', 'metric', 'depth');
  // 0.8 -> 0.5 1/m -> 2 m; behind the camera ends at a kilometre; 2 m -> 0.5 1/m -> 0.35; 1 -> 0.6 m.
  expect([
    mapped(0.8, toMetres),
    mapped(-1, toMetres),
    mapped(2, toDisparity),
    mapped(0, toDisparity),
    mapped(1, inDepth),
  ]).toEqual([2, 1000, 0.35, Number.NaN, 0.6]);
});

test('between metric maps a line in disparity is inverted twice, and where nothing is fitted never', () => {
  const twice = between('metric', 'metric', 'disparity');
  // 2.5 m -> 0.4 1/m -> 0.3 1/m -> 10/3 m.
  expect(mapped(2.5, twice)).toBeCloseTo(10 / 3, 12);
  expect(between('metric', 'metric', 'disparity', 'none')).toEqual({
    isInputInverted: false,
    ...line,
    isOutputInverted: false,
  });
});

test('a plane is mapped into a new one, and what is unknown stays unknown', () => {
  const plane = Float32Array.of(1, Number.NaN, 3);
  expect([...mapPlane(plane, IDENTITY)]).toEqual([1, Number.NaN, 3]);
  expect(mapPlane(plane, { ...IDENTITY, shift: 1 })[2]).toBe(4);
  expect(plane[2]).toBe(3);
});
