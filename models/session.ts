import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Tensor as OrtTensor, InferenceSession as Session } from 'onnxruntime-node';
import { DepthroomError } from '../contract/errors.ts';
import type { Graph, Port, Tensor, TensorType } from './pipeline/pipeline.ts';

/** The native addon is loaded by the first call, so that importing this file costs nothing. */
let runtime: typeof import('onnxruntime-node') | null = null;
function onnxruntime(): typeof import('onnxruntime-node') {
  // TensorRT's fused attention, which CUDA takes on cards before Ampere, sums in float16 and overflows with Stable Diffusion 2.
  process.env.ORT_DISABLE_TRT_FLASH_ATTENTION ??= '1';
  // CUDA would round the factors of float32 products to TF32's 10 bits, as onnxruntime's default is; who wants that sets it to 1.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  // From 1.30 on it makes an id of the computer in ~/.cache/Microsoft and sends what was run on it to its makers; nothing leaves this computer.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  runtime ??= createRequire(import.meta.url)('onnxruntime-node') as typeof import('onnxruntime-node');
  return runtime;
}

/** On what a graph runs. */
export interface OpenOptions {
  /** Execution provider as onnxruntime names it: cpu, webgpu, cuda, tensorrt, dml, coreml; with several adapters "cuda:1" is the second, "webgpu:integrated" the slow one. */
  provider: string;
  /** Threads inside one operator; 0 lets onnxruntime choose. */
  threads: number;
  /**
   * The weights lie in a checkpoint's own file, in the order of its authors: turned ones are multiplied as they lie, where folding would
   * turn a copy of each at every opening. On the CPU alone, which can, and for graphs that need no folded constant.
   */
  isBound?: boolean;
  /**
   * The network takes milliseconds: threads that wait for work sleep at once. Otherwise they turn round and round for a while, which long
   * work begins a little sooner for, and which costs more of the processor than such a network does.
   */
  isLight?: boolean;
}

/** onnxruntime's own name of the step that computes at opening what depends on constants alone. */
const FOLDING = 'ConstantFolding';

/** A graph that holds memory until it is released. */
export interface OpenGraph extends Graph {
  release(): Promise<void>;
}

/**
 * Opens an ONNX graph by path (external weights are found beside it) on one provider and no other: where the provider cannot be used this
 * fails, and whoever asked decides about falling back. Throws `provider-failed` where the provider refuses, `bad-pack` where the CPU does,
 * so that the file is no graph that can be opened, `too-large` where memory is too small for it.
 */
export async function openGraph(
  path: string,
  { provider, threads, isBound = false, isLight = false }: OpenOptions,
): Promise<OpenGraph> {
  const ort = onnxruntime();
  const options: Session.SessionOptions = {
    executionProviders: [toOrtProvider(provider)],
    graphOptimizationLevel: 'all',
    // Sizes differ from photo to photo: a memory pattern would be planned anew for each and kept.
    enableMemPattern: false,
    logSeverityLevel: 3,
    ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
    extra: {
      ...(isBound && provider === 'cpu' ? { optimization: { disable_specified_optimizers: FOLDING } } : {}),
      ...(isLight && provider === 'cpu' ? { session: { intra_op: { allow_spinning: '0' } } } : {}),
      ...configOf(provider),
    },
  };
  let session: Session;
  try {
    session = await ort.InferenceSession.create(path, options);
  } catch (thrown) {
    throw openFailure(thrown, provider);
  }
  return {
    inputs: session.inputMetadata.map(toPort),
    outputs: session.outputMetadata.map(toPort),
    run: (feeds) => runSession(session, feeds, provider),
    release: () => session.release(),
  };
}

/** Most characters of what onnxruntime says that a person is told. */
const REASON_LENGTH = 240;

/** What onnxruntime says in one line, without places in its source, the computer's name, and names of a broken file that are no text. */
function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message
    .replace(/\/\S+\.(?:cc|cpp|h):\d+ .*?\)(?: const)?(?:::<lambda.*?>)?(?: \[.*?\])?(?=\s|$)/gs, ' ')
    .replace(/ ; GPU=.*/s, '')
    .replace(/[\p{Cc}\p{Cn}\p{Cs}\uFFFD\s]+/gu, ' ')
    .slice(0, REASON_LENGTH)
    .replace(/[\s.:]+$/, '');
}

/**
 * What providers say where memory ran out: the CPU's allocator and CUDA's arena, CUDA with cuBLAS and cuDNN, DirectML, Dawn, which also
 * refuses a buffer that is larger than the adapter takes. cuDNN says NOT_SUPPORTED for many other things, so that is none of these.
 */
const SHORT_OF_MEMORY =
  /out of memory|out_of_memory|out_of_(?:host|device)_memory|bad_alloc|bad allocation|failed to allocate|alloc(?:ation)?_failed|8007000E|not enough memory|allocation .*(?:failed|too large)|exceeds the max buffer size limit|larger than the maximum storage buffer binding size/i;

/** What a person is told where a graph failed at work on a provider: `too-large` where its memory ran out, else whose fault it is. */
export function runFailure(thrown: unknown, provider: string): DepthroomError {
  const reason = reasonOf(thrown);
  if (isShortOfMemory(thrown)) return tooLarge(provider, reason, thrown);
  const code = provider === 'cpu' ? 'bad-pack' : 'provider-failed';
  return new DepthroomError(code, `A graph failed while it ran on "${provider}": ${reason}.`, {
    cause: thrown,
  });
}

