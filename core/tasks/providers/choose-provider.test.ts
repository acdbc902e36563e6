import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tensor } from '../../../models/pipeline/pipeline.ts';
import { RESOURCES } from '../../../test/open-engine.ts';
import { NOTHING_KNOWN, type ProviderKnowledge } from '../../worker/provider-knowledge.ts';
import {
  checkProviders,
  chooseProvider,
  type ProviderPorts,
  type ProviderQuestion,
  realPorts,
  selfTest,
} from './choose-provider.ts';

const real = realPorts(join(RESOURCES, 'self-test.onnx'));

/** What a run of a large network asks. */
function question(requested: string, known: ProviderKnowledge = NOTHING_KNOWN): ProviderQuestion {
  return { requested, versions: 'driver 1', known, parameters: 9e8, openOn: null };
}

/** A provider "liar" beside the real CPU: it computes what the CPU does and then spoils it. */
function withLiar(spoil: (values: Float32Array) => void, name = 'liar'): ProviderPorts {
  return {
    ...real,
    present: () => ['cpu', name],
    async open(provider) {
      const graph = await real.open('cpu');
      if (provider !== name) return graph;
      return {
        ...graph,
        async run(feeds): Promise<Record<string, Tensor>> {
          const outputs = await graph.run(feeds);
          for (const tensor of Object.values(outputs)) spoil(tensor.data as Float32Array);
          return outputs;
        },
      };
    },
  };
}

test('a provider that agrees with the CPU is used', async () => {
  const rounding = withLiar((values) => values.set(values.map((value) => value * (1 + 1e-4))));
  expect(await selfTest(rounding, 'liar')).toMatchObject({ isUsable: true });
});

test('a provider that gives black or NaN is refused with the reason', async () => {
  expect(
    await selfTest(
      withLiar((values) => values.fill(0)),
      'liar',
    ),
  ).toMatchObject({ isUsable: false, sentence: expect.stringContaining('differ from the CPU') });
  expect(
    await selfTest(
      withLiar((values) => values.fill(Number.NaN)),
      'liar',
    ),
  ).toMatchObject({ isUsable: false, sentence: expect.stringContaining('not finite') });
});

test('a refused provider is replaced by the CPU, and that is said', async () => {
  const black = withLiar((values) => values.fill(0));
  expect(await chooseProvider(black, question('liar'))).toMatchObject({
    current: 'cpu',
    notes: [expect.stringMatching(/^"liar" was refused: /), 'The CPU did the work.'],
    refused: [{ provider: 'liar', versions: 'driver 1', isOfPack: false }],
  });
  expect(await chooseProvider(real, question('cpu'))).toMatchObject({ current: 'cpu', notes: [] });
  await expect(chooseProvider(real, question('abacus'))).rejects.toMatchObject({
    code: 'provider-failed',
    message: expect.stringContaining('received "abacus"'),
  });
});

test('what was refused once is passed over, until the versions change or it is asked for', async () => {
  let tried = 0;
  const honest = withLiar(() => tried++, 'dml');
  const sentence = '"dml" was refused: black.';
  const known = {
    refused: [{ provider: 'dml', versions: 'driver 1', sentence, isOfPack: false }],
    measured: [],
  };
  expect(await chooseProvider(honest, question('auto', known))).toMatchObject({
    current: 'cpu',
    notes: [`${sentence} It was found so earlier and is passed over.`],
    refused: [],
  });
  expect(tried).toBe(0);
  const renewed = { ...question('auto', known), versions: 'driver 2' };
  expect((await chooseProvider(honest, renewed)).current).toBe('dml');
  expect(tried).toBe(1);
  expect((await chooseProvider(honest, question('dml', known))).current).toBe('dml');
});

test('WebGPU on a processor that plays a graphics card is used only where it is asked for', async () => {
  const soft = { ...withLiar(() => {}, 'webgpu'), hasGraphicsDevice: () => false };
  expect((await chooseProvider(soft, question('auto'))).current).toBe('cpu');
  expect((await chooseProvider(soft, question('webgpu'))).current).toBe('webgpu');
  const card = { ...soft, hasGraphicsDevice: () => true };
  expect((await chooseProvider(card, question('auto'))).current).toBe('webgpu');
});

test('one that took a process down is not tried again', async () => {
  const ports = withLiar(() => {}, 'coreml');
  expect(await chooseProvider(ports, question('auto'), { broken: ['coreml'] })).toMatchObject({
    current: 'cpu',
    why: '"coreml" could not be used.',
    refused: [{ provider: 'coreml', sentence: '"coreml" ended the process that did the work.' }],
  });
});

test('one that fails at work is left for the next, with one sentence', async () => {
  const ladder = await chooseProvider(
    withLiar(() => {}, 'cuda'),
    question('auto'),
  );
  expect(ladder).toMatchObject({ current: 'cuda', why: expect.stringContaining('first device'), notes: [] });
  expect(await ladder.below()).toBe('cpu');
  expect(ladder.current).toBe('cuda');
  expect(await ladder.down('the device was lost')).toBe('cpu');
  expect(ladder).toMatchObject({
    current: 'cpu',
    why: '"cuda" failed while it was at work.',
    notes: ['"cuda" failed at work: the device was lost. The CPU did the work.'],
    refused: [{ provider: 'cuda', isOfPack: true }],
  });
  expect(await ladder.down('even the CPU')).toBeNull();
});

test('every provider of this machine is either right or refused with a sentence', async () => {
  const checks = await checkProviders(real);
  expect(checks.find(({ name }) => name === 'cpu')?.isUsable).toBe(true);
  for (const check of checks) expect(check.sentence).toMatch(/\.$/);
  const webgpu = checks.find(({ name }) => name === 'webgpu');
  // Where there is no Vulkan, not even a software one, WebGPU cannot be tried: said aloud.
  if (!webgpu?.isUsable)
    console.warn(`webgpu was not tested: ${webgpu?.sentence ?? 'not part of this build of onnxruntime.'}`);
});
