import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, onTestFinished, test } from 'vitest';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { rowsOf } from '../../../models/pipeline/resize.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { writeNpyRows } from '../../formats/write-npy.ts';
import { writeDepthImage } from './depth-image.ts';
import { writeNpyAndPreview, writePreview } from './preview-image.ts';

async function preview(kind: DepthKind, values: number[], percentile: number) {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-preview-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'preview.png');
  const depth = { kind, ...rowsOf(new Float32Array(values), { width: values.length, height: 1 }) };
  await writePreview(depth, path, { colourMap: 'grey', percentile, overwrite: false });
  const png = decode(await readFile(path), { checkCrc: true });
  return { greys: [...png.data].filter((_, i) => i % 3 === 0), text: JSON.parse(png.text.Depthroom) };
}

test('near is bright, whatever the kind', async () => {
  // Straight in 1 / depth: 2 m is a quarter of the way from 1/3 to 1.
  expect((await preview('metric', [1, 2, 3, Number.NaN], 0)).greys).toEqual([255, 64, 0, 0]);
  expect((await preview('affine-disparity', [1, 2, 3, Number.NaN], 0)).greys).toEqual([0, 128, 255, 0]);
});

test('the range leaves out the stated percentiles and stands in the file', async () => {
  const values = [1000, ...Array.from({ length: 98 }, (_, i) => i + 1), -1000];
  const { greys, text } = await preview('affine-depth', values, 1);
  expect([greys[0], greys[1], greys[98], greys[99]]).toEqual([0, 255, 0, 255]);
  expect(text).toEqual({
    preview: true,
    kind: 'affine-depth',
    unit: 'relative',
    colourMap: 'grey',
    percentile: 1,
    mapping: 'linear',
    exponent: 1,
    polarity: 'near-white',
    nearValue: 1,
    farValue: 98,
  });
});

test('as a depth image it has any colours, polarity, mapping and range, and says which', async () => {
  const { source, folder } = await exportSource({
    depth: { kind: 'metric', width: 5, height: 1, values: new Float32Array([0.5, 1, 2, 4, Number.NaN]) },
    photo: twoPatches(5, 1, [1, 2, 3], [4, 5, 6]),
  });
  const path = join(folder, 'preview.png');
  const options = {
    format: 'preview',
    colourMap: 'viridis',
    polarity: 'near-black',
    mapping: 'log',
    minimum: 1,
    maximum: 4,
  };
  await writeDepthImage(source, depthImageOptionsSchema.parse(options), path, { overwrite: false });
  const png = decode(await readFile(path), { checkCrc: true });
  const pixel = (p: number) => [...png.data.subarray(3 * p, 3 * p + 3)];
  // Viridis: dark violet, teal in the middle, yellow.
  expect([pixel(0), pixel(1), pixel(3), pixel(4)]).toEqual([
    [68, 1, 84],
    [68, 1, 84],
    [253, 231, 37],
    [0, 0, 0],
  ]);
  expect(pixel(2)[1]).toBeGreaterThan(140);
  expect(JSON.parse(png.text.Depthroom)).toMatchObject({
    colourMap: 'viridis',
    polarity: 'near-black',
    mapping: 'log',
    nearValue: 1,
    farValue: 4,
  });
});

test('a map and its picture that are written in one go are those that are written one after the other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-preview-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  const [width, height] = [1400, 1000];
  const planes = {
    smooth: Float32Array.from({ length: width * height }, (_, p) => 1 + ((p % width) >> 4) + p / 1e7),
    noisy: Float32Array.from({ length: width * height }, (_, p) => 1 + ((p * 7919) % 1013)),
  };
  for (const [name, values] of Object.entries(planes)) {
    const depth = { kind: 'metric' as const, ...rowsOf(values, { width, height }) };
    await writeNpyRows(at(`${name}.npy`), depth, { overwrite: false });
    await writePreview(depth, at(`${name}.png`), { overwrite: false });
    await writeNpyAndPreview(depth, at(`${name}2.npy`), at(`${name}2.png`), { overwrite: false });
    for (const ending of ['npy', 'png'])
      expect(
        Buffer.compare(await readFile(at(`${name}.${ending}`)), await readFile(at(`${name}2.${ending}`))),
      ).toBe(0);
  }
  const stop = new AbortController();
  const depth = {
    kind: 'metric' as const,
    ...rowsOf(planes.smooth, { width, height }),
  };
  const { read } = depth;
  depth.read = (y, ...rest) => {
    if (y === 500 && rest[2] === undefined) stop.abort();
    read(y, ...rest);
  };
  const options = { overwrite: false, signal: stop.signal };
  await expect(writeNpyAndPreview(depth, at('c.npy'), at('c.png'), options)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect((await readdir(folder)).filter((name) => !/^(smooth|noisy)2?\./.test(name))).toEqual([]);
});
