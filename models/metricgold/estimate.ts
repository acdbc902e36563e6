import { MEMBERS_FOR_SPREAD } from '../diffusion/ensemble.ts';
import { predictMembers } from '../diffusion/members.ts';
import { noteSmallEnsemble, spreadOfDifferent } from '../diffusion/notes.ts';
import { reduceMembers } from '../diffusion/reduce.ts';
import { prepareImage, workingSizeOf } from '../diffusion/working-size.ts';
import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto } from '../pipeline/place.ts';
import { metresFromUnit } from './log-depth.ts';
import { noteSaturation } from './saturation.ts';

/**
 * MetricGold (Shah et al., arXiv 2411.10886): Marigold's network trained on the logarithm of metric depth, so that its map, at the resized
 * working size, means metres. The spread of an ensemble is told as a difference of natural logarithms: 0.05 is about 5 % of the depth.
 * Throws `bad-input` where the resolution leaves no pixel or there are too many steps, `bad-pack` or `provider-failed` where a graph cannot
 * be opened, does not fit or fails, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function estimateMetricGold(
  { photo, pack, options }: Question<'metricgold'>,
  tools: Tools,
): Promise<Estimate> {
  // 1. The photo at the working size, as Marigold's.
  const size = workingSizeOf(photo, options.resolution, pack.latent.downscale);
  tools.report('prepare', 0);
  const image = prepareImage(photo, size, options.resampleInput);

  // 2. Encode, denoise, decode: each member is a map of u in 0..1.
  noteSmallEnsemble(options.ensemble, tools);
  const members = await predictMembers(pack, { image }, size, options, tools);

  // 3. Members mean the same metres, so they are not aligned: the median of u.
  const { values: unit, spread: found } = reduceMembers(members);
  const spread = members.length >= MEMBERS_FOR_SPREAD ? spreadOfDifferent(found, unit, tools) : undefined;
  noteSaturation(unit, pack.depth, tools);

  // 4. Metres: d = min (max / min)^u. Placed by the logarithm, which is to say that u is resized.
  const range = pack.depth;
  const values = unit.map((u) => metresFromUnit(u, range));
  const logSpan = Math.log(range.max / range.min);
  return {
    depth: { kind: 'metric', ...size.resized, values },
    placement: coverPhoto(photo, options.resampleOutput, 'log'),
    ...(spread
      ? { uncertainty: { values: spread.map((deviation) => deviation * logSpan), unit: 'ln(depth)' } }
      : {}),
  };
}
