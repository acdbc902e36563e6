import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { meanGraph, routedGraph, routerGraph, writePack } from '../../test/synthetic-pack.ts';
import { placeDepth } from '../pipeline/place.ts';
import { estimateZoeDepth } from './estimate.ts';

const statistics = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
const flat = (grey: number, width = 64, height = 48): Pixels => ({
  width,
  height,
  rgb: new Uint8Array(3 * width * height).fill(grey),
});

async function run(
  photo: Pixels,
  graphs: Parameters<typeof writePack>[1],
  more: Record<string, unknown> = {},
  given: Record<string, unknown> = {},
) {
  const { folder, pack } = writePack(
    {
      system: 'zoedepth',
      depth: { kind: 'metric', min: 0, max: 10 },
      input: { ...statistics, pad: true, size: { height: 64, width: 96 }, multipleOf: 32 },
      defaults: { flip: true },
      ...more,
    },
    graphs,
  );
  const tools = openTools(folder, pack);
  const zoedepth = pack as PackOf<'zoedepth'>;
  const options = resolveOptions<'zoedepth'>(zoedepth, given);
  return { ...(await estimateZoeDepth({ photo, pack: zoedepth, options, prior: null }, tools)), tools };
}

test('a slanted photo comes back slanted, without the reflected borders, averaged over both mirrors', async () => {
  const slanted = {
    ...flat(0),
    rgb: Uint8Array.from({ length: 3 * 64 * 48 }, (_, i) => 2 * (Math.floor(i / 3) % 64)),
  };
  const { depth, placement, tools } = await run(slanted, { model: meanGraph(2, 3) });
  expect(tools.calls).toHaveLength(2);
  expect(placement).toEqual({
    window: { left: -16, top: -14, width: 96, height: 76 },
    method: 'bicubic',
    space: 'linear',
  });
  const placed = placeDepth(depth, placement, slanted);
  // 2 (x - 0.5) / 0.5 + 3 with x = 2 * column / 255, in the middle of the photo where the corners' alignment moves little.
  expect(placed[24 * 64 + 32]).toBeCloseTo(2 * (2 * ((2 * 32) / 255) - 1) + 3, 1);
  expect(tools.notes).toEqual([]);
});

test('a range that is wrong in the published weights is put right', async () => {
  const graphs = { model: meanGraph(0, 5) };
  const { depth } = await run(flat(100), graphs, {
    depth: { kind: 'metric', min: 0.001, max: 80 },
    rescaleRange: { from: 10, to: 80 },
  });
  expect(depth.values[0]).toBeCloseTo((5 - 0.001) * ((80 - 0.001) / (10 - 0.001)) + 0.001, 3);
});

describe.each([
  ['three graphs', { indoor: meanGraph(0, 2), outdoor: meanGraph(0, 40), router: routerGraph() }],
  ['one graph', { routed: routedGraph(2, 40) }],
])('a pack with two heads and a router as %s', (_kind, graphs) => {
  test.each([
    [
      'a bright photo',
      200,
      {},
      2,
      ['The pack took this photo for an indoor one; the option "domain" decides otherwise.'],
    ],
    [
      'a dark photo',
      50,
      {},
      40,
      ['The pack took this photo for an outdoor one; the option "domain" decides otherwise.'],
    ],
    ['a bright photo as outdoor', 200, { domain: 'outdoor' }, 40, []],
  ])('%s', async (_, grey, given, metres, notes) => {
    const { depth, tools } = await run(flat(grey), graphs, {}, given);
    expect(depth.values[0]).toBeCloseTo(metres, 5);
    expect(tools.notes).toEqual(notes);
    expect(new Set(tools.released)).toEqual(new Set(tools.calls.map(({ graph }) => graph)));
    const routed = tools.calls.filter(({ graph }) => graph === 'routed');
    // Twice with the mirrored photo, never once more for the router.
    expect(routed).toHaveLength('routed' in graphs ? 2 : 0);
  });
});

describe('a pack with one head', () => {
  test('one head alone says that it cannot choose', async () => {
    const { tools } = await run(flat(50), { model: meanGraph(0, 2) }, {}, { domain: 'outdoor' });
    expect(tools.notes).toEqual(['This pack has one head only, so "outdoor" was left out.']);
  });
});

test.each([
  [2000, 20, true],
  [3, 700, true],
  [1, 1, true],
  [2000, 20, false],
])('a photo of %d x %d pixels has a map of its own size, padded %s', async (width, height, pad) => {
  const photo = flat(128, width, height);
  const { depth, placement } = await run(photo, { model: meanGraph(0, 7) }, {}, { pad });
  expect([depth.width % 32, depth.height % 32]).toEqual([0, 0]);
  const placed = placeDepth(depth, placement, photo);
  expect(placed).toHaveLength(width * height);
  expect(placed.every((metres) => Math.abs(metres - 7) < 1e-4)).toBe(true);
});

test('a graph of one fixed size gets that size, and says so where proportions were asked for', async () => {
  const input = {
    ...statistics,
    pad: false,
    size: { height: 64, width: 96 },
    fixed: true,
    keepAspect: false,
    multipleOf: 32,
  };
  const graphs = { model: meanGraph(0, 7, [1, 3, 64, 96]) };
  const quiet = await run(flat(1, 30, 90), graphs, { input });
  expect([quiet.depth.width, quiet.depth.height, ...quiet.tools.notes]).toEqual([96, 64]);
  const asked = await run(flat(1, 30, 90), graphs, { input }, { keepAspect: true });
  expect(asked.tools.notes).toEqual([
    'This pack has one fixed size, so the proportions of the photo were not kept at the input of the network.',
  ]);
});

test('a graph of another fixed size than its pack says is refused', async () => {
  await expect(run(flat(1), { model: meanGraph(0, 7, [1, 3, 384, 512]) })).rejects.toThrow(
    'The graph takes 1 x 3 x 384 x 512, but this photo makes 1 x 3 x 64 x 96',
  );
});
