import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onnxBytes } from '../test/onnx.ts';
import { listProviders, openGraph, runFailure } from './session.ts';

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

test('memory that runs out in a real session is said to be too little', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'graph-')), 'vast.onnx');
  writeFileSync(
    file,
    onnxBytes({
      inputs: [{ name: 'shape', type: 'int64', shape: [2] }],
      outputs: [{ name: 'y', type: 'float32', shape: ['rows', 'columns'] }],
      nodes: [{ op: 'ConstantOfShape', inputs: ['shape'], output: 'y' }],
    }),
  );
  const graph = await openGraph(file, cpu);
  const shape = { type: 'int64' as const, data: BigInt64Array.of(1n << 22n, 1n << 22n), dims: [2] };
  await expect(graph.run({ shape })).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/^Expected enough memory for the graph on "cpu".*another provider\.$/),
  });
  await graph.release();
});

const NODE =
  "Non-zero status code returned while running Conv node. Name:'/decoder/up_blocks.3/resnets.0/conv1/Conv' Status Message: ";
/** As onnxruntime 1.30 writes them: the words are in its libraries, the places and numbers differ. */
const SHORT: Record<string, string> = {
  'the arena of the CPU and of CUDA': `${NODE}/onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:359 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 201326592\n`,
  'the arena at its limit': `${NODE}/onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:348 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Available memory of 1048576 is smaller than requested bytes of 201326592: BFC Arena ran out of memory trying to allocate 201326592\n`,
  CUDA: `${NODE}CUDA failure 2: out of memory ; GPU=0 ; hostname=studio ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc ; line=129 ; expr=cudaMalloc((void**)&p, size); `,
  cuBLAS: `${NODE}CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; hostname=studio ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider.cc ; line=183 ; expr=cublasCreate(&cublas_handle_); `,
  cuDNN: `${NODE}CUDNN failure 5003: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED ; GPU=0 ; hostname=studio ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cudnn_fe_call.cc ; line=33 ; expr=s_.cudnn_fe_graph->execute(...); `,
  DirectML: `${NODE}D:\\a\\_work\\1\\s\\onnxruntime\\core\\providers\\dml\\DmlExecutionProvider\\src\\DmlCommandRecorder.cpp(371)\\onnxruntime.dll!00007FFB: (caller: 00007FFB) Exception(1) tid(1a) 8007000E Not enough memory resources are available to complete this operation.`,
  'Dawn, of a buffer': `${NODE}WebGPU validation failed. Buffer size (1073741824) exceeds the max buffer size limit (268435456). This adapter supports a higher maxBufferSize.`,
  'Dawn, of a binding': `${NODE}WebGPU validation failed. Binding size (201326592) of [Buffer "MatMul"] is larger than the maximum storage buffer binding size (134217728).`,
  'Dawn, of Vulkan': `${NODE}Uncaptured error: vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY`,
  'a long name before it': `Non-zero status code returned while running Conv node. Name:'${'/block'.repeat(60)}' Status Message: CUDA failure 2: out of memory`,
};

test.each(Object.entries(SHORT))('too little memory is recognised in what a provider says: %s', (_, said) => {
  const failure = runFailure(new Error(said), 'cuda');
  expect(failure.code).toBe('too-large');
  expect(failure.message).not.toMatch(/onnxruntime_src|hostname|\n/);
});

test('other failures of a provider are not taken for too little memory', () => {
  for (const said of [
    `${NODE}CUDNN failure 3000: CUDNN_STATUS_NOT_SUPPORTED ; GPU=0 ; hostname=studio`,
    `${NODE}CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; hostname=studio`,
    `${NODE}Device lost: the device was removed.`,
  ])
    expect(runFailure(new Error(said), 'cuda').code).toBe('provider-failed');
});
