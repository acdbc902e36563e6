import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, test } from 'vitest';
import type { DepthMap } from '../../../contract/depth-map.ts';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { readExr, readExrChannel } from '../../../test/fixtures/read-exr.ts';
import { writeDepthImage } from './depth-image.ts';

const RED = [200, 30, 90];
const BLUE = [10, 60, 250];

async function written(depth: DepthMap, options: Partial<DepthImageOptions>, uncertainty?: Float32Array) {
  const { width, height } = depth;
  const { source, folder } = await exportSource({ depth, photo: twoPatches(width, height, RED, BLUE) });
  const path = join(folder, 'depth');
  const bytes = await writeDepthImage(
    { ...source, uncertainty },
    depthImageOptionsSchema.parse(options),
    path,
    { overwrite: false },
  );
  const file = await readFile(path);
  expect(file.length).toBe(bytes);
  return { file, sidecar: JSON.parse(await readFile(`${path}.json`, 'utf8')) };
}

/** Values that no rounding leaves alone, on an odd grid of more lines than OpenEXR compresses at a time. */
function irregular(width = 37, height = 35): DepthMap {
  const values = Float32Array.from({ length: width * height }, (_, p) => 0.3 + ((p * 0.0173) % 41) ** 2);
  values[5] = Number.NaN;
  values[6] = 1e-30;
  values[7] = 3e30;
  return { kind: 'metric', width, height, values };
}

const bits = (values: ArrayLike<number>) => [...new Uint32Array(Float32Array.from(values).buffer)];

async function readTiff(file: Buffer) {
  const image = await (await fromArrayBuffer(new Uint8Array(file).buffer)).getImage();
  const [plane] = (await image.readRasters()) as unknown as ArrayLike<number>[];
  const { fileDirectory } = image;
  const text = await fileDirectory.loadValue('ImageDescription');
  return { plane, facts: JSON.parse(String(text).replace(/\0+$/, '')), image };
}

describe('float32 TIFF', () => {
  test('holds the exact values, and says what they are', async () => {
    const depth = irregular();
    const { file, sidecar } = await written(depth, { format: 'tiff32' });
    const { plane, facts, image } = await readTiff(file);
    expect(plane).toBeInstanceOf(Float32Array);
    expect(bits(plane)).toEqual(bits(depth.values));
    expect([image.getSampleFormat(), image.getBitsPerSample()]).toEqual([3, 32]);
    expect(image.fileDirectory.hasTag('ICCProfile')).toBe(false);
    const numbers = {
      kind: 'metric',
      unit: 'metres',
      values: 'raw',
      isLargerNearer: false,
      bitsPerSample: 32,
      invalidValue: 'NaN',
      invalidPixels: 1,
      minimum: Math.fround(1e-30),
      maximum: Math.fround(3e30),
    };
    expect(facts).toMatchObject({ ...numbers, width: 37, height: 35, camera: { fx: 37, source: 'given' } });
    expect(sidecar.depthImage).toMatchObject(numbers);
  });

  test('spans several strips', async () => {
    const values = Float32Array.from({ length: 700 * 500 }, (_, p) => 1 + Math.sin(p));
    const { file } = await written({ kind: 'metric', width: 700, height: 500, values }, { format: 'tiff32' });
    const { plane, image } = await readTiff(file);
    expect(await image.fileDirectory.loadValue('StripOffsets')).toHaveLength(2);
    expect(Buffer.compare(Buffer.from(Float32Array.from(plane).buffer), Buffer.from(values.buffer))).toBe(0);
  });

  test.each([
    [{ values: 'inverse' }, [0.5, 0.25, Number.NaN, Number.NaN]],
    [{ values: 'inverse', invalid: 'zero' }, [0.5, 0.25, 0, 0]],
    [{ values: 'inverse', invalid: 'far' }, [0.5, 0.25, 0.25, 0.25]],
    [{ invalid: 'zero' }, [2, 4, 0, 0]],
    [{ invalid: 'far' }, [2, 4, 4, 4]],
  ] as const)('writes %j', async (options, expected) => {
    const values = new Float32Array([2, 4, -1, Number.NaN]);
    const { file } = await written(
      { kind: 'metric', width: 4, height: 1, values },
      { format: 'tiff32', ...options },
    );
    expect([...Array.from((await readTiff(file)).plane)]).toEqual(expected);
  });

  test('refuses the inverse of a relative map', async () => {
    const values = new Float32Array([0, 1]);
    const relative = { kind: 'affine-disparity', width: 2, height: 1, values } as const;
    await expect(written(relative, { format: 'tiff32', values: 'inverse' })).rejects.toThrow(
      /no inverse depth/,
    );
    const { file } = await written(relative, { format: 'tiff32', values: 'inverse', near: 2, far: 4 });
    expect([...Array.from((await readTiff(file)).plane)]).toEqual([0.25, 0.5]);
  });
});

