import { DepthroomError } from '../../contract/errors.ts';
import type { Graph, Port, Tensor } from '../pipeline/pipeline.ts';
import { floatTensor } from '../pipeline/tensor.ts';

/*
 * Graphs are known by the rank, the channels and the types of their ports, never by names: the exporters of diffusers and
 * optimum and everyone else's name them differently.
 */

/** Width of the text embedding of Stable Diffusion 2, on which all of these systems were built. */
const TEXT_WIDTH = 1024;

/**
 * A UNet as a function: the stacked latents of a batch (`dims`: members x channels x height x width) and a training step in, the prediction
 * of rank 4 out. Throws `bad-pack` where the graph has another fixed size or fails, `provider-failed` where its provider does.
 */
export interface Unet {
  predict(sample: Float32Array, dims: readonly number[], timestep: number): Promise<Tensor>;
}

/**
 * Finds the three inputs of a UNet and checks that it takes `channels` channels and a text embedding of width 1024 (Stable Diffusion 2);
 * `prompt` holds tokens x 1024 values. Own rule: ports are told apart by rank, since every exporter names them differently. Throws
 * `bad-pack` where an input is missing or of another shape, or the prompt is no whole number of tokens.
 */
export function bindUnet(graph: Graph, channels: number, prompt: Float32Array): Unet {
  const sample = inputOfRank(graph, [4], 'latents (rank 4)');
  const text = inputOfRank(graph, [3], 'a text embedding (rank 3)');
  const timestep = inputOfRank(graph, [0, 1], 'a timestep (rank 0 or 1)');
  expectDimension(sample, 1, channels, `latent channels; ${systemOfChannels(sample.shape[1])}`);
  expectDimension(
    text,
    2,
    TEXT_WIDTH,
    'values per text token (Stable Diffusion 2; 768 would be Stable Diffusion 1.5)',
  );
  if (prompt.length === 0 || prompt.length % TEXT_WIDTH !== 0)
    throw new DepthroomError(
      'bad-pack',
      `The prompt file holds ${prompt.length} values; expected a multiple of ${TEXT_WIDTH}.`,
    );
  const tokens = prompt.length / TEXT_WIDTH;
  expectDimension(text, 1, tokens, 'text tokens, as the prompt file has');

  return {
    async predict(values, dims, t) {
      const batch = dims[0];
      dims.forEach((size, axis) => {
        expectDimension(sample, axis, size, ['members in a batch', 'channels', 'rows', 'columns'][axis]);
      });
      const outputs = await graph.run({
        [sample.name]: floatTensor(values, dims, sample.type),
        [timestep.name]: timestepTensor(t, timestep, batch),
        [text.name]: floatTensor(repeat(prompt, batch), [batch, tokens, TEXT_WIDTH], text.type),
      });
      return imageOutput(outputs, 'The UNet');
    },
  };
}

/**
 * The one image input (rank 4: batch x channels x height x width) of an encoder or decoder, with its channels checked where the graph
 * states them. Throws `bad-pack` where there is not exactly one, or it takes other channels.
 */
export function bindImageInput(graph: Graph, channels: readonly number[], what: string): Port {
  const port = inputOfRank(graph, [4], `${what} (rank 4)`);
  const stated = port.shape[1];
  if (typeof stated === 'number' && !channels.includes(stated))
    throw new DepthroomError(
      'bad-pack',
      `The input "${port.name}" takes ${stated} channels; expected ${channels.join(' or ')} for ${what}.`,
    );
  return port;
}

/** The first output of rank 4: batch x channels x height x width. Throws `bad-pack` where there is none. */
export function imageOutput(outputs: Record<string, Tensor>, what: string): Tensor {
  const tensor = Object.values(outputs).find((each) => each.dims.length === 4);
  if (tensor) return tensor;
  const seen = Object.entries(outputs).map(([name, { dims }]) => `${name} (${dims.join(' x ')})`);
  throw new DepthroomError('bad-pack', `${what} gave no output of rank 4, only ${seen.join(', ')}.`);
}

function inputOfRank(graph: Graph, ranks: readonly number[], what: string): Port {
  const fitting = graph.inputs.filter((port) => ranks.includes(port.shape.length));
  if (fitting.length === 1) return fitting[0];
  const seen = graph.inputs.map((port) => `${port.name} (rank ${port.shape.length})`).join(', ');
  throw new DepthroomError(
    'bad-pack',
    `Expected one input for ${what}, but the graph has ${fitting.length}: its inputs are ${seen}.`,
  );
}

/**
 * Checks one axis of an input (0 batch, 1 channels, 2 height, 3 width). A dimension that the graph leaves open fits everything. Throws
 * `bad-pack` where the graph states another one.
 */
export function expectDimension(port: Port, axis: number, expected: number, what: string): void {
  const stated = port.shape[axis];
  if (typeof stated !== 'number' || stated === expected) return;
  throw new DepthroomError(
    'bad-pack',
    `The input "${port.name}" takes ${stated}, but ${expected} were expected: ${what}.`,
  );
}

function systemOfChannels(channels: number | string): string {
  if (channels === 8) return '8 are those of Marigold and MetricGold';
  if (channels === 12) return '12 are those of BetterDepth';
  if (channels === 4) return '4 are those of plain Stable Diffusion';
  return '8 are those of Marigold and MetricGold, 12 of BetterDepth';
}

function timestepTensor(t: number, port: Port, batch: number): Tensor {
  const count = port.shape.length === 0 ? 1 : port.shape[0] === 1 ? 1 : batch;
  const dims = port.shape.length === 0 ? [] : [count];
  if (port.type === 'int64') return { type: 'int64', data: new BigInt64Array(count).fill(BigInt(t)), dims };
  if (port.type === 'int32') return { type: 'int32', data: new Int32Array(count).fill(t), dims };
  if (port.type === 'float32' || port.type === 'float16')
    return floatTensor(new Float32Array(count).fill(t), dims, port.type);
  throw new DepthroomError(
    'bad-pack',
    `The timestep "${port.name}" is of type ${port.type}; expected int64, int32, float32 or float16.`,
  );
}

function repeat(values: Float32Array, times: number): Float32Array {
  const repeated = new Float32Array(values.length * times);
  for (let i = 0; i < times; i++) repeated.set(values, i * values.length);
  return repeated;
}
