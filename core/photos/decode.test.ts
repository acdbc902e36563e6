import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '../../contract/photo.ts';
import { makePhotos, PATCH, QUARTERS, UPRIGHT } from '../../test/fixtures/make-photos.ts';
import { decodePixels } from './decode.ts';
import { renderPreviews } from './previews.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-decode-'));
  await makePhotos(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** The colour in the middle of a quarter, or of the whole. */
function colourAt({ width, rgb }: Pixels, x: number, y: number): number[] {
  const at = (Math.floor(y) * width + Math.floor(x)) * 3;
  return [...rgb.subarray(at, at + 3)];
}

function quartersOf(pixels: Pixels) {
  const [left, right] = [pixels.width / 4, (pixels.width * 3) / 4];
  const [top, bottom] = [pixels.height / 4, (pixels.height * 3) / 4];
  return {
    topLeft: colourAt(pixels, left, top),
    topRight: colourAt(pixels, right, top),
    bottomLeft: colourAt(pixels, left, bottom),
    bottomRight: colourAt(pixels, right, bottom),
  };
}

/** Decodes a preview, to be looked at like the photo. */
async function decodePreview(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Largest difference of a channel. */
const difference = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index])));

function expectUpright(pixels: Pixels, tolerance: number) {
  expect({ width: pixels.width, height: pixels.height }).toEqual(UPRIGHT);
  expect(pixels.rgb.length).toBe(3 * UPRIGHT.width * UPRIGHT.height);
  for (const [name, colour] of Object.entries(quartersOf(pixels))) {
    expect(
      difference(colour, QUARTERS[name as keyof typeof QUARTERS]),
      `${name} is ${colour}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}

const ORIENTED = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => `orientation-${orientation}.jpg`),
  'orientation-6.tif',
  'orientation-6.png',
  'orientation-6.webp',
];

describe('orientation', () => {
  it.each(ORIENTED)('%s comes out upright, at full size and as preview', async (name) => {
    expectUpright(await decodePixels(join(folder, name)), 3);
    const { preview, thumbnail } = await renderPreviews(join(folder, name));
    expectUpright(await decodePreview(preview.bytes), 6);
    expectUpright(await decodePreview(thumbnail.bytes), 12);
  });
});

/** Adobe RGB (1998) to sRGB by hand: matrix of Adobe RGB to XYZ and XYZ to sRGB (IEC 61966-2-1), both D65. */
function srgbFromAdobe(adobe: readonly number[]): number[] {
  const [r, g, b] = adobe.map((value) => (value / 255) ** (563 / 256));
  const linear = [1.39836 * r - 0.39836 * g, g, -0.04293 * g + 1.04293 * b];
  return linear.map((value) => {
    const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, encoded)));
  });
}

describe('colour', () => {
  it.each([
    ['plain.jpg', PATCH, 1],
    ['p3.png', PATCH, 1],
    ['wide.jpg', srgbFromAdobe(PATCH), 3],
    // Display P3 (200, 60, 30) in sRGB, by the matrices of SMPTE EG 432-1 and IEC 61966-2-1.
    ['p3-16.png', [217, 42, 0], 2],
    ['p3-16.tif', [217, 42, 0], 2],
    ['deep.png', PATCH, 0],
    ['deep.tif', PATCH, 0],
    ['profile-broken.jpg', PATCH, 1],
    ['photo.avif', PATCH, 3],
    ['photo.gif', PATCH, 1],
    ['cmyk.jpg', PATCH, 24],
    ['cmyk-bare.jpg', PATCH, 32],
    ['grey.jpg', [110, 110, 110], 2],
    ['grey-16.png', [110, 110, 110], 2],
    ['clear.png', [128, 128, 128], 0],
    // Linear light, 0.503 of white.
    ['float.tif', [188, 188, 188], 1],
    ['half.webp', PATCH.map((value) => (value + 128) / 2), 2],
  ])('%s is read as %j', async (name, colour, tolerance) => {
    const pixels = await decodePixels(join(folder, name));
    expect(pixels.rgb.length).toBe(3 * pixels.width * pixels.height);
    expect(difference(colourAt(pixels, 32, 24), colour), `${colourAt(pixels, 32, 24)}`).toBeLessThanOrEqual(
      tolerance,
    );
    const { preview } = await renderPreviews(join(folder, name));
    const small = await decodePreview(preview.bytes);
    expect(difference(colourAt(small, 32, 24), colour)).toBeLessThanOrEqual(tolerance + 3);
  });

  it('would be another colour without the profile, so the profile is what is tested', async () => {
    const { data } = await sharp(join(folder, 'wide.jpg'), { ignoreIcc: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(difference([...data.subarray(0, 3)], PATCH)).toBeLessThanOrEqual(1);
    expect(difference(srgbFromAdobe(PATCH), PATCH)).toBeGreaterThan(20);
  });
});
