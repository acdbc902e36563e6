import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DepthMap } from '../../../contract/depth-map.ts';
import { DEPTH_IMAGE_FORMATS, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { describeDepthImage } from '../../../contract/exports/depth-image-size.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { writeDepthImage } from './depth-image.ts';

const WIDTH = 300;
const HEIGHT = 200;

/** A tilted plane with a little noise. */
function tilted(): DepthMap {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, p) => {
    const noise = ((Math.imul(p, 2654435761) >>> 16) & 255) / 255;
    return 2 + (p % WIDTH) / 100 + 0.004 * noise;
  });
  return { kind: 'metric', width: WIDTH, height: HEIGHT, values };
}

const everything = { colour: 'float', normals: true, positions: true } as const;

test.each(DEPTH_IMAGE_FORMATS)('%s is no longer than was said before', async (format) => {
  const depth = tilted();
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(WIDTH, HEIGHT, [9, 9, 9], [70, 7, 200]),
  });
  const options = depthImageOptionsSchema.parse({ format, ...everything });
  const said = describeDepthImage(options, {
    photo: { width: WIDTH, height: HEIGHT, bytes: 0, format: 'png' },
    model: depth,
    hasUncertainty: true,
  });
  const uncertainty = depth.values.slice();
  const path = join(folder, 'depth');
  const bytes = await writeDepthImage({ ...source, uncertainty }, options, path, { overwrite: false });
  // Headers, directories and facts.
  const around = 8_000;
  expect(bytes).toBeLessThanOrEqual(said.atMost + around);
  expect({ width: said.width, height: said.height }).toEqual({ width: WIDTH, height: HEIGHT });
  if (said.isExact) expect(Math.abs(bytes - said.bytes)).toBeLessThan(around);
});

test.each([
  'exr',
  'displacement',
] as const)('%s of a map that is hardly enlarged leaves little to compress, and the estimate says so', async (format) => {
  const depth = tilted();
  const photo = twoPatches(360, 240, [9, 9, 9], [70, 7, 200]);
  const { source, folder } = await exportSource({ depth, photo });
  const options = depthImageOptionsSchema.parse({ format, size: 'photo' });
  const { bytes } = describeDepthImage(options, {
    photo: { width: 360, height: 240, bytes: 0, format: 'png' },
    model: depth,
    hasUncertainty: false,
  });
  const written = await writeDepthImage(source, options, join(folder, 'depth'), { overwrite: false });
  expect(written / bytes).toBeLessThan(1.25);
  expect(written / bytes).toBeGreaterThan(0.75);
});

test('says channels and pixels', () => {
  const facts = {
    photo: { width: 6000, height: 4000, bytes: 5_000_000, format: 'jpeg' },
    model: { width: 768, height: 512 },
    hasUncertainty: true,
  };
  const of = (options: object) => describeDepthImage(depthImageOptionsSchema.parse(options), facts);
  expect(of({ format: 'exr', size: 'model', colour: 'half', positions: true })).toEqual({
    width: 768,
    height: 512,
    channels: ['A', 'B', 'G', 'P.X', 'P.Y', 'P.Z', 'R', 'Z', 'uncertainty.Z'],
    bytes: expect.any(Number),
    atMost: 768 * 512 * 28,
    isExact: false,
  });
  expect(of({ format: 'npz', size: 'custom', longEdge: 600 })).toEqual({
    width: 600,
    height: 400,
    channels: ['depth', 'uncertainty'],
    bytes: 600 * 400 * 8,
    atMost: 600 * 400 * 8,
    isExact: true,
  });
  expect(of({ format: 'photoshop', size: 'model' })).toMatchObject({
    width: 6000,
    height: 4000,
    atMost: 192_000_000,
  });
  expect(of({ format: 'gdepth', size: 'model' }).bytes).toBeGreaterThan(5_000_000);
});
