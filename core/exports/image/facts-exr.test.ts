import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { writeDepthImage } from './depth-image.ts';

test.each([
  'exr',
  'matte-exr',
  'normals-exr',
] as const)('%s of a map that its model saw stretched says how wide its pixels are', async (format) => {
  // Of a photo of 4 to 3, seen as a square: a pixel stands for one that is 4/3 as wide as high.
  const depth = {
    kind: 'metric',
    width: 24,
    height: 24,
    values: Float32Array.from({ length: 24 * 24 }, (_, p) => 1 + (p % 24) / 10),
  } as const;
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(64, 48, [9, 9, 9], [70, 7, 200]),
  });
  const path = join(folder, 'map.exr');
  const options = depthImageOptionsSchema.parse({ format, size: 'model', nearerThan: 2 });
  await writeDepthImage(source, options, path, { overwrite: false });
  const file = await readFile(path);
  const name = 'pixelAspectRatio\0float\0';
  expect(file.readFloatLE(file.indexOf(name) + name.length + 4)).toBeCloseTo(4 / 3, 4);
});
