import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import type { Tensor } from '../../models/pipeline/pipeline.ts';
import { estimate } from '../../models/pipelines.ts';
import { runFailure } from '../../models/session.ts';
import { RESOURCES } from '../../test/open-engine.ts';
import { writeLatentPack } from '../../test/synthetic-pack.ts';
import { packFiles } from '../library/packs/pack-files.ts';
import { readPack } from '../library/packs/packs.ts';
import { openTools } from './open-tools.ts';
import { type ProviderPorts, realPorts } from './providers/choose-provider.ts';

const selfTestGraph = join(RESOURCES, 'self-test.onnx');
const real = realPorts(selfTestGraph);

/** What happens to one call of a graph on the device, counted over all calls: thrown before it computes. */
type Fault = (call: { graph: string; number: number; members: number }) => Error | null;

/** A device "cuda" that computes as the CPU does, until `fault` says otherwise. */
function withDevice(fault: Fault): ProviderPorts & { calls: string[] } {
  const calls: string[] = [];
  return {
    ...real,
    calls,
    present: () => ['cpu', 'cuda'],
    hasGraphicsDevice: () => true,
    open: () => real.open('cpu'),
    async openPackGraph(path, provider, isBound) {
      const graph = await real.openPackGraph(path, 'cpu', isBound);
      const name = /(\w+)\.onnx$/.exec(path)?.[1] ?? path;
      return {
        ...graph,
        async run(feeds: Record<string, Tensor>) {
          const members = Math.max(...Object.values(feeds).map(({ dims }) => dims[0] ?? 0));
          if (provider === 'cuda') {
            const thrown = fault({ graph: name, number: calls.length, members });
            if (thrown) throw thrown;
          }
          calls.push(`${provider} ${name} ${members}`);
          return graph.run(feeds);
        },
      };
    },
  };
}

const lost = () =>
  new DepthroomError('provider-failed', 'A graph failed while it ran on "cuda": device lost.');
/** What CUDA says whose memory is full, as a session makes a failure of it. */
const full = () =>
  runFailure(
    new Error(
      "Non-zero status code returned while running Conv node. Name:'/decoder/conv_in/Conv' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:359 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 201326592",
    ),
    'cuda',
  );

/** Estimates a map of slopes with a pack whose network says 0.9 x the image, and noise where it is asked for. */
async function run(ports: ProviderPorts, given: Record<string, number> = {}, provider = 'auto') {
  const { folder } = writeLatentPack({ system: 'marigold', weight: 0.9, initialLatent: 'noise' });
  const { pack, hash } = await readPack(folder);
  const rgb = Uint8Array.from({ length: 3 * 32 * 24 }, (_, i) => (i * 7) % 251);
  const told: string[] = [];
  const tools = await openTools(
    {
      // Large enough that `auto` takes a device.
      pack: { ...pack, parameters: 9e8 },
      packFolder: folder,
      packHash: `${hash} ${Math.random()}`,
      checkedStamp: null,
      provider,
      memoryBudgetInBytes: 1e9,
      selfTestGraph,
      brokenProviders: [],
    },
    (stage) => told.push(stage),
    ports,
  );
  const options = resolveOptions(pack as PackOf<'marigold'>, { steps: 3, seed: 5, ...given });
  const { depth } = await estimate(
    { photo: { width: 32, height: 24, rgb }, pack, options, prior: null } as never,
    tools,
  );
  const stages = tools.stages().map(({ name }) => name);
  return { values: [...depth.values], tools, stages, told };
}

test('a device that works does all of it, and says why it was taken', async () => {
  const ports = withDevice(() => null);
  const { tools, stages, told } = await run(ports);
  expect(new Set(ports.calls.map((call) => call.split(' ')[0]))).toEqual(new Set(['cuda']));
  expect(tools.providerReason()).toContain('first device');
  expect(tools.notes()).toEqual([]);
  expect(stages).toEqual(
    expect.arrayContaining(['check pack', 'open', 'warm up', 'encode', 'denoise', 'decode']),
  );
  expect(told.filter((stage) => stage === 'open')).toHaveLength(3);
  const { measured, refused } = tools.findings();
  expect(measured).toMatchObject({ provider: 'cuda' });
  expect(refused).toEqual([]);
});

test('the driver is lost in the middle: one sentence, the next provider, and the same map', async () => {
  const expected = await run(
    withDevice(() => null),
    {},
    'cpu',
  );
  for (let at = 0; at < 5; at++) {
    const ports = withDevice(({ number }) => (number >= at ? lost() : null));
    const { values, tools } = await run(ports);
    expect(values).toEqual(expected.values);
    expect(tools.provider()).toBe('cpu');
    expect(tools.notes()).toEqual([
      '"cuda" failed at work: A graph failed while it ran on "cuda": device lost. The CPU did the work.',
    ]);
    // What was computed before is not computed again.
    expect(ports.calls).toHaveLength(5);
    const { measured, refused } = tools.findings();
    expect(measured).toBeNull();
    expect(refused).toMatchObject([{ provider: 'cuda', isOfPack: true }]);
  }
});

