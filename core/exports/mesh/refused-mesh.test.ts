import { expect, test } from 'vitest';
import { plane } from '../../../test/fixtures/scenes.ts';
import { factsOf, written } from '../../../test/fixtures/written-mesh.ts';

test.each([
  [
    'a relative map without near and far',
    { depth: { kind: 'affine-depth' as const, width: 2, height: 2, values: new Float32Array([0, 1, 0, 1]) } },
    {},
    /neither was given/,
  ],
  ['other axes in a GLB', {}, { axes: 'z-up' as const }, /GLB has y up/],
  [
    'numbers beyond those of floats',
    { depth: { kind: 'affine-depth' as const, width: 2, height: 2, values: new Float32Array([0, 1, 0, 1]) } },
    { near: 1, far: 1e37, format: 'ply' as const, unit: 'millimetres' as const, edgeCut: 0 },
    /no finite place/,
  ],
  [
    'a back plane without a texture',
    {},
    { backPlane: true, texture: 'none' as const },
    /no texture was asked for/,
  ],
  [
    'a map without anything to draw',
    { depth: { kind: 'metric' as const, width: 2, height: 2, values: new Float32Array(4) } },
    {},
    /4 have no positive depth/,
  ],
])('refuses %s', async (_, facts, options, sentence) => {
  await expect(written({ ...factsOf(plane, 20, 10), ...facts }, options)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(sentence),
  });
});

test.each([
  [1, 1, /at least 2 x 2 pixels, but the map has 1 x 1/],
  [1, 9, /at least 2 x 2 pixels, but the map has 1 x 9/],
  [9, 1, /at least 2 x 2 pixels, but the map has 9 x 1/],
  // A chessboard.
  [9, 9, /of 81 pixels 0 have no positive depth .* 144 sides between pixels are cut as depth steps/],
])('says why there is no surface on %i x %i pixels', async (width, height, sentence) => {
  const values = Float32Array.from({ length: width * height }, (_, p) => 1 + 9 * (p % 2));
  const depth = { kind: 'metric' as const, width, height, values };
  await expect(written({ ...factsOf(plane, 20, 10), depth }, {})).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(sentence),
  });
});
