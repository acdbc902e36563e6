import { expect, test } from 'vitest';
import type { Resampler } from '../../contract/depth-map.ts';
import { resize } from './resize.ts';
import { resizePixels } from './resize-pixels.ts';

const from = { width: 61, height: 47 };
const rgb = Uint8Array.from({ length: 3 * 61 * 47 }, (_, i) => (i * i * 31 + i * 17) % 256);
const planeOf = (channel: number) => Float32Array.from({ length: 61 * 47 }, (_, i) => rgb[3 * i + channel]);

const methods: Resampler[] = ['nearest', 'nearest-exact', 'area', 'bilinear', 'bicubic'];

test.each(methods)('%s: three planes at once are to the bit what each is alone', (method) => {
  for (const to of [
    { width: 13, height: 9 },
    { width: 61, height: 47 },
    { width: 90, height: 20 },
    { width: 7, height: 100 },
  ])
    for (const antialias of [false, true])
      for (const alignCorners of [false, true]) {
        const options = { method, antialias, alignCorners };
        const together = resizePixels(rgb, from, to, options);
        for (let channel = 0; channel < 3; channel++) {
          const alone = resize(planeOf(channel), from, to, options);
          const area = to.width * to.height;
          expect(together.slice(channel * area, (channel + 1) * area)).toEqual(alone);
        }
      }
});
