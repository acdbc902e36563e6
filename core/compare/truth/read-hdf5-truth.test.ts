import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Photo } from '../../../contract/photo.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { applyConvention } from './apply-convention.ts';
import { detectConvention } from './detect-convention.ts';
import { readTruth } from './read-truth.ts';

/** Written by h5py 3: see the comments where they are used. */
const FIXTURES = fileURLToPath(new URL('../../../test/fixtures', import.meta.url));
const HYPERSIM = 'frame.0000.depth_meters.hdf5';
const read = (name: string) => readTruth(join(FIXTURES, name), name);

/** 8 x 6 pixels of 60 degrees along the longer side, as Hypersim's cameras. */
const focal = 4 / Math.tan(Math.PI / 6);
const photo = {
  width: 8,
  height: 6,
  intrinsics: { fx: focal, fy: focal, cx: 4, cy: 3, source: 'assumed', note: '' },
} as Photo;

test('distances along the ray, as Hypersim stores them, become a wall two metres away', async () => {
  const raw = await read(HYPERSIM);
  expect(raw).toMatchObject({ format: 'hdf5', width: 8, height: 6, storage: 'float16' });
  expect(raw.values[0]).toBeNaN();
  const { convention } = detectConvention(raw, HYPERSIM, null);
  expect(convention).toMatchObject({ geometry: 'euclidean', unit: 'metres', scale: 1 });
  const plane = applyConvention(raw, convention, photo);
  expect(plane.validPixels).toBe(47);
  // Half floats have 11 bits.
  for (const value of plane.values.slice(1)) expect(Math.abs(value - 2)).toBeLessThan(2e-3);
});

test('of several datasets that called depth is read, in deeper groups too; links out of the file are not', async () => {
  const raw = await read('several.h5');
  expect(raw).toMatchObject({ width: 8, height: 6, storage: 'float64' });
  expect(raw.notes).toEqual(['Read the dataset "left/depth"; also there: "a_first".']);
  expect(raw.values[1]).toBeCloseTo(2 * Math.hypot(2.5 / 6.92820323, 2.5 / 6.92820323, 1), 6);
});

test('what is cut off, broken or grows out of proportion is refused in one sentence, and the next file is read', async () => {
  const folder = await temporaryFolder();
  const bytes = await readFile(join(FIXTURES, HYPERSIM));
  const broken = Buffer.from(bytes);
  for (let k = 600; k < broken.length; k += 37) broken[k] ^= 0x5a;
  const files = { 'cut.h5': bytes.subarray(0, 900), 'broken.h5': broken, 'head.h5': bytes.subarray(0, 20) };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
    await expect(readTruth(join(folder, name), name)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^[^\n]+\.$/),
    });
  }
  // 900 MB of ones in a few kilobytes.
  await expect(read('bomb.h5')).rejects.toThrow(/would grow from \d+ bytes to 858 MiB/);
  expect((await read(HYPERSIM)).width).toBe(8);
});
