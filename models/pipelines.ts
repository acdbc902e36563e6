import type { System } from '../contract/systems.ts';
import type { Estimate, Pipeline, Question, Tools } from './pipeline/pipeline.ts';

/** Every system and its pipeline, which is read when it is first asked. */
const PIPELINES: { [S in System]: () => Promise<Pipeline<S>> } = {
  marigold: async () => (await import('./marigold/estimate.ts')).estimateMarigold,
  metricgold: async () => (await import('./metricgold/estimate.ts')).estimateMetricGold,
  zoedepth: async () => (await import('./zoedepth/estimate.ts')).estimateZoeDepth,
  betterdepth: async () => (await import('./betterdepth/estimate.ts')).estimateBetterDepth,
  fastdepth: async () => (await import('./fastdepth/estimate.ts')).estimateFastDepth,
  disparity: async () => (await import('./disparity/estimate.ts')).estimateDisparity,
};

/**
 * Photo in, depth map out: asks the pipeline of the pack's system. The map is at the model's height x width, row by row, in the unit of its
 * kind; its placement says how it lies on the photo.
 * Throws `bad-input` where photo, prior and options do not fit, `bad-pack` or `provider-failed` where a graph cannot be opened, does not
 * fit or fails, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function estimate<S extends System>(question: Question<S>, tools: Tools): Promise<Estimate> {
  const pipeline = (await PIPELINES[question.pack.system]()) as Pipeline<S>;
  return pipeline(question, tools);
}
