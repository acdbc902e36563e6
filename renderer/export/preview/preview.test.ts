import { expect, test } from 'vitest';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { valuesOfPlane } from '../../../contract/maths/placed-values.ts';
import { type PreviewSource, previewDepthImage } from './preview.ts';

type Map = Omit<PreviewSource, 'file'>;

const metric: Map = {
  kind: 'metric',
  width: 4,
  height: 1,
  values: Float32Array.of(1, 2, 4, Number.NaN),
  minimum: 1,
  maximum: 4,
};

/** A map whose own pixels are written. */
const written = (map: Map): PreviewSource => ({ ...map, file: valuesOfPlane(map) });

/** Red of each pixel, or null where nothing is painted. */
function shades(map: Map, given: Partial<DepthImageOptions>) {
  const preview = previewDepthImage(written(map), depthImageOptionsSchema.parse(given), 512);
  if (typeof preview === 'string') return preview;
  return Array.from(
    preview.rgba.filter((_, at) => at % 4 === 0),
    (red, p) => (preview.rgba[4 * p + 3] === 0 ? null : red),
  );
}

test('polarity and mapping are those of the file', () => {
  expect(shades(metric, { polarity: 'near-white' })).toEqual([255, 170, 0, 0]);
  expect(shades(metric, { polarity: 'near-black' })).toEqual([0, 85, 255, 0]);
  expect(shades(metric, { polarity: 'near-black', invalid: 'far' })).toEqual([0, 85, 255, 255]);
  expect(shades(metric, { mapping: 'inverse' })).toEqual([255, 85, 0, 0]);
  expect(shades(metric, { mapping: 'disparity' })).toEqual([255, 85, 0, 0]);
  expect(shades({ ...metric, kind: 'affine-depth' }, { mapping: 'disparity' })).toEqual([255, 170, 0, 0]);
  expect(shades(metric, { mapping: 'log' })).toEqual([255, 128, 0, 0]);
  expect(shades(metric, { format: 'gdepth' })).toEqual([0, 170, 255, 255]);
});

test('floats are shown as they are: the larger, the lighter, and NaN not at all', () => {
  expect(shades(metric, { format: 'exr' })).toEqual([0, 85, 255, null]);
  expect(shades(metric, { format: 'exr', values: 'inverse' })).toEqual([255, 85, 0, null]);
  expect(shades(metric, { format: 'exr', invalid: 'zero' })).toEqual([64, 128, 255, 0]);
});

test('a relative map lies between the stated planes, in depth or in disparity', () => {
  const values = Float32Array.of(0, 0.5, 1, 0);
  const ends = (kind: 'affine-depth' | 'affine-disparity') => {
    const source = written({ ...metric, kind, values, minimum: 0, maximum: 1 });
    const options = depthImageOptionsSchema.parse({ format: 'exr', near: 1, far: 4 });
    const preview = previewDepthImage(source, options, 512);
    return typeof preview === 'string' ? preview : { ...preview, rgba: preview.rgba[4] };
  };
  const common = { width: 4, height: 1, dark: 1, light: 4, unit: 'm', darkIs: 'near', invalid: 0 };
  // Half way: 2.5 m in depth, 1.6 m in disparity.
  expect(ends('affine-depth')).toEqual({ ...common, rgba: 128 });
  expect(ends('affine-disparity')).toEqual({ ...common, rgba: 51 });
});

test('the ends are those of the file, not of the pixels that are painted', () => {
  const values = new Float32Array(1200 * 900).fill(2);
  // A nearest and a farthest pixel between those of a picture of 300 x 225.
  values.set([0.8, 9], 450 * 1200 + 600);
  values[0] = Number.NaN;
  const source = written({ kind: 'metric', width: 1200, height: 900, values, minimum: 0.8, maximum: 9 });
  const ends = (given: Partial<DepthImageOptions>) => {
    const preview = previewDepthImage(source, depthImageOptionsSchema.parse(given), 300);
    return typeof preview === 'string' ? preview : [preview.dark, preview.light].map((end) => end.toFixed(3));
  };
  expect(ends({ format: 'tiff16', polarity: 'near-black' })).toEqual(['0.800', '9.000']);
  expect(ends({ format: 'png16' })).toEqual(['9.000', '0.800']);
  expect(ends({ format: 'gdepth' })).toEqual(['0.800', '9.000']);
  expect(ends({ format: 'exr' })).toEqual(['0.800', '9.000']);
  expect(ends({ format: 'exr', invalid: 'zero' })).toEqual(['0.000', '9.000']);
  expect(ends({ format: 'exr', values: 'inverse' })).toEqual(['0.111', '1.250']);
  // Nearly all of it is one value, so that the picture to look at shows all as well.
  expect(ends({ format: 'preview' })).toEqual(['9.000', '0.800']);
});

test('what the exporter refuses is said before', () => {
  const relative: Map = {
    ...metric,
    kind: 'affine-depth',
    values: Float32Array.of(0, 1, 0, 1),
    minimum: 0,
    maximum: 1,
  };
  expect(shades(relative, { mapping: 'inverse' })).toContain('needs positive values');
  expect(shades(relative, { format: 'exr', values: 'inverse' })).toContain('no inverse depth');
  expect(shades(metric, { minimum: 3, maximum: 2 })).toContain('below its maximum');
});
