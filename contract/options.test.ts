import { describe, expect, test } from 'vitest';
import { resolveOptions } from './options.ts';
import type { PackOf } from './pack.ts';

const marigold = {
  system: 'marigold',
  defaults: { steps: 10, ensemble: 1, resolution: 64 },
} as PackOf<'marigold'>;
const zoedepth = {
  system: 'zoedepth',
  defaults: { flip: false },
  input: { pad: true, resize: { keepAspectRatio: false } },
} as PackOf<'zoedepth'>;

test('what is given wins over the pack, and the pack over the field', () => {
  expect(resolveOptions(marigold, { steps: 3, seed: 7, ensemble: undefined })).toEqual({
    steps: 3,
    ensemble: 1,
    seed: 7,
    resolution: 64,
    batch: 1,
    resampleInput: 'bilinear',
    resampleOutput: 'bilinear',
    spacing: 'pack',
  });
});

test('a ZoeDepth pack says what its input rules are, in either spelling', () => {
  expect(resolveOptions(zoedepth, {})).toEqual({ flip: false, pad: true, keepAspect: false, domain: 'auto' });
});

describe('what cannot be is refused with a sentence', () => {
  test.each([
    [
      { step: 3 },
      '"step" is not an option of marigold; it has steps, ensemble, seed, resolution, batch, resampleInput, resampleOutput, spacing.',
    ],
    [{ steps: 0 }, 'The option "steps" cannot be 0: expected a number of at least 1, but received 0.'],
    [
      { resolution: 100 },
      'The option "resolution" cannot be 100: expected a multiple of 8, but received 100.',
    ],
    [
      { resampleInput: 'lanczos' },
      'The option "resampleInput" cannot be "lanczos": expected one of "nearest", "nearest-exact", "bilinear", "bicubic", "area", but received "lanczos".',
    ],
  ])('%o', (given, sentence) => {
    expect(() => resolveOptions(marigold, given)).toThrow(sentence);
  });
});
