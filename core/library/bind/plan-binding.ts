import { DepthroomError } from '../../../contract/errors.ts';
import type { BindingPlan, BindingWish } from './binding-plan.ts';
import type { CheckpointSource } from './checkpoint-source.ts';
import type { GraphTable } from './graph-table.ts';
import { planFeedForward } from './plan-feed-forward.ts';
import { planLatent } from './plan-latent.ts';

/**
 * How a checkpoint becomes a pack: which graph takes which tensors, and all of its pack.json but the hashes. Reads configurations and the
 * headers of weights only, so that what does not fit is refused before anything is copied or downloaded. Throws `bad-pack` with the
 * field or tensor, what was expected and what was found.
 */
export function planBinding(
  source: CheckpointSource,
  table: GraphTable,
  wish: BindingWish,
): Promise<BindingPlan> {
  if (source.files.has('model_index.json') || source.files.has('unet/config.json'))
    return planLatent(source, table, wish);
  if (source.files.has('config.json')) return planFeedForward(source, table, wish);
  throw new DepthroomError(
    'bad-pack',
    `Expected a checkpoint in the layout of diffusers (model_index.json) or transformers (config.json), but ${source.name} has neither; get its whole folder.`,
  );
}
