import { systemOfWeights } from '../../../contract/systems.ts';
import {
  type BindingPlan,
  type BindingWish,
  countParameters,
  identityOf,
  planRow,
  refuseOtherPrecision,
  rowOf,
} from './binding-plan.ts';
import { type CheckpointSource, readJson } from './checkpoint-source.ts';
import { chooseWeights } from './choose-weights.ts';
import { findRows, type GraphTable } from './graph-table.ts';
import { readPreprocessor } from './preprocessor-config.ts';
import { ANY_NETWORK, FEED_FORWARD } from './recipes.ts';

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
  const system = systemOfWeights('transformers', String(config.json.model_type)) ?? ANY_NETWORK;
  const recipe = FEED_FORWARD[system] ?? FEED_FORWARD[ANY_NETWORK];
  const preprocessor = await readPreprocessor(source, recipe.resample);
  // What the configuration alone decides is refused before a byte of the weights is asked for.
  const rows = findRows(table, recipe.role, config);
  const weights = await chooseWeights(source, '', 'model', wish.precision);
  refuseOtherPrecision(wish, weights);
  const row = rowOf(rows, weights);
  // Two heads and their router are one graph too: they share a pass of the backbone.
  const graph = await planRow(table, row, weights, { key: row.key ?? 'model', file: 'model.onnx' });
  return {
    draft: {
      format: 1,
      system,
      ...(await identityOf(source, weights.precision, wish)),
      parameters: countParameters(weights),
      ...recipe.fields(config, preprocessor),
    },
    precision: weights.precision,
    graphs: [graph],
    prompt: null,
    weights: weights.files,
  };
}
