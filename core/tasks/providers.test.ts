import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tensor } from '../../models/pipeline/pipeline.ts';
import { RESOURCES } from '../../test/open-engine.ts';
import { checkProviders, chooseProviders, type ProviderPorts, realPorts, selfTest } from './providers.ts';

const real = realPorts(join(RESOURCES, 'self-test.onnx'));

/** A provider "liar" beside the real CPU: it computes what the CPU does and then spoils it. */
function withLiar(spoil: (values: Float32Array) => void): ProviderPorts {
  return {
    present: () => ['cpu', 'liar'],
    async open(provider) {
      const graph = await real.open('cpu');
      if (provider !== 'liar') return graph;
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
  expect(await chooseProviders(black, 'liar')).toEqual({
    usable: ['cpu'],
    notes: [expect.stringMatching(/^"liar" was refused: .* The CPU did the work\.$/)],
  });
  expect(await chooseProviders(real, 'cpu')).toEqual({ usable: ['cpu'], notes: [] });
  await expect(chooseProviders(real, 'abacus')).rejects.toMatchObject({
    code: 'provider-failed',
    message: expect.stringContaining('received "abacus"'),
  });
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
