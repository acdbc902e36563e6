import sharp from 'sharp';
import { expect, test } from 'vitest';
import { asStored } from './orientation.ts';

/** libvips turns what is stored upright by its orientation. */
test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %d is undone by a reader', async (orientation) => {
  const [width, height] = [3, 2];
  const upright = Uint8Array.of(10, 20, 30, 40, 50, 60);
  const { pixels, ...size } = asStored(upright, { width, height }, orientation);
  const file = await sharp(pixels, { raw: { ...size, channels: 1 } })
    .toColourspace('b-w')
    .withMetadata({ orientation })
    .png()
    .toBuffer();
  const { data, info } = await sharp(file)
    .autoOrient()
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([width, height]);
  expect([...data]).toEqual([...upright]);
});
