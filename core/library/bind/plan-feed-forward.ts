import { DepthroomError } from '../../../contract/errors.ts';
import { systemOfWeights } from '../../../contract/systems.ts';
import {
  type BindingPlan,
  type BindingWish,
  countParameters,
  identityOf,
  type PlannedGraph,
  planGraph,
  planRow,
  refuseOtherPrecision,
  rowOf,
} from './binding-plan.ts';
import { type CheckpointSource, readJson } from './checkpoint-source.ts';
import { chooseWeights, type Weights } from './choose-weights.ts';
import { findRows, type GraphTable, type NetworkConfig } from './graph-table.ts';
import { type Preprocessor, readPreprocessor } from './preprocessor-config.ts';

const HALVES: [number, number, number] = [0.5, 0.5, 0.5];
const IMAGENET = {
  mean: [0.485, 0.456, 0.406] as [number, number, number],
  std: [0.229, 0.224, 0.225] as [number, number, number],
};

/**
 * A checkpoint in transformers' layout (config.json, preprocessor_config.json, model.safetensors) as a plan of ZoeDepth or of a disparity
 * network. Throws `bad-pack` with what does not fit.
 */
export async function planFeedForward(
  source: CheckpointSource,
  table: GraphTable,
  wish: BindingWish,
): Promise<BindingPlan> {
  const config = {
    path: 'config.json',
    json: await readJson(source, 'config.json', 'a model of transformers'),
  };
  const isZoe = systemOfWeights('transformers', String(config.json.model_type)) === 'zoedepth';
  const preprocessor = await readPreprocessor(source, isZoe ? 'bilinear' : 'bicubic');
  // What the configuration alone decides is refused before a byte of the weights is asked for.
  findRows(table, isZoe ? 'zoedepth' : 'disparity', config);
  const weights = await chooseWeights(source, '', 'model', wish.precision);
  refuseOtherPrecision(wish, weights);
  return {
    draft: {
      format: 1,
      system: isZoe ? 'zoedepth' : 'disparity',
      ...(await identityOf(source, weights.precision, wish)),
      parameters: countParameters(weights),
      ...(isZoe ? zoedepthFields(config, preprocessor) : disparityFields(config, preprocessor)),
    },
    graphs: isZoe
      ? await planZoedepth(table, config, weights)
      : [await planGraph(table, 'disparity', config, weights, { key: 'model', file: 'model.onnx' })],
    prompt: null,
    weights: weights.files,
  };
}

/** One graph for one head; for two a graph each, and the router, over the same file of weights. */
async function planZoedepth(
  table: GraphTable,
  config: NetworkConfig,
  weights: Weights,
): Promise<PlannedGraph[]> {
  const rows = findRows(table, 'zoedepth', config);
  const domains = ['indoor', 'outdoor'].map((domain) => ({
    key: domain,
    file: `${domain}.onnx`,
    rows: rows.filter(({ key }) => key === domain),
  }));
  if (domains.some((domain) => domain.rows.length === 0))
    return [await planRow(table, rowOf(rows, weights), weights, { key: 'model', file: 'model.onnx' })];
  const graphs: PlannedGraph[] = [];
  for (const domain of domains)
    graphs.push(await planRow(table, rowOf(domain.rows, weights), weights, domain));
  const router = { key: 'router', file: 'router.onnx' };
  return [...graphs, await planGraph(table, 'zoedepthRouter', config, weights, router)];
}

interface Bins {
  min_depth: number;
  max_depth: number;
}

function zoedepthFields({ json }: NetworkConfig, preprocessor: Preprocessor) {
  const ranges = (json.bin_configurations as Bins[] | undefined) ?? [{ min_depth: 0.001, max_depth: 10 }];
  const configured = Math.max(...ranges.map((range) => range.max_depth));
  // ZoeDepth K was trained for 80 m with "normed" bins, but its published configuration computes with 10 m (isl-org/ZoeDepth issue 28).
  const isK = ranges.length === 1 && json.bin_centers_type === 'normed' && configured === 10;
  const multipleOf = preprocessor.multipleOf ?? 32;
  if (multipleOf % 32 !== 0)
    throw new DepthroomError(
      'bad-pack',
      `Expected ensure_multiple_of in preprocessor_config.json to be a multiple of 32, but received ${multipleOf}.`,
    );
  return {
    depth: {
      kind: 'metric',
      min: Math.min(...ranges.map((range) => range.min_depth)),
      max: isK ? 80 : configured,
    },
    ...(isK ? { rescaleRange: { from: 10, to: 80 } } : {}),
    input: {
      rescaleFactor: 1 / 255,
      mean: preprocessor.mean ?? HALVES,
      std: preprocessor.std ?? HALVES,
      pad: preprocessor.pad,
      padFactor: 3,
      padMode: 'reflect',
      resize: {
        ...preprocessor.size,
        keepAspectRatio: preprocessor.keepAspect ?? true,
        multipleOf,
        mode: 'bilinear',
        alignCorners: true,
        antialias: false,
      },
      output: { mode: 'bicubic', alignCorners: false, antialias: false },
    },
    defaults: { flip: true },
  };
}

function disparityFields({ json }: NetworkConfig, { size, multipleOf, keepAspect, mean, std }: Preprocessor) {
  const patch = typeof json.patch_size === 'number' ? json.patch_size : 14;
  const multiple = multipleOf === null || multipleOf === 1 ? patch : multipleOf;
  if (size.height !== size.width || multiple % patch !== 0)
    throw new DepthroomError(
      'bad-pack',
      `Expected a square size and a multiple of the patches' ${patch} pixels in preprocessor_config.json, but received ${size.width} x ${size.height} and ${multiple}.`,
    );
  return {
    depth: { kind: 'disparity' },
    input: {
      shortSide: size.height,
      multipleOf: multiple,
      rule: 'minimal',
      ...(keepAspect === true ? {} : { keepAspect: false }),
      mean: mean ?? IMAGENET.mean,
      std: std ?? IMAGENET.std,
    },
  };
}