function openFailure(thrown: unknown, provider: string): DepthroomError {
  const reason = reasonOf(thrown);
  if (isShortOfMemory(thrown)) return tooLarge(provider, reason, thrown);
  if (provider === 'cpu')
    return new DepthroomError('bad-pack', `The graph could not be opened: ${reason}.`, { cause: thrown });
  return new DepthroomError('provider-failed', `The graph could not be opened on "${provider}": ${reason}.`, {
    cause: thrown,
  });
}

/** The whole message is looked at: what a provider says of its memory may stand behind what a person is told. */
function isShortOfMemory(thrown: unknown): boolean {
  return SHORT_OF_MEMORY.test(thrown instanceof Error ? thrown.message : String(thrown));
}

function tooLarge(provider: string, reason: string, cause: unknown): DepthroomError {
  return new DepthroomError(
    'too-large',
    `Expected enough memory for the graph on "${provider}", but there was too little (${reason}); choose a smaller working size or batch, or another provider.`,
    { cause },
  );
}

/** "cuda:1" is the second adapter of a provider: its name, and its number where one is stated ("webgpu:integrated" has none). */
export function deviceOf(provider: string): { name: string; device: number | null } {
  const [name, device] = provider.split(':');
  return { name, device: device === undefined || !/^\d+$/.test(device) ? null : Number(device) };
}

/** WebGPU knows no numbers: it is asked for the fastest adapter, or for the one that takes the least power. */
function configOf(provider: string): Record<string, unknown> | null {
  if (deviceOf(provider).name !== 'webgpu') return null;
  const powerPreference = provider === 'webgpu:integrated' ? 'low-power' : 'high-performance';
  return { ep: { webgpuexecutionprovider: { powerPreference } } };
}

function toOrtProvider(provider: string): Session.ExecutionProviderConfig {
  const { name, device } = deviceOf(provider);
  return device === null ? name : ({ name, deviceId: device } as Session.ExecutionProviderConfig);
}

/** Version of onnxruntime. */
export function runtimeVersion(): string {
  return onnxruntime().env.versions.node ?? onnxruntime().env.versions.common;
}

/** Names of the execution providers whose libraries are on this machine, as onnxruntime names them; `cpu` is always among them. */
export function listProviders(): string[] {
  return onnxruntime()
    .listSupportedBackends()
    .filter(({ name, bundled }) => bundled || hasLibrary(name))
    .map(({ name }) => name);
}

/**
 * Providers that are not part of the package (CUDA, TensorRT) come as a library beside onnxruntime's own: in its package, or where this
 * process was told to load it from (core/providers/added-cuda.ts).
 */
function hasLibrary(provider: string): boolean {
  return existsSync(join(runtimeFolder(), `libonnxruntime_providers_${provider}.so`));
}

function runtimeFolder(): string {
  if (process.env.DEPTHROOM_ONNXRUNTIME_FOLDER) return process.env.DEPTHROOM_ONNXRUNTIME_FOLDER;
  const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  return join(dirname(manifest), 'bin', 'napi-v6', process.platform, process.arch);
}

async function runSession(
  session: Session,
  feeds: Record<string, Tensor>,
  provider: string,
): Promise<Record<string, Tensor>> {
  const ort = onnxruntime();
  const inputs: Record<string, OrtTensor> = {};
  for (const [name, tensor] of Object.entries(feeds)) inputs[name] = toOrt(ort, tensor);
  let outputs: Session.OnnxValueMapType;
  try {
    outputs = await session.run(inputs);
  } catch (thrown) {
    throw runFailure(thrown, provider);
  }
  const results: Record<string, Tensor> = {};
  for (const [name, value] of Object.entries(outputs)) results[name] = fromOrt(value as OrtTensor);
  return results;
}

function toPort(metadata: Session.ValueMetadata): Port {
  return metadata.isTensor
    ? { name: metadata.name, type: metadata.type, shape: metadata.shape }
    : { name: metadata.name, type: 'not a tensor', shape: [] };
}

/**
 * float16 goes in as a plain object of the same shape: the Tensor class turns its bits into a Float16Array where there is one, and
 * the addon reads that as empty ("not enough space: expected .., got 0", onnxruntime-node 1.30 on Node 24).
 */
function toOrt(ort: typeof import('onnxruntime-node'), tensor: Tensor): OrtTensor {
  if (tensor.type === 'float16') return { ...tensor, location: 'cpu' } as unknown as OrtTensor;
  const build = ort.Tensor as unknown as new (
    type: string,
    data: unknown,
    dims: readonly number[],
  ) => OrtTensor;
  return new build(tensor.type, tensor.data, tensor.dims);
}

const TYPES: readonly string[] = ['float32', 'float16', 'int64', 'int32'] satisfies TensorType[];

function fromOrt(value: OrtTensor): Tensor {
  if (!TYPES.includes(value.type))
    throw new DepthroomError(
      'bad-pack',
      `A graph answered with ${value.type} values; expected ${TYPES.join(', ')}.`,
    );
  const data = value.data as ArrayBufferView & { length: number };
  // Node 24 hands out float16 as a Float16Array: give its bits.
  if (value.type === 'float16')
    return {
      type: 'float16',
      data: new Uint16Array(data.buffer as ArrayBuffer, data.byteOffset, data.length),
      dims: value.dims,
    };
  return { type: value.type as TensorType, data: data as unknown as Tensor['data'], dims: value.dims };
}
