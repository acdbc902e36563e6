import { expect, test } from 'vitest';
import { looksLikeDepth } from './looks-like-depth.ts';

const file = (name: string, bytes: number[] = []) =>
  Object.assign(new Blob([Uint8Array.from(bytes)]), { name }) as Blob & { name: string };

/** A PNG as far as its colour type. */
const png = (bits: number, colourType: number) => {
  const head = Array.from({ length: 33 }, () => 0);
  head.splice(24, 2, bits, colourType);
  return head;
};

/** A little-endian TIFF whose directory has two entries. */
const tiff = (bits: number, samples: number) => {
  const entry = (tag: number, value: number) => [tag & 255, tag >> 8, 3, 0, 1, 0, 0, 0, value, 0, 0, 0];
  return [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, ...entry(258, bits), ...entry(277, samples)];
};

test('measured depth is told from photos by its name or by its one deep channel', async () => {
  const answers = await Promise.all(
    [
      file('a.npy'),
      file('a.PFM'),
      file('grey.png', png(16, 0)),
      file('photo.png', png(8, 2)),
      file('deep-photo.png', png(16, 2)),
      file('depth.tiff', tiff(32, 1)),
      file('photo.tif', tiff(16, 3)),
      file('photo.jpg'),
      file('cut.png'),
    ].map(looksLikeDepth),
  );
  expect(answers).toEqual([true, true, true, false, false, true, false, false, false]);
});