test.each([
  ['vaeEncoder', 0, ['cpu vaeEncoder', 'cuda unet', 'cuda unet', 'cuda unet', 'cuda vaeDecoder']],
  // In the middle of the steps: those that are done stay done.
  ['unet', 2, ['cuda vaeEncoder', 'cuda unet', 'cpu unet', 'cpu unet', 'cuda vaeDecoder']],
  ['vaeDecoder', 0, ['cuda vaeEncoder', 'cuda unet', 'cuda unet', 'cuda unet', 'cpu vaeDecoder']],
])('a %s that does not fit is done by the CPU, the rest stays on the device', async (key, from, expected) => {
  const ports = withDevice(({ graph, number }) => (graph === key && number >= from ? full() : null));
  const { values, tools } = await run(ports);
  expect(ports.calls).toEqual(expected.map((call) => `${call} 1`));
  const cpu = await run(
    withDevice(() => null),
    {},
    'cpu',
  );
  expect(values).toEqual(cpu.values);
  expect(tools.provider()).toBe('cuda');
  expect(tools.notes()).toEqual([
    `The memory of "cuda" was too small for ${key}, so the CPU did this part, whole and not in tiles; the map is the same but for rounding.`,
  ]);
  // What the device could do of it alone is no measure of how fast it is.
  expect(tools.findings()).toMatchObject({ measured: null, refused: [] });
});

test('a decoder that cannot even be opened on the device is opened on the CPU', async () => {
  const device = withDevice(() => null);
  const ports = {
    ...device,
    openPackGraph: async (path: string, provider: string, isBound: boolean) => {
      if (provider === 'cuda' && path.endsWith('vaeDecoder.onnx')) throw full();
      return device.openPackGraph(path, provider, isBound);
    },
  };
  const { tools } = await run(ports);
  expect(device.calls.slice(-2)).toEqual(['cuda unet 1', 'cpu vaeDecoder 1']);
  expect(tools.notes()).toEqual([expect.stringContaining('too small for vaeDecoder')]);
});

test('members of an ensemble that do not fit one by one go on with the CPU, and the decoders with the device', async () => {
  const ports = withDevice(({ graph }) => (graph === 'unet' ? full() : null));
  const { values, tools } = await run(ports, { ensemble: 3, batch: 3, steps: 1 });
  expect(ports.calls).toEqual([
    'cuda vaeEncoder 1',
    ...Array(3).fill('cpu unet 1'),
    ...Array(3).fill('cuda vaeDecoder 1'),
  ]);
  const cpu = await run(
    withDevice(() => null),
    { ensemble: 3, steps: 1 },
    'cpu',
  );
  expect(values).toEqual(cpu.values);
  expect(tools.notes()).toHaveLength(3);
});

test('an ensemble is halved where its batch does not fit, and is the same ensemble', async () => {
  const expected = await run(
    withDevice(() => null),
    { ensemble: 5 },
    'cpu',
  );
  const ports = withDevice(({ graph, members }) => (graph === 'unet' && members > 2 ? full() : null));
  const { values, tools } = await run(ports, { ensemble: 5, batch: 5 });
  expect(ports.calls.filter((call) => call.includes('unet'))).toEqual([
    ...Array(3).fill('cuda unet 2'),
    ...Array(3).fill('cuda unet 2'),
    ...Array(3).fill('cuda unet 1'),
  ]);
  expect(tools.notes()).toEqual([
    'The memory was too small to denoise 5 members together, so 3 were done at once.',
    'The memory was too small to denoise 3 members together, so 2 were done at once.',
  ]);
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected.values[i], 5);
  });
});

test('half precision on WebGPU is told, and nowhere else', async () => {
  const { folder } = writeLatentPack({ system: 'marigold' });
  const { pack, hash } = await readPack(folder);
  const bytes = packFiles(pack).reduce((sum, file) => sum + file.bytes, 0);
  const notesOf = async (provider: string, parameters: number) => {
    const ports = { ...withDevice(() => null), present: () => ['cpu', 'cuda', 'webgpu'] };
    const tools = await openTools(
      {
        pack: { ...pack, parameters: Math.round(parameters) },
        packFolder: folder,
        packHash: hash,
        checkedStamp: null,
        provider,
        memoryBudgetInBytes: 1e9,
        selfTestGraph,
        brokenProviders: [],
      },
      () => {},
      ports,
    );
    return tools.notes().filter((note) => note.includes('float16'));
  };
  expect(await notesOf('webgpu', bytes / 2)).toEqual([expect.stringContaining('0.1 % of its range')]);
  expect(await notesOf('webgpu', bytes / 4)).toEqual([]);
  expect(await notesOf('cuda', bytes / 2)).toEqual([]);
});

test('what the CPU cannot do fails', async () => {
  const { folder } = writeLatentPack({ system: 'marigold' });
  const { pack, hash } = await readPack(folder);
  const tools = await openTools(
    {
      pack,
      packFolder: folder,
      packHash: hash,
      checkedStamp: null,
      provider: 'cpu',
      memoryBudgetInBytes: 0,
      selfTestGraph,
      brokenProviders: [],
    },
    () => {},
  );
  const graph = await tools.graph('vaeEncoder');
  await expect(
    graph.run({ picture: { type: 'float32', data: new Float32Array(3), dims: [3] } }),
  ).rejects.toMatchObject({ code: 'bad-pack' });
  expect(tools.notes()).toEqual([]);
});
