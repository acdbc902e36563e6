import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Alignment,
  type AlignmentOf,
  alignmentSchema,
  fitSpaceOf,
  type Pairing,
  pairingOf,
  pairingSchema,
} from '../../../contract/alignment.ts';
import { depthRangeSchema } from '../../../contract/compare/comparison.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { mapPlane, mappingOf } from '../../../contract/maths/mapping.ts';
import { align, MOST_ROBUST_PIXELS } from './align.ts';
import { measureMetres } from './metrics.ts';
import { spearman } from './rank.ts';

const RANGE = depthRangeSchema.parse({});
const metric = (alignment: Partial<Alignment> = {}, kind: DepthKind = 'metric') =>
  pairingOf(kind, 'metric', alignmentSchema.parse(alignment));
const depths = fc.array(fc.double({ min: 0.5, max: 40, noNaN: true }), { minLength: 8, maxLength: 60 });

test('a line through four points, as numpy.linalg.lstsq fits it', () => {
  const map = new Float32Array([0.1, 0.4, 0.7, 0.9]);
  const fit = align(map, new Float32Array([1.2, 2.1, 2.9, 3.6]), metric({}, 'affine-depth'), RANGE);
  expect(fit).toMatchObject({ space: 'depth', validPixels: 4, fittedPixels: 4, notes: [] });
  expect([fit.scale, fit.shift].map((value) => value.toFixed(4))).toEqual(['2.9524', '0.9000']);
});

test.each(['least-squares', 'robust'] as const)('what was scaled and shifted comes back (%s)', (fit) => {
  const line = {
    scale: fc.double({ min: 0.1, max: 9, noNaN: true }),
    shift: fc.double({ min: -3, max: 3, noNaN: true }),
  };
  fc.assert(
    fc.property(depths, fc.record(line), (values, { scale, shift }) => {
      fc.pre(Math.max(...values) - Math.min(...values) > 1);
      const reference = new Float32Array(values);
      const far = reference.map((z) => (z - shift) / scale);
      const near = reference.map((z) => (1 / z - shift) / scale);
      for (const [kind, map] of [
        ['affine-depth', far],
        ['affine-disparity', near],
      ] as const) {
        const pairing = metric({ fit }, kind);
        const found = align(map, reference, pairing, RANGE);
        const aligned = mapPlane(map, mappingOf(pairing, found));
        // Float32 values shifted by three keep 1 / depth to about 1e-6 of a metre's inverse.
        for (let i = 0; i < aligned.length; i++)
          expect(Math.abs(1 / aligned[i] - 1 / reference[i])).toBeLessThan(1e-4);
      }
    }),
    { numRuns: 60 },
  );
});

test('no number changes when an affine map is scaled and shifted', () => {
  fc.assert(
    fc.property(
      depths,
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      (values, a, b) => {
        const reference = new Float32Array(values);
        const map = new Float32Array(values.map((z, i) => Math.log(z) + 0.1 * Math.sin(i)));
        const moved = map.map((value) => a * value + b);
        const numbers = (each: Float32Array) => {
          const pairing = metric({}, 'affine-depth');
          const fit = align(each, reference, pairing, RANGE);
          return measureMetres(each, reference, mappingOf(pairing, fit), RANGE);
        };
        const [before, after] = [numbers(map), numbers(moved)];
        for (const name of ['absRel', 'rmse', 'bias'] as const)
          expect(Math.abs(Number(after[name]) - Number(before[name]))).toBeLessThan(1e-3);
        expect(spearman(moved, reference)).toBeCloseTo(spearman(map, reference), 2);
      },
    ),
    { numRuns: 100 },
  );
});

test('a scale alone, by squares and by the weighted median of ratios', () => {
  const map = new Float32Array([1, 2, 4, 5]);
  const reference = new Float32Array([2, 4, 8, 100]);
  expect(align(map, reference, metric({ method: 'scale', fit: 'robust' }), RANGE)).toMatchObject({
    scale: 2,
    shift: 0,
  });
  const squares = align(map, reference, metric({ method: 'scale' }), RANGE);
  expect(squares.scale).toBeCloseTo((2 + 8 + 32 + 500) / (1 + 4 + 16 + 25), 12);
  expect(align(map, reference, metric({ method: 'scale' }, 'affine-depth'), RANGE).notes).toEqual([
    expect.stringContaining('shift of this relative map to be zero'),
  ]);
});

test('holes and what is outside the range do not count', () => {
  const map = new Float32Array([1, 2, Number.NaN, 4, 5, 6]);
  const reference = new Float32Array([3, 5, 7, 0, Number.POSITIVE_INFINITY, 99]);
  const fit = align(map, reference, metric(), { minimum: 1e-3, maximum: 50 });
  expect(fit).toMatchObject({ scale: 2, shift: 1, residual: 0, validPixels: 2 });
  expect(() => align(map, new Float32Array(6), metric(), RANGE)).toThrow(
    /valid in both maps, but there are none/,
  );
});

test('a robust fit of many pixels looks at an even sample and says so', () => {
  const count = 2 * MOST_ROBUST_PIXELS + 10;
  const reference = Float32Array.from({ length: count }, (_, i) => 1 + (i % 1000) / 100);
  const fit = align(
    reference.map((z) => 2 * z),
    reference,
    metric({ fit: 'robust' }),
    RANGE,
  );
  expect(fit).toMatchObject({ validPixels: count, fittedPixels: Math.ceil(count / 3) });
  expect(fit.scale).toBeCloseTo(0.5, 6);
});

test('relative maps are compared with nothing unless they are aligned, and the type knows it', () => {
  // @ts-expect-error a relative map allows no alignment "none"
  const none: AlignmentOf<'affine-depth'> = { method: 'none', space: 'own', fit: 'least-squares' };
  // @ts-expect-error a map relative in disparity is not aligned in depth
  const wrong: AlignmentOf<'affine-disparity'> = { method: 'affine', space: 'depth', fit: 'robust' };
  const refused = [
    { kind: 'affine-depth', referenceKind: 'metric', alignment: none },
    { kind: 'metric', referenceKind: 'affine-disparity', alignment: none },
    { kind: 'affine-disparity', referenceKind: 'metric', alignment: wrong },
    { kind: 'affine-disparity', referenceKind: 'affine-depth', alignment: alignmentSchema.parse({}) },
  ].map((pairing) => pairingSchema.safeParse(pairing).error?.issues[0].message);
  expect(refused).toEqual([
    'A map that is relative in depth has an unknown scale and shift, so that its raw values cannot be compared with anything: align it by scale and shift.',
    'A map that is relative in disparity has an unknown scale and shift, so that its raw values cannot be compared with anything: align it by scale and shift.',
    'A map that is relative in disparity is known up to a line in disparity, so that it cannot be aligned in depth: align it in disparity.',
    'One map is relative in disparity, the other relative in depth, and no scale and shift turns one into the other: take a metric run or ground truth as the reference.',
  ]);
  const pairing: Pairing = metric({ method: 'none' });
  expect(fitSpaceOf(pairing)).toBe('depth');
  expect(fitSpaceOf(metric({}, 'affine-disparity'))).toBe('disparity');
  expect(fitSpaceOf(metric({ space: 'disparity' }))).toBe('disparity');
});
