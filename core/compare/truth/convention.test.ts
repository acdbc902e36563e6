import { expect, test } from 'vitest';
import { PLAIN_CONVENTION } from '../../../contract/compare/truth.ts';
import { photoOf } from '../../../test/fixtures/finished-run.ts';
import { applyConvention } from './apply-convention.ts';
import { detectConvention } from './detect-convention.ts';
import type { RawTruth } from './raw-truth.ts';

const raw = (given: Partial<RawTruth>): RawTruth => ({
  format: 'png',
  width: 3,
  height: 2,
  values: new Uint16Array([0, 256, 512, 1000, 2000, 65535]),
  storage: 'uint16',
  notes: [],
  ...given,
});
const floats = (values: number[], given: Partial<RawTruth> = {}) =>
  raw({ format: 'npy', storage: 'float32', values: new Float32Array(values), ...given });
const photo = photoOf({
  depth: { kind: 'metric', width: 3, height: 2, values: new Float32Array(6) },
  photo: { width: 30, height: 20 },
});
const calibration = { focalInPixels: 100, baselineInMetres: 0.2, offsetInPixels: 4 };

const cases: [string, RawTruth, string, object][] = [
  ['codes', raw({}), 'depth.png', { meaning: 'depth', scale: 0.001, unit: 'metres', invalid: 0 }],
  ['the size of KITTI', raw({ width: 1242, height: 375 }), '0000000005.png', { scale: 1 / 256, maximum: 80 }],
  ['the size of NYU', raw({ width: 640, height: 480 }), '1.png', { scale: 0.001, maximum: 10 }],
  [
    'disparity codes',
    raw({}),
    'disp_occ_0.png',
    { meaning: 'disparity', scale: 1 / 256, unit: 'unknown', invalid: 0 },
  ],
  ['TUM', raw({}), 'tum_depth.png', { scale: 1 / 5000 }],
  ['Virtual KITTI', raw({}), 'vkitti_depth.png', { scale: 1 / 100, invalid: 65535 }],
  ['8 bits', raw({ storage: 'uint8' }), 'depth.png', { meaning: 'disparity', unit: 'unknown' }],
  ['metres', floats([1, 2.5, 3, 9, 8, 7]), 'depth.npy', { meaning: 'depth', scale: 1, unit: 'metres' }],
  ['millimetres in floats', floats([1200, 2500]), 'depth.npy', { scale: 0.001, unit: 'metres' }],
  ['0 to 1', floats([0.2, 1]), 'prediction.npy', { meaning: 'depth', unit: 'unknown' }],
  [
    'Middlebury',
    floats([3, Number.POSITIVE_INFINITY], { format: 'pfm' }),
    'im0.pfm',
    { meaning: 'disparity', unit: 'unknown' },
  ],
  ['Hypersim', floats([3, 4]), 'frame.0000.depth_meters.npy', { geometry: 'euclidean' }],
  ['inverse depth', floats([3, 4]), 'inv_depth.npy', { meaning: 'inverse-depth' }],
];
test.each(cases)('%s are recognised, with a reason, for a person to confirm', (_, given, name, expected) => {
  const { convention, confidence, reasons } = detectConvention(given, name, null);
  expect(convention).toMatchObject(expected);
  expect(confidence).toBe('guessed');
  expect(reasons).toHaveLength(1);
});

test('a calibration and the tag of Sintel leave no doubt', () => {
  expect(detectConvention(floats([3], { format: 'pfm' }), 'disp0.pfm', calibration)).toMatchObject({
    convention: { meaning: 'disparity', calibration },
    confidence: 'certain',
  });
  expect(detectConvention(floats([3], { format: 'dpt' }), 'frame.dpt', null).confidence).toBe('certain');
});

test('codes become metres, the invalid one and the range drop out', () => {
  const { values, ...facts } = applyConvention(
    raw({}),
    { ...PLAIN_CONVENTION, scale: 1 / 256, invalid: 0, minimum: 0.5, maximum: 80 },
    photo,
  );
  expect([...values]).toEqual([Number.NaN, 1, 2, 3.90625, 7.8125, Number.NaN]);
  expect(facts).toEqual({
    kind: 'metric',
    width: 3,
    height: 2,
    minimum: 1,
    maximum: 7.8125,
    validPixels: 4,
    notes: [],
  });
});

test('stereo, inverse depth and relative files', () => {
  const apply = (given: object) => {
    const { kind, values } = applyConvention(
      floats([0, 6, 16, 1, 2, 4]),
      { ...PLAIN_CONVENTION, ...given },
      photo,
    );
    return [kind, ...values];
  };
  expect(apply({ meaning: 'disparity', calibration })).toEqual([
    'metric',
    Number.NaN,
    2,
    1,
    4,
    Math.fround(20 / 6),
    2.5,
  ]);
  expect(apply({ meaning: 'disparity' })).toEqual(['affine-disparity', Number.NaN, 6, 16, 1, 2, 4]);
  expect(apply({ meaning: 'inverse-depth' })).toEqual([
    'metric',
    Number.NaN,
    Math.fround(1 / 6),
    1 / 16,
    1,
    0.5,
    0.25,
  ]);
  expect(apply({ unit: 'unknown' })).toEqual(['affine-depth', 0, 6, 16, 1, 2, 4]);
});

test('distance along the ray becomes depth along the axis', () => {
  const { values } = applyConvention(
    floats([5, 5, 5, 5, 5, 5]),
    { ...PLAIN_CONVENTION, geometry: 'euclidean' },
    photo,
  );
  // A photo of 30 x 20 with fx = fy = 30: the file's first pixel lies 10 and 5 photo pixels from the middle.
  expect(values[0]).toBeCloseTo(5 / Math.hypot(10 / 30, 5 / 30, 1), 6);
  expect(values[1]).toBeCloseTo(5 / Math.hypot(0, 5 / 30, 1), 6);
});

test('only the crop counts, another field of view is said, and nothing valid is a failure', () => {
  const crop = { left: 1, top: 0, width: 2, height: 1 };
  expect([
    ...applyConvention(floats([1, 2, 3, 4, 5, 6]), { ...PLAIN_CONVENTION, crop }, photo).values,
  ]).toEqual([Number.NaN, 2, 3, Number.NaN, Number.NaN, Number.NaN]);
  const square = floats([1, 2, 3, 4], { width: 2, height: 2 });
  expect(applyConvention(square, PLAIN_CONVENTION, photo).notes).toEqual([
    expect.stringContaining('stretched over the whole photo'),
  ]);
  expect(() => applyConvention(floats([0, 0, 0, 0, 0, 0]), PLAIN_CONVENTION, photo)).toThrow(
    /no pixel of the file counts/,
  );
});
