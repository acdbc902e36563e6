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
import { findRows, type GraphRow, type GraphTable, type NetworkConfig } from './graph-table.ts';
import { readPreprocessor } from './preprocessor-config.ts';
import { ANY_NETWORK, FEED_FORWARD, type FeedForwardRecipe } from './recipes.ts';

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
  return {
    draft: {
      format: 1,
      system,
      ...(await identityOf(source, weights.precision, wish)),
      parameters: countParameters(weights),
      ...recipe.fields(config, preprocessor),
    },
    precision: weights.precision,
    graphs: await planHeads(table, rows, recipe, config, weights),
    prompt: null,
    weights: weights.files,
  };
}

/** One graph for one head; for two a graph each, and the router, over the same file of weights. */
async function planHeads(
  table: GraphTable,
  rows: readonly GraphRow[],
  { routerRole }: FeedForwardRecipe,
  config: NetworkConfig,
  weights: Weights,
): Promise<PlannedGraph[]> {
  const domains = ['indoor', 'outdoor'].map((domain) => ({
    key: domain,
    file: `${domain}.onnx`,
    rows: rows.filter(({ key }) => key === domain),
  }));
  if (routerRole === null || domains.some((domain) => domain.rows.length === 0))
    return [await planRow(table, rowOf(rows, weights), weights, { key: 'model', file: 'model.onnx' })];
  const graphs: PlannedGraph[] = [];
  for (const domain of domains)
    graphs.push(await planRow(table, rowOf(domain.rows, weights), weights, domain));
  const router = { key: 'router', file: 'router.onnx' };
  return [...graphs, await planGraph(table, routerRole, config, weights, router)];
}
