import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallInput } from '../../contract/calls/api.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { estimateDisparity } from '../../models/disparity/estimate.ts';
import { type GraphFile, onnxBytes } from '../../test/onnx.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { namesIn, openTestLibrary } from '../../test/open-library.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { meanGraph } from '../../test/synthetic-pack.ts';

async function writeGraph(graph: GraphFile): Promise<string> {
  const path = join(await temporaryFolder(), 'My Graph.onnx');
  await writeFile(path, onnxBytes(graph));
  return path;
}

/** Makes a pack of a graph and asks it for the map of a grey photo of 60 x 30 whose left half is dark. */
async function askMade(graph: GraphFile, description: Omit<CallInput<'makePack'>, 'file'>) {
  const library = await openTestLibrary();
  const file = await writeGraph(graph);
  const parsed = {
    multipleOf: 1,
    aspect: 'keep',
    range: '0..1',
    mean: [0, 0, 0],
    std: [1, 1, 1],
    replace: false,
  };
  const { id } = await library.calls.makePack({ ...parsed, ...description, file } as never);
  const { pack, folder } = await library.packs.get(id);
  const rgb = Uint8Array.from({ length: 3 * 60 * 30 }, (_, i) => (Math.floor(i / 3) % 60 < 30 ? 51 : 204));
  const disparity = pack as PackOf<'disparity'>;
  const { depth } = await estimateDisparity(
    {
      photo: { width: 60, height: 30, rgb },
      pack: disparity,
      options: resolveOptions<'disparity'>(disparity, {}),
      prior: null,
    },
    openTools(folder, pack),
  );
  const row = depth.values.subarray(0, depth.width);
  return {
    pack: disparity,
    depth,
    ends: [row[0], row[row.length - 1]].map((value) => Math.round(value * 1000) / 1000),
  };
}

test('a graph of any size becomes a pack, by the size that is said', async () => {
  const { pack, depth, ends } = await askMade(meanGraph(2, 1), {
    answer: 'disparity',
    size: 28,
    multipleOf: 14,
  });
  expect(pack).toMatchObject({
    id: 'my-graph',
    title: 'My Graph',
    system: 'disparity',
    origin: 'imported',
    depth: { kind: 'disparity' },
    input: { shortSide: 28, multipleOf: 14 },
  });
  expect([depth.kind, depth.width, depth.height]).toEqual(['affine-disparity', 56, 28]);
  // 2 x 0.2 + 1 and 2 x 0.8 + 1.
  expect(ends).toEqual([1.4, 2.6]);
});

test('a graph of one fixed size runs by that size: withPacketWrapper where proportions are kept, stretched where not', async () => {
  const graph = meanGraph(1, 0, [1, 3, 40, 40]);
  const kept = await askMade(graph, { answer: 'disparity' });
  expect(kept.pack.input).toMatchObject({ fixed: { width: 40, height: 40 }, shortSide: 40 });
  expect([kept.depth.width, kept.depth.height, ...kept.ends]).toEqual([40, 20, 0.2, 0.8]);
  const stretched = await askMade(graph, { answer: 'disparity', aspect: 'stretch' });
  expect([stretched.depth.width, stretched.depth.height, ...stretched.ends]).toEqual([40, 40, 0.2, 0.8]);
});

test('colours in 0..255, metres, and near at the other end', async () => {
  const metres = await askMade(meanGraph(1, 0), {
    answer: 'metres',
    size: 30,
    range: '0..255',
    mean: [51, 51, 51],
    std: [2, 2, 2],
  });
  expect([metres.depth.kind, ...metres.ends]).toEqual(['metric', 0, 76.5]);
  const affine = await askMade(meanGraph(1, 0), { answer: 'affine', size: 30, near: 'high' });
  expect([affine.depth.kind, ...affine.ends]).toEqual(['affine-depth', -0.2, -0.8]);
  const far = await askMade(meanGraph(1, 0), { answer: 'disparity', size: 30, near: 'low' });
  expect([far.depth.kind, ...far.ends]).toEqual(['affine-disparity', -0.2, -0.8]);
});

test.each<[string, GraphFile, Partial<CallInput<'makePack'>>, string]>([
  ['no size where any would do', meanGraph(1), {}, 'say its short side in pixels (--size)'],
  [
    'another size than the one it has',
    meanGraph(1, 0, [1, 3, 40, 40]),
    { size: 28 },
    'takes images of 40 x 40 only',
  ],
  [
    'one side that is fixed',
    meanGraph(1, 0, [1, 3, 40, 'w']),
    { size: 40 },
    'to fix both sides of its image or none',
  ],
  ['four channels', meanGraph(1, 0, [1, 4, 'h', 'w']), { size: 40 }, 'one image of three channels'],
  [
    'five dimensions',
    meanGraph(1, 0, [1, 3, 'd', 'h', 'w']),
    { size: 40 },
    'to take one image (N x 3 x H x W)',
  ],
])('%s is refused in a sentence', async (_name, graph, description, words) => {
  const library = await openTestLibrary();
  const rest = {
    multipleOf: 1,
    aspect: 'keep',
    range: '0..1',
    mean: [0, 0, 0],
    std: [1, 1, 1],
    replace: false,
  };
  const file = await writeGraph(graph);
  await expect(
    library.calls.makePack({ ...rest, answer: 'disparity', ...description, file } as never),
  ).rejects.toThrow(words);
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
  await expect(library.calls.importPackFolder({ folder: file, replace: false })).rejects.toThrow(
    'say it with: depthroom packs make',
  );
});
