import { expect, test } from 'vitest';
import { alignmentSchema, type Fit } from '../../../contract/comparison.ts';
import { mapped, mappingOf } from './mapping.ts';

const alignment = alignmentSchema.parse({});
const fitIn = (space: Fit['space']): Fit => ({
  space,
  scale: 0.5,
  shift: 0.1,
  residual: 0,
  validPixels: 1,
  fittedPixels: 1,
  notes: [],
});

test('a fitted line carries values into the space of the reference and out of it', () => {
  const toMetres = mappingOf(
    { kind: 'affine-disparity', isReference: false, fit: fitIn('disparity') },
    { referenceKind: 'metric', alignment },
  );
  const toDisparity = mappingOf(
    { kind: 'metric', isReference: false, fit: fitIn('disparity') },
    { referenceKind: 'affine-disparity', alignment },
  );
  const inDepth = mappingOf(
    { kind: 'affine-depth', isReference: false, fit: fitIn('depth') },
    { referenceKind: 'metric', alignment },
  );
  if (!toMetres || !toDisparity || !inDepth) throw new Error('there is a fit for each');
  // 0.8 -> 0.5 1/m -> 2 m; behind the camera ends at a kilometre; 2 m -> 0.5 1/m -> 0.35; 1 -> 0.6 m.
  expect([
    mapped(0.8, toMetres),
    mapped(-1, toMetres),
    mapped(2, toDisparity),
    mapped(0, toDisparity),
    mapped(1, inDepth),
  ]).toEqual([2, 1000, 0.35, Number.NaN, 0.6]);
});

test('without a fit there is no mapping, and the reference stays as it is', () => {
  const comparison = { referenceKind: 'metric', alignment } as const;
  expect(mappingOf(null, comparison)).toBeNull();
  expect(mappingOf({ kind: 'affine-depth', isReference: false, fit: null }, comparison)).toBeNull();
  const own = mappingOf({ kind: 'metric', isReference: true, fit: null }, comparison);
  expect(own && mapped(3, own)).toBe(3);
});
