import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEPTH_IMAGE_FORMATS, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { writeDepthImage } from './depth-image.ts';

async function source() {
  const values = Float32Array.from({ length: 64 * 40 }, (_, p) => 1 + p);
  return exportSource({
    depth: { kind: 'metric', width: 64, height: 40, values },
    photo: twoPatches(64, 40, [1, 2, 3], [4, 5, 6]),
  });
}

const options = (format: (typeof DEPTH_IMAGE_FORMATS)[number]) =>
  depthImageOptionsSchema.parse({ format, colour: 'half', normals: true });

test.each(DEPTH_IMAGE_FORMATS)('%s tells how far it is, up to the end', async (format) => {
  const { source: from, folder } = await source();
  const told: number[] = [];
  await writeDepthImage(from, options(format), join(folder, 'depth'), {
    overwrite: false,
    report: (fraction) => told.push(fraction),
  });
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});

test.each(DEPTH_IMAGE_FORMATS)('%s leaves nothing behind when it is stopped', async (format) => {
  const { source: from, folder } = await source();
  const stop = new AbortController();
  const writing = writeDepthImage(from, options(format), join(folder, 'depth'), {
    overwrite: false,
    signal: stop.signal,
    report: () => stop.abort(),
  });
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(folder)).toEqual(['photo.png']);
});
