import { expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { type LatentOptions, writeLatentPack } from '../../test/synthetic-pack.ts';
import { placeDepth } from '../pipeline/place.ts';
import { estimateMetricGold } from './estimate.ts';

/** Left half black (u = 0), right half white. */
const photo = {
  width: 16,
  height: 8,
  rgb: Uint8Array.from({ length: 3 * 16 * 8 }, (_, i) => (Math.floor(i / 3) % 16 < 8 ? 0 : 255)),
};

async function run(
  weight: number,
  given: Record<string, unknown> = {},
  options: Partial<LatentOptions> = {},
) {
  const { folder, pack } = writeLatentPack({
    ...options,
    system: 'metricgold',
    weight,
    depth: options.depth ?? { kind: 'log-metric', min: 0.1, max: 10 },
  });
  const tools = openTools(folder, pack);
  const metricgold = pack as PackOf<'metricgold'>;
  const resolved = resolveOptions<'metricgold'>(metricgold, given);
  const question = { photo, pack: metricgold, options: resolved, prior: null };
  return { ...(await estimateMetricGold(question, tools)), tools };
}

test('black is the near end of the range and white the far end, in metres', async () => {
  const { depth, placement, tools } = await run(0.5);
  // The decoded values are -0.5 and 0.5 (times 0.9996), so u is 1/4 and 3/4, and 0.1 * 100^u follows.
  expect(depth.kind).toBe('metric');
  expect(depth.values[0]).toBeCloseTo(0.1 * 100 ** 0.25, 2);
  expect(depth.values[15]).toBeCloseTo(0.1 * 100 ** 0.75, 1);
  expect(placement).toEqual({
    window: { left: 0, top: 0, width: 16, height: 8 },
    method: 'bilinear',
    space: 'log',
  });
  expect(tools.notes).toEqual([]);
});

test('a network that was trained without the remapping paints u itself', async () => {
  const depth = { kind: 'log-metric', min: 0.1, max: 10, target: '0..1' } as const;
  const { depth: map } = await run(0.5, {}, { depth });
  // The decoded values are -0.5 and 0.5 (times 0.9996): the first is below 0, the near end.
  expect(map.values[0]).toBeCloseTo(0.1, 6);
  expect(map.values[15]).toBeCloseTo(0.1 * 100 ** 0.5, 2);
});

test('between two depths the map takes their geometric mean', async () => {
  const { depth, placement } = await run(0.5);
  const enlarged = placeDepth(depth, placement, { width: 15, height: 8 }, photo);
  expect(enlarged[7]).toBeCloseTo(Math.sqrt(depth.values[7] * depth.values[8]), 4);
});

test('says which share of the map is at the ends of the range', async () => {
  const { tools } = await run(1.5);
  expect(tools.notes).toEqual([
    "The map is saturated: 50 % of its pixels are at 0.1 m and 50 % at 10 m, the ends of the pack's range, and may truly lie nearer or farther.",
  ]);
});

test('an ensemble tells its spread as a difference of logarithms', async () => {
  const noisy = { answers: 1, initialLatent: 'noise' } as const;
  const { uncertainty, depth } = await run(0.2, { ensemble: 3, seed: 1 }, noisy);
  expect(uncertainty?.unit).toBe('ln(depth)');
  // The three maps span 0.1 to 10 m, ln(100) at most.
  const largest = Math.max(...(uncertainty?.values ?? []));
  expect(largest).toBeGreaterThan(0.01);
  expect(largest).toBeLessThan(Math.log(100));
  expect(uncertainty?.values).toHaveLength(depth.values.length);
});

test('members that do not differ have no uncertainty, and a note says so', async () => {
  const { uncertainty, tools } = await run(0.5, { ensemble: 3 });
  expect(uncertainty).toBeUndefined();
  expect(tools.notes).toEqual([
    "Uncertainty is not available: this pack's members do not differ (their spread is 0e+0 of the range).",
  ]);
});
