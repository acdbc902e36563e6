import type { System } from '../contract/systems.ts';
import { estimateBetterDepth } from './betterdepth/estimate.ts';
import { estimateDisparity } from './disparity/estimate.ts';
import { estimateFastDepth } from './fastdepth/estimate.ts';
import { estimateMarigold } from './marigold/estimate.ts';
import { estimateMetricGold } from './metricgold/estimate.ts';
import type { Estimate, Pipeline, Question, Tools } from './pipeline/pipeline.ts';
import { estimateZoeDepth } from './zoedepth/estimate.ts';

/** Every system and its pipeline. */
const PIPELINES: { [S in System]: Pipeline<S> } = {
  marigold: estimateMarigold,
  metricgold: estimateMetricGold,
  zoedepth: estimateZoeDepth,
  betterdepth: estimateBetterDepth,
  fastdepth: estimateFastDepth,
  disparity: estimateDisparity,
};

/**
 * Photo in, depth map out: asks the pipeline of the pack's system. The map is at the model's height x width, row by row, in the unit of its
 * kind; its placement says how it lies on the photo.
 * Throws `bad-input` where photo, prior and options do not fit, `bad-pack` or `provider-failed` where a graph cannot be opened, does not
 * fit or fails, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function estimate<S extends System>(question: Question<S>, tools: Tools): Promise<Estimate> {
  const pipeline = PIPELINES[question.pack.system] as Pipeline<S>;
  return pipeline(question, tools);
}
