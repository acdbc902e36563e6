import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallInput } from '../../contract/calls/api.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { estimateDisparity } from '../../models/disparity/estimate.ts';
import { TINY_GRAPHS } from '../../test/checkpoints.ts';
import { type GraphFile, onnxBytes } from '../../test/onnx.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { namesIn, openTestLibrary } from '../../test/open-library.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { meanGraph } from '../../test/synthetic-pack.ts';
import { openGraphTables } from './bind/graph-table.ts';

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

test('a graph of one fixed size runs by that size: framed where proportions are kept, stretched where not', async () => {
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
    '"depthroom packs make --help"',
  );
});

/** Sends a graph as a page does. */
async function sendGraph(library: Awaited<ReturnType<typeof openTestLibrary>>, graph: GraphFile) {
  const bytes = onnxBytes(graph);
  const { uploadId } = await library.calls.startPackUpload({ bytes: bytes.length, name: 'My Graph' });
  await library.receivePackFile(
    uploadId,
    'model.onnx',
    (async function* () {
      yield bytes;
    })(),
  );
  return uploadId;
}

const PLAIN = {
  multipleOf: 1,
  aspect: 'keep',
  range: '0..1',
  mean: [0, 0, 0],
  std: [1, 1, 1],
  answer: 'affine',
} as const;

test('a graph that a page sent says what it is, is tried on a photo, and becomes a pack', async () => {
  const library = await openTestLibrary();
  const uploadId = await sendGraph(library, meanGraph(1, 0, [1, 3, 40, 40]));
  expect(await library.calls.readGraph({ uploadId })).toMatchObject({
    id: 'my-graph',
    title: 'My Graph',
    fixed: { width: 40, height: 40 },
  });
  const described = { ...PLAIN, mean: [0, 0, 0], std: [1, 1, 1] } as never as Parameters<
    typeof library.calls.tryGraph
  >[0];
  const trial = await library.calls.tryGraph({ ...described, uploadId });
  const { width, height, kind, near, far } = trial;
  expect([width, height, kind]).toEqual([320, 246, 'affine-depth']);
  // The photo's own greys: dark is near, where depth is the mean colour.
  expect(near).toBeLessThan(far);
  expect([near >= 0, far <= 1]).toEqual([true, true]);
  const nearness = Buffer.from(trial.nearness, 'base64');
  expect(nearness).toHaveLength(width * height);
  expect([Math.min(...nearness), Math.max(...nearness)]).toEqual([0, 255]);
  expect(trial.photo).toMatch(/^data:image\/jpeg;base64,\/9j/);
  // Turned, the same pixels are at the other end.
  const turned = Buffer.from(
    (await library.calls.tryGraph({ ...described, uploadId, near: 'high' })).nearness,
    'base64',
  );
  const middle = nearness.findIndex((value) => value > 120 && value < 135);
  expect(turned[middle] + nearness[middle]).toBeGreaterThan(253);

  // A trial leaves nothing but what was sent; a refusal neither, so that it can be described again.
  expect((await namesIn(library.models)).staging).toEqual([`upload-${uploadId}`]);
  await expect(
    library.calls.makePack({ ...described, uploadId, id: 'marigold-starter', replace: true }),
  ).rejects.toThrow('comes with Depthroom');
  const made = await library.calls.makePack({ ...described, uploadId, replace: false });
  expect(made).toMatchObject({ id: 'my-graph', title: 'My Graph', depthKind: 'affine-depth' });
  expect(await namesIn(library.models)).toEqual({ packs: ['my-graph'], staging: [] });
});

test('weights that lie in another file are asked for by its name', async () => {
  const library = await openTestLibrary();
  const table = await openGraphTables([TINY_GRAPHS]);
  const row = table.rows.find(({ role }) => role === 'disparity');
  if (!row) throw new Error('expected a graph of one image');
  const file = join(await temporaryFolder(), 'x.onnx');
  // A graph without weights, which stand for a file called "checkpoint".
  await writeFile(file, await table.open(row));
  await expect(library.calls.readGraph({ file })).rejects.toThrow(
    'Expected checkpoint beside x.onnx, which keeps its weights there',
  );
});

test('which graph is meant must be said once', async () => {
  const library = await openTestLibrary();
  for (const source of [{}, { file: 'a.onnx', uploadId: 'u' }])
    await expect(library.calls.readGraph(source)).rejects.toThrow('either "file" or "uploadId"');
  const { uploadId } = await library.calls.startPackUpload({ bytes: 1 });
  await expect(library.calls.readGraph({ uploadId })).rejects.toThrow('Expected one ONNX graph');
});

test('whole numbers in or out are no graph of a photo', async () => {
  const library = await openTestLibrary();
  const graph = meanGraph(1);
  const [input] = graph.inputs;
  const file = await writeGraph({ ...graph, inputs: [{ ...input, type: 'int32' }] });
  await expect(library.calls.readGraph({ file })).rejects.toThrow('float32 or float16');
});
