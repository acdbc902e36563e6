import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Pack, packSchema } from '../contract/pack.ts';
import { type Constant, type ElementType, type GraphFile, type Node, onnxBytes } from './onnx.ts';

/*
 * Packs of a few hundred bytes whose answers can be worked out by hand, with the same ports as real ones.
 */

/** Writes a pack into a new folder: `pack` without its graphs, and the graphs as files. */
export function writePack(
  pack: Record<string, unknown>,
  graphs: Record<string, GraphFile | Float32Array>,
): { folder: string; pack: Pack } {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  mkdirSync(folder, { recursive: true });
  const files = Object.entries(graphs).map(([key, graph]) => {
    const isGraph = !(graph instanceof Float32Array);
    const file = isGraph ? `${key}.onnx` : `${key}.f32`;
    const bytes = isGraph ? onnxBytes(graph) : new Uint8Array(graph.buffer);
    writeFileSync(join(folder, file), bytes);
    return [key, { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }];
  });
  const complete = packSchema.parse({
    format: 1,
    id: 'synthetic',
    title: 'Synthetic',
    origin: 'imported',
    licence: 'CC0-1.0',
    graphs: Object.fromEntries(files),
    ...pack,
  });
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(complete));
  return { folder, pack: complete };
}

export interface LatentOptions {
  system: 'marigold' | 'metricgold' | 'betterdepth';
  type?: ElementType;
  /** Latents that the UNet is told, four channels each: what it answers is minus the first of them. */
  conditioning?: string[];
  /** The latent that the UNet hands back. */
  answers?: number;
  unetChannels?: number;
  textWidth?: number;
  weight?: number;
  batch?: number | string;
  depth?: Record<string, unknown>;
  scheduler?: Record<string, unknown>;
  initialLatent?: 'noise' | 'zeros';
}

/**
 * A latent pack whose encoder averages 8 x 8 pixels, whose decoder repeats them, and whose UNet says v = -weight x the latent at `answers`.
 * Started from zeros with one step at zero SNR, the decoded map is `weight` x that latent's image, but for a factor of 0.9996.
 */
export function writeLatentPack(options: LatentOptions): { folder: string; pack: Pack } {
  const { system, type = 'float32', textWidth = 1024, weight = 1, answers = 0, batch = 'batch' } = options;
  const conditioning =
    options.conditioning ?? (system === 'betterdepth' ? ['image', 'coarse', 'noise'] : ['image', 'noise']);
  const channels = options.unetChannels ?? 4 * conditioning.length;
  const picked = Array.from({ length: 4 * channels }, (_, i) =>
    i % channels === 4 * answers + Math.floor(i / channels) ? -weight : 0,
  );
  const identity = (outputs: number, inputs: number) =>
    Array.from({ length: outputs * inputs }, (_, i) => (Math.floor(i / inputs) === i % inputs ? 1 : 0));
  const image = { type, shape: ['n', 3, 'h', 'w'] };
  const latent = { type, shape: ['n', 4, 'y', 'x'] };
  return writePack(
    {
      system,
      depth: options.depth ?? {
        kind: system === 'metricgold' ? 'log-metric' : system === 'betterdepth' ? 'disparity' : 'affine',
        min: 0.1,
        max: 80,
      },
      latent: { channels: 4, downscale: 8, scalingFactor: 0.5 },
      scheduler: {
        kind: 'ddim',
        predictionType: 'v_prediction',
        betaSchedule: 'scaled_linear',
        betaStart: 0.00085,
        betaEnd: 0.012,
        trainSteps: 1000,
        spacing: 'trailing',
        stepsOffset: 1,
        setAlphaToOne: false,
        zeroTerminalSnr: true,
        ...options.scheduler,
      },
      initialLatent: options.initialLatent ?? 'zeros',
      conditioning,
      defaults: { steps: 1, ensemble: 1, resolution: 0 },
    },
    {
      vaeEncoder: graph(
        type,
        { name: 'picture', ...image },
        { name: 'code', ...latent },
        [
          {
            op: 'AveragePool',
            inputs: ['in'],
            output: 'pooled',
            attributes: { kernel_shape: [8, 8], strides: [8, 8] },
          },
          { op: 'Conv', inputs: ['pooled', 'weight'], output: 'out' },
        ],
        [{ name: 'weight', dims: [4, 3, 1, 1], values: identity(4, 3) }],
      ),
      unet: withInputs(
        graph(
          type,
          { name: 'x', type, shape: [batch, channels, 'y', 'x'] },
          { name: 'v', ...latent },
          [{ op: 'Conv', inputs: ['in', 'weight'], output: 'out' }],
          [{ name: 'weight', dims: [4, channels, 1, 1], values: picked }],
        ),
        [
          { name: 't', type: 'int64', shape: [] },
          { name: 'text', type, shape: ['n', 'tokens', textWidth] },
        ],
      ),
      vaeDecoder: graph(
        type,
        { name: 'code', ...latent },
        { name: 'picture', ...image },
        [
          { op: 'Conv', inputs: ['in', 'weight'], output: 'small' },
          {
            op: 'Resize',
            inputs: ['small', '', 'scales'],
            output: 'out',
            attributes: {
              mode: 'nearest',
              coordinate_transformation_mode: 'asymmetric',
              nearest_mode: 'floor',
            },
          },
        ],
        [
          { name: 'weight', dims: [3, 4, 1, 1], values: identity(3, 4) },
          { name: 'scales', dims: [4], values: [1, 1, 8, 8] },
        ],
      ),
      prompt: new Float32Array(2048),
    },
  );
}

