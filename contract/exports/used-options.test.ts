import { expect, test } from 'vitest';
import { meshOptionsSchema } from './geometry.ts';
import { meshFormats } from './geometry-formats.ts';
import { usedOptions } from './used-options.ts';

test('only what the format uses is told of a file', () => {
  const stl = meshOptionsSchema.parse({ format: 'stl', near: 1, far: 3 });
  expect(usedOptions(stl, meshFormats, 'affine-depth')).toEqual({
    format: 'stl',
    triangles: 500_000,
    size: 'model',
    reliefWidth: 120,
    reliefHeight: 15,
    base: 2,
    heightsFrom: 'depth',
    invert: false,
    frame: 0,
    curve: 0,
  });
});

test('near and far are told of relative maps alone', () => {
  const glb = meshOptionsSchema.parse({ format: 'glb', near: 1, far: 3 });
  expect(usedOptions(glb, meshFormats, 'affine-disparity')).toMatchObject({ near: 1, far: 3 });
  expect(usedOptions(glb, meshFormats, 'metric')).not.toHaveProperty('near');
  expect(usedOptions(glb, meshFormats, 'metric')).not.toHaveProperty('far');
});
