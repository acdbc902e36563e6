import { describe, expect, test } from 'vitest';
import { type OptionsOf, resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { type LatentOptions, writeLatentPack } from '../../test/synthetic-pack.ts';
import { estimateMarigold } from './estimate.ts';

/** A photo of 32 x 16 pixels in grey blocks of 8 x 8, so that the synthetic encoder loses nothing. */
const GREYS = [0, 40, 80, 255, 120, 160, 200, 240];
const photo = {
  width: 32,
  height: 16,
  rgb: Uint8Array.from(
    { length: 3 * 32 * 16 },
    (_, i) => GREYS[Math.floor(i / 3 / 32 / 8) * 4 + Math.floor(((i / 3) % 32) / 8)],
  ),
};
const grey = Float32Array.from({ length: 32 * 16 }, (_, i) => photo.rgb[3 * i] / 255);

async function run(pack: Partial<LatentOptions>, given: Partial<OptionsOf<'marigold'>> = {}) {
  const written = writeLatentPack({ system: 'marigold', ...pack });
  const tools = openTools(written.folder, written.pack);
  const marigold = written.pack as PackOf<'marigold'>;
  const options = resolveOptions<'marigold'>(marigold, given);
  return { answer: await estimateMarigold({ photo, pack: marigold, options, prior: null }, tools), tools };
}

function largest(values: Float32Array, expected: Float32Array): number {
  return values.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i])), 0);
}

describe('a pack that hands the photo back', () => {
  test('starts from zeros where the pack says so, and gives affine depth that covers the photo', async () => {
    const { answer, tools } = await run({});
    expect(largest(answer.depth.values, grey)).toBeLessThan(0.001);
    expect({ ...answer, depth: { ...answer.depth, values: answer.depth.values.length } }).toEqual({
      depth: { kind: 'affine-depth', width: 32, height: 16, values: 512 },
      placement: { window: { left: 0, top: 0, width: 32, height: 16 }, method: 'bilinear', space: 'linear' },
    });
    expect(tools.released).toEqual(['vaeEncoder', 'unet', 'vaeDecoder']);
    expect(tools.stages.map(({ stage }) => stage)).toEqual([
      'prepare',
      'encode',
      'denoise',
      'decode',
      'ensemble',
    ]);
    expect(tools.notes).toEqual([]);
  });

  test('in float16 gives the same to the precision of halves', async () => {
    const { answer } = await run({ type: 'float16' });
    expect(largest(answer.depth.values, grey)).toBeLessThan(0.003);
  });

  test('with an ensemble of three members that agree has no uncertainty', async () => {
    const { answer, tools } = await run({}, { ensemble: 3, batch: 2 });
    expect(largest(answer.depth.values, grey)).toBeLessThan(0.001);
    expect(answer.uncertainty).toBeUndefined();
    expect(tools.notes).toEqual([
      "Uncertainty is not available: this pack's members do not differ (their spread is 0e+0 of the range).",
    ]);
  });

  test('with an ensemble of three members that differ tells how far', async () => {
    const { answer, tools } = await run({ answers: 1, initialLatent: 'noise' }, { ensemble: 3, seed: 1 });
    expect(answer.uncertainty?.unit).toBe('relative');
    expect(Math.max(...(answer.uncertainty?.values ?? []))).toBeGreaterThan(0.01);
    expect(tools.notes).toEqual([]);
  });

  test('with an ensemble of two says that it is no better, and gives no uncertainty', async () => {
    const { answer, tools } = await run({}, { ensemble: 2 });
    expect(answer.uncertainty).toBeUndefined();
    expect(tools.notes).toEqual([
      'An ensemble of 2 is no better than a single map; 3 and more give a median and an uncertainty.',
    ]);
  });
});

test('leading spacing with few steps is done as asked, with a note that offers trailing', async () => {
  const few = await run({ scheduler: { spacing: 'leading' } }, { steps: 4 });
  expect(few.tools.notes).toEqual([
    'Leading spacing with 4 steps begins at step 751 of 1000, where the network expects less noise than it is given, so the map is noisy; choose trailing spacing (--spacing trailing) or 10 steps and more.',
  ]);
  const trailing = await run({ scheduler: { spacing: 'leading' } }, { steps: 4, spacing: 'trailing' });
  const enough = await run({ scheduler: { spacing: 'leading' } }, { steps: 10 });
  expect([...trailing.tools.notes, ...enough.tools.notes]).toEqual([]);
});

describe('a pack that does not fit is refused', () => {
  test.each<[string, Partial<LatentOptions>, string]>([
    [
      'a UNet of BetterDepth',
      { unetChannels: 12 },
      'The input "x" takes 12, but 8 were expected: latent channels; 12 are those of BetterDepth.',
    ],
    [
      'text of Stable Diffusion 1.5',
      { textWidth: 768 },
      'The input "text" takes 768, but 1024 were expected: values per text token (Stable Diffusion 2; 768 would be Stable Diffusion 1.5).',
    ],
    [
      'a UNet that answers with NaN',
      { weight: Number.NaN },
      'The model computed 32 of 32 values of denoising step 1 as NaN or infinity; try the CPU provider, and a float32 pack if this one holds float16 weights.',
    ],
    [
      'a float16 UNet that overflows',
      { weight: 1e9, type: 'float16' },
      'The model computed 24 of 32 values of denoising step 1 as NaN or infinity; float16 overflows in the attention of these networks: use the float32 pack, or one whose attention was kept in float32.',
    ],
  ])('%s', async (_, pack, sentence) => {
    await expect(run(pack)).rejects.toThrow(sentence);
  });

  test('a UNet with a fixed batch', async () => {
    await expect(run({ batch: 1 }, { ensemble: 4, batch: 4 })).rejects.toThrow(
      'The input "x" takes 1, but 4 were expected: members in a batch.',
    );
  });

  test('more steps than an LCM has', async () => {
    await expect(run({ scheduler: { kind: 'lcm' } }, { steps: 51 })).rejects.toThrow(
      'an LCM pack takes 1 to 50',
    );
  });
});
