import { combineAffine } from '../diffusion/ensemble.ts';
import { predictMembers } from '../diffusion/members.ts';
import { noteSmallEnsemble, spreadOfDifferent } from '../diffusion/notes.ts';
import { prepareImage, workingSizeOf } from '../diffusion/working-size.ts';
import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto } from '../pipeline/place.ts';

/**
 * Marigold (Ke et al., CVPR 2024, arXiv 2312.02145; journal version arXiv 2505.09358): depth by denoising a latent next to the latent of
 * the photo. Answers with affine depth, 0 near and 1 far, at the resized working size, and from three members on with their spread in the
 * same unit.
 * Throws `bad-input` where the resolution leaves no pixel or there are too many steps, `bad-pack` or `provider-failed` where a graph cannot
 * be opened, does not fit or fails, `bad-result` where it answers with NaN or infinity, `internal` where the prompt is cut off.
 */
export async function estimateMarigold(
  { photo, pack, options }: Question<'marigold'>,
  tools: Tools,
): Promise<Estimate> {
  // 1. The photo at the working size, in -1..1 (section 3.1).
  const size = workingSizeOf(photo, options.resolution, pack.latent.downscale);
  tools.report('prepare', 0);
  const image = prepareImage(photo, size, options.resampleInput);

  // 2. to 4. Encode, denoise one latent for each member, decode to 0..1 (sections 3.2 and 3.4).
  noteSmallEnsemble(options.ensemble, tools);
  const members = await predictMembers(pack, { image }, size, options, tools);

  // 5. Align the members and take their median (section 3.4, test-time ensembling).
  const { values, spread: found } = combineAffine(members, size.resized);
  const spread = found && spreadOfDifferent(found, values, tools);

  return {
    depth: { kind: 'affine-depth', ...size.resized, values },
    placement: coverPhoto(photo, options.resampleOutput),
    ...(spread ? { uncertainty: { values: spread, unit: 'relative' } } : {}),
  };
}
