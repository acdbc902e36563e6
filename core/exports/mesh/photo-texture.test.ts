import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeJpeg } from '../../../test/fixtures/camera-photos.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { photoTexture } from './photo-texture.ts';

test('a texture is the whole photo, upright and in sRGB, and says nothing of where it was taken', async () => {
  // Lies on its side in the file, with EXIF, a place and a wide profile.
  const photo = await makeJpeg(48, 64);
  const path = join(await temporaryFolder(), 'photo.jpg');
  await writeFile(path, photo);
  const truth = await sharp(photo).autoOrient().toColourspace('srgb').raw().toBuffer();
  const numbers = await sharp(photo, { ignoreIcc: true }).autoOrient().raw().toBuffer();
  expect(truth.equals(numbers)).toBe(false);
  for (const kind of ['png', 'jpeg'] as const) {
    const { bytes, mimeType } = await photoTexture(path, kind);
    expect(mimeType).toBe(`image/${kind}`);
    const { width, height, exif, xmp, icc, orientation } = await sharp(bytes).metadata();
    expect([width, height, exif, xmp, icc, orientation]).toEqual([48, 64, ...Array(4).fill(undefined)]);
    const found = await sharp(bytes).raw().toBuffer();
    const off = truth.map((value, k) => Math.abs(value - found[k]));
    // The first and last pixel lie in one colour each; JPEG rounds.
    expect(Math.max(...off.subarray(0, 30), ...off.subarray(-30))).toBeLessThanOrEqual(
      kind === 'png' ? 0 : 3,
    );
  }
});