type Port = GraphFile['inputs'][number];

/** A graph from `in` to `out` that computes in float32, whatever the type of its ports. */
export function graph(
  type: ElementType,
  input: Port,
  output: Port,
  nodes: readonly Node[],
  constants: readonly Constant[] = [],
): GraphFile {
  const rename = (name: string) =>
    name === 'in'
      ? type === 'float16'
        ? 'wide'
        : input.name
      : name === 'out'
        ? type === 'float16'
          ? 'narrow'
          : output.name
        : name;
  const inner = nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(rename),
    output: rename(node.output),
  }));
  const casts = {
    before: { op: 'Cast', inputs: [input.name], output: 'wide', attributes: { to: 1 } },
    after: { op: 'Cast', inputs: ['narrow'], output: output.name, attributes: { to: 10 } },
  };
  return {
    inputs: [input],
    outputs: [output],
    nodes: type === 'float16' ? [casts.before, ...inner, casts.after] : inner,
    constants,
  };
}

function withInputs(file: GraphFile, more: readonly Port[]): GraphFile {
  return { ...file, inputs: [...file.inputs, ...more] };
}

/** A feed-forward graph that answers with weight x the mean of its three planes + shift, as 1 x H x W. */
export function meanGraph(weight: number, shift = 0, shape: Port['shape'] = [1, 3, 'h', 'w']): GraphFile {
  return {
    inputs: [{ name: 'pixel_values', type: 'float32', shape }],
    outputs: [{ name: 'predicted_depth', type: 'float32', shape: [1, shape[2], shape[3]] }],
    nodes: [
      { op: 'ReduceMean', inputs: ['pixel_values'], output: 'mean', attributes: { axes: [1], keepdims: 0 } },
      { op: 'Mul', inputs: ['mean', 'weight'], output: 'scaled' },
      { op: 'Add', inputs: ['scaled', 'shift'], output: 'predicted_depth' },
    ],
    constants: [
      { name: 'weight', dims: [], values: [weight] },
      { name: 'shift', dims: [], values: [shift] },
    ],
  };
}

/** A router whose two logits are (mean, -mean) of the input. */
export function routerGraph(): GraphFile {
  return {
    inputs: [{ name: 'pixel_values', type: 'float32', shape: [1, 3, 'h', 'w'] }],
    outputs: [{ name: 'domain_logits', type: 'float32', shape: [1, 2] }],
    nodes: [
      {
        op: 'ReduceMean',
        inputs: ['pixel_values'],
        output: 'mean',
        attributes: { axes: [1, 2, 3], keepdims: 0 },
      },
      { op: 'Mul', inputs: ['mean', 'signs'], output: 'flat' },
      { op: 'Reshape', inputs: ['flat', 'shape'], output: 'domain_logits' },
    ],
    constants: [
      { name: 'signs', dims: [2], values: [1, -1] },
      { name: 'shape', dims: [2], values: [1, 2], type: 'int64' },
    ],
  };
}

/**
 * Two heads and a router in one graph: the logits of `routerGraph`, and everywhere `indoor` or `outdoor` metres, by the domain that is asked
 * for (1, 2) or that the logits say (0).
 */
export function routedGraph(indoor: number, outdoor: number): GraphFile {
  const router = routerGraph();
  const map = meanGraph(0, 0);
  return {
    inputs: [...router.inputs, { name: 'domain', type: 'int64', shape: [] }],
    outputs: [...router.outputs, ...map.outputs],
    nodes: [
      ...router.nodes,
      { op: 'ReduceMean', inputs: ['pixel_values'], output: 'grey', attributes: { axes: [1], keepdims: 0 } },
      { op: 'Mul', inputs: ['grey', 'zero'], output: 'map' },
      { op: 'GreaterOrEqual', inputs: ['mean', 'zero'], output: 'is-bright' },
      { op: 'Equal', inputs: ['domain', 'auto'], output: 'is-auto' },
      { op: 'Equal', inputs: ['domain', 'first'], output: 'is-indoor' },
      { op: 'And', inputs: ['is-auto', 'is-bright'], output: 'is-routed' },
      { op: 'Or', inputs: ['is-indoor', 'is-routed'], output: 'takes-indoor' },
      { op: 'Where', inputs: ['takes-indoor', 'indoor', 'outdoor'], output: 'metres' },
      { op: 'Add', inputs: ['map', 'metres'], output: 'predicted_depth' },
    ],
    constants: [
      ...(router.constants ?? []),
      { name: 'zero', dims: [], values: [0] },
      { name: 'auto', dims: [], values: [0], type: 'int64' },
      { name: 'first', dims: [], values: [1], type: 'int64' },
      { name: 'indoor', dims: [], values: [indoor] },
      { name: 'outdoor', dims: [], values: [outdoor] },
    ],
  };
}
