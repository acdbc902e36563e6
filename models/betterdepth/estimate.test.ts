import { describe, expect, test } from 'vitest';
import type { DepthKind } from '../../contract/depth-map.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { type LatentOptions, writeLatentPack } from '../../test/synthetic-pack.ts';
import type { Prior } from '../pipeline/pipeline.ts';
import { placeDepth } from '../pipeline/place.ts';
import { estimateBetterDepth } from './estimate.ts';

const width = 32;
const height = 16;
const photo = { width, height, rgb: new Uint8Array(3 * width * height).fill(128) };

/** A prior in blocks of 8 x 8, which the synthetic encoder keeps. */
function blocks(kind: DepthKind, values: number[]): Prior {
  const plane = Float32Array.from(
    { length: width * height },
    (_, i) => values[Math.floor(i / width / 8) * 4 + Math.floor((i % width) / 8)],
  );
  return { kind, width, height, values: plane };
}

/** The pack's UNet hands the coarse latent back: what comes out must be the prior again, in its own units. */
async function run(
  prior: Prior | null,
  given: Record<string, unknown> = {},
  options: Partial<LatentOptions> = {},
) {
  const { folder, pack } = writeLatentPack({ system: 'betterdepth', answers: 1, ...options });
  const tools = openTools(folder, pack);
  const betterdepth = pack as PackOf<'betterdepth'>;
  const resolved = resolveOptions<'betterdepth'>(betterdepth, given);
  return {
    ...(await estimateBetterDepth({ photo, pack: betterdepth, options: resolved, prior }, tools)),
    tools,
  };
}

const largest = (values: Float32Array, expected: Float32Array) =>
  values.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i])), 0);

describe('the answer has the kind and the units of its prior', () => {
  test.each<[DepthKind, number[], string]>([
    ['affine-disparity', [10, 14, 18, 12, 20, 11, 19, 15], 'linear'],
    ['affine-depth', [0, 0.2, 0.4, 1, 0.9, 0.3, 0.5, 0.7], 'linear'],
    ['metric', [1, 1.5, 2, 3, 4, 6, 8, 2.5], 'log'],
  ])('%s', async (kind, values, space) => {
    const prior = blocks(kind, values);
    const { depth, placement, tools } = await run(prior);
    expect({ kind: depth.kind, space: placement.space }).toEqual({ kind, space });
    expect(largest(depth.values, prior.values)).toBeLessThan(0.005 * Math.max(...values));
    expect(largest(placeDepth(depth, placement, photo), prior.values)).toBeLessThan(
      0.005 * Math.max(...values),
    );
    expect(tools.notes).toEqual([]);
  });

  test('for a refiner of depth as well', async () => {
    const prior = blocks('metric', [1, 1.5, 2, 3, 4, 6, 8, 2.5]);
    const { depth } = await run(prior, {}, { depth: { kind: 'affine' } });
    expect(depth.kind).toBe('metric');
    expect(largest(depth.values, prior.values)).toBeLessThan(0.02);
  });
});

test('the refiner of disparity sees near as large', async () => {
  const { tools } = await run(blocks('metric', [1, 1.5, 2, 3, 4, 6, 8, 2.5]));
  const [, coarse] = tools.calls.filter((call) => call.graph === 'vaeEncoder');
  const [plane] = Object.values(coarse.inputs);
  expect([plane[0], plane[16 * width - 16]]).toEqual([1, -1]);
});

test('holes of the prior are told as far and do not bend the line', async () => {
  const prior = blocks('metric', [1, 1.5, 2, 3, 4, 6, 8, 2.5]);
  const broken = {
    ...prior,
    values: prior.values.map((value, i) => (i % width < 8 && i < 8 * width ? Number.NaN : value)),
  };
  const { depth } = await run(broken);
  const kept = depth.values.map((value, i) => (Number.isNaN(broken.values[i]) ? prior.values[i] : value));
  expect(largest(kept, prior.values)).toBeLessThan(0.2);
  expect(depth.values.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
});

test('quantiles cut outliers off before the prior is scaled', async () => {
  const values = [10, 14, 18, 12, 20, 11, 19, 15];
  const prior = blocks('affine-disparity', values);
  prior.values[5] = 1e6;
  const { tools } = await run(prior, { quantile: 0.02 });
  const [, coarse] = tools.calls.filter((call) => call.graph === 'vaeEncoder');
  const [plane] = Object.values(coarse.inputs);
  expect([plane[5], plane[8], plane[8 * width]]).toEqual([1, expect.closeTo(-0.2, 5), 1]);
});

test('a prior that is the same everywhere is returned as it is', async () => {
  const prior = blocks('metric', new Array(8).fill(2));
  const { depth, placement, tools } = await run(prior);
  expect({ depth, placement }).toEqual({
    depth: prior,
    placement: { window: { left: 0, top: 0, width, height }, method: 'nearest', space: 'linear' },
  });
  expect(tools.calls).toEqual([]);
  expect(tools.notes).toEqual([
    'The prior is the same everywhere, so there was nothing to refine, and it is returned as it is.',
  ]);
});

test('no prior, or one of another size, is refused', async () => {
  await expect(run(null)).rejects.toThrow('BetterDepth sharpens the depth map of another system');
  const small: Prior = { kind: 'metric', width: 2, height: 1, values: Float32Array.of(1, 2) };
  await expect(run(small)).rejects.toThrow('The prior is 2 x 1 pixels, but the photo is 32 x 16');
});

test('an ensemble tells its spread in the units of the prior', async () => {
  const prior = blocks('metric', [1, 1.5, 2, 3, 4, 6, 8, 2.5]);
  const { uncertainty } = await run(prior, { ensemble: 3, seed: 1 }, { answers: 2, initialLatent: 'noise' });
  expect(uncertainty?.unit).toBe('metres');
  const same = await run(prior, { ensemble: 3 });
  expect(same.uncertainty).toBeUndefined();
  expect(same.tools.notes).toEqual([
    expect.stringContaining("Uncertainty is not available: this pack's members do not differ"),
  ]);
});