describe('16-bit TIFF', () => {
  test('holds the codes of the PNG, and no profile', async () => {
    const depth: DepthMap = {
      kind: 'metric',
      width: 4,
      height: 1,
      values: new Float32Array([Number.NaN, 1, 2, 3]),
    };
    const { file } = await written(depth, { format: 'tiff16' });
    const { plane, facts, image } = await readTiff(file);
    expect([...Array.from(plane)]).toEqual([0, 65535, 32768, 1]);
    expect(facts).toMatchObject({ polarity: 'near-white', mapping: 'linear', nearValue: 1, farValue: 3 });
    expect(image.fileDirectory.hasTag('ICCProfile')).toBe(false);
  });
});

describe('OpenEXR', () => {
  test('holds the exact values as Z', async () => {
    const depth = irregular();
    const { file } = await written(depth, { format: 'exr' });
    const { width, height, values } = readExrChannel(file, 'Z');
    expect([width, height]).toEqual([37, 35]);
    expect(bits(values)).toEqual(bits(depth.values));
  });

  test('stores what does not compress', async () => {
    // Each byte of the values is noise.
    const noise = new Uint32Array(64 * 16).map((_, i) => Math.imul(i + 1, 2654435761) & 0x7f7fffff);
    for (let i = 1; i < noise.length; i++) noise[i] ^= Math.imul(noise[i - 1], 48271) & 0x3f7fffff;
    const values = new Float32Array(noise.buffer);
    const { file } = await written({ kind: 'metric', width: 64, height: 16, values }, { format: 'exr' });
    expect(bits(readExrChannel(file, 'Z').values)).toEqual(bits(values));
  });

  test.each([
    ['float', 1e-7],
    ['half', 5e-4],
  ] as const)('holds the photo in linear light beside it (%s)', async (colour, tolerance) => {
    const depth = irregular();
    const { file, sidecar } = await written(
      depth,
      { format: 'exr', colour, normals: true, positions: true },
      depth.values.slice(),
    );
    expect(sidecar.depthImage.channels).toEqual([
      'A',
      'B',
      'G',
      'N.X',
      'N.Y',
      'N.Z',
      'P.X',
      'P.Y',
      'P.Z',
      'R',
      'Z',
      'uncertainty.Z',
    ]);
    const { at } = readExr(file);
    // IEC 61966-2-1, worked out by hand: 200, 30, 90 and 10, 60, 250.
    const red = [0.5775804404, 0.0129830323, 0.1022417331, 1];
    const blue = [0.0030352698, 0.0451862044, 0.9559733532, 1];
    for (const [x, y, colourThere] of [
      [3, 2, red],
      [30, 33, blue],
    ] as const) {
      at(x, y).forEach((value, i) => {
        expect(Math.abs(value - colourThere[i]) / colourThere[i]).toBeLessThan(tolerance);
      });
    }
  });

  test('says what camera it was and which primaries it has', async () => {
    const { file } = await written(irregular(), { format: 'exr', colour: 'half' });
    const text = file.toString('latin1', 0, 6000);
    const float = (name: string, type: string, index = 0) =>
      file.readFloatLE(text.indexOf(`${name}\0${type}\0`) + name.length + type.length + 2 + 4 + 4 * index);
    expect(float('pinholeFocalLength', 'float')).toBeCloseTo(36, 5);
    expect(float('sensorOverallDimensions', 'v2f')).toBe(36);
    expect(float('sensorOverallDimensions', 'v2f', 1)).toBeCloseTo((36 * 35) / 37, 4);
    expect(float('screenWindowWidth', 'float')).toBe(1);
    expect([0, 1, 6, 7].map((i) => float('chromaticities', 'chromaticities', i))).toEqual(
      [0.64, 0.33, 0.3127, 0.329].map(Math.fround),
    );
    expect(text).toContain('lin_rec709_scene');
    expect(text).toContain('"unit":"metres"');
  });

  test('refuses points of a relative map, unless planes were stated', async () => {
    const relative = { kind: 'affine-depth', width: 2, height: 1, values: new Float32Array([0, 1]) } as const;
    await expect(written(relative, { format: 'exr', positions: true })).rejects.toThrow(/state near and far/);
    const { sidecar } = await written(relative, { format: 'exr', positions: true, near: 1, far: 3 });
    expect(sidecar.depthImage).toMatchObject({
      unit: 'metres',
      minimum: 1,
      maximum: 3,
      stated: { near: 1, far: 3 },
    });
  });
});

describe('PFM', () => {
  test('is the bytes that the format asks for: rows from the bottom up, little-endian', async () => {
    const values = new Float32Array([1, 2, 3, 4, 5, 6]);
    const { file } = await written({ kind: 'metric', width: 3, height: 2, values }, { format: 'pfm' });
    expect(file.toString('hex')).toBe(
      // "Pf", "3 2", "-1.0", then 4 5 6 and 1 2 3.
      '50660a3320320a2d312e300a' + '000080400000a0400000c040' + '0000803f0000004000004040',
    );
  });
});

test('a custom size is that of the long edge, with the camera scaled', async () => {
  const { sidecar, file } = await written(irregular(40, 20), { format: 'pfm', size: 'custom', longEdge: 10 });
  expect(file.toString('latin1', 0, 8)).toBe('Pf\n10 5\n');
  expect(sidecar.depthImage).toMatchObject({
    width: 10,
    height: 5,
    camera: { fx: 10, fy: 10, cx: 5, cy: 2.5 },
  });
});
