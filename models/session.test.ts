import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onnxBytes } from '../test/onnx.ts';
import { listProviders, openGraph } from './session.ts';

const cpu = { provider: 'cpu', threads: 1 };

function writeGraph(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'graph-')), 'twice.onnx');
  writeFileSync(
    file,
    onnxBytes({
      inputs: [{ name: 'x', type: 'float16', shape: ['n', 2] }],
      outputs: [{ name: 'y', type: 'float16', shape: ['n', 2] }],
      nodes: [{ op: 'Add', inputs: ['x', 'x'], output: 'y' }],
    }),
  );
  return file;
}

test('a graph tells its ports and takes halves as bits', async () => {
  const graph = await openGraph(writeGraph(), cpu);
  expect({ inputs: graph.inputs, outputs: graph.outputs }).toEqual({
    inputs: [{ name: 'x', type: 'float16', shape: ['n', 2] }],
    outputs: [{ name: 'y', type: 'float16', shape: ['n', 2] }],
  });
  const { y } = await graph.run({
    x: { type: 'float16', data: Uint16Array.of(0x3c00, 0xc000), dims: [1, 2] },
  });
  expect({ ...y, dims: [...y.dims] }).toEqual({
    type: 'float16',
    data: Uint16Array.of(0x4000, 0xc400),
    dims: [1, 2],
  });
  await graph.release();
});

test('what is no graph is refused as a bad pack', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'graph-')), 'noise.onnx');
  writeFileSync(file, 'not a graph');
  await expect(openGraph(file, cpu)).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('could not be opened'),
  });
});

test('a provider that is not there is refused by name', async () => {
  await expect(openGraph(writeGraph(), { provider: 'coreml', threads: 1 })).rejects.toMatchObject({
    code: 'provider-failed',
    message: expect.stringContaining('"coreml"'),
  });
});

test('the processor is always among the providers, and each can be named once', () => {
  const names = listProviders();
  expect(names).toContain('cpu');
  expect(new Set(names).size).toBe(names.length);
});

test('CUDA is not offered where its library is not installed', () => {
  const library = join(
    import.meta.dirname,
    `../node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/libonnxruntime_providers_cuda.so`,
  );
  expect(listProviders().includes('cuda')).toBe(existsSync(library));
});
