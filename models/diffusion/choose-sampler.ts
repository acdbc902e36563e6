import { DepthroomError } from '../../contract/errors.ts';
import type { Scheduler } from '../../contract/pack.ts';
import type { Tools } from '../pipeline/pipeline.ts';
import { createDdim } from './ddim.ts';
import { createLcm } from './lcm.ts';
import type { Sampler } from './sampler.ts';
import { LCM_TEACHER_STEPS } from './schedule.ts';

/** Below so many steps a leading schedule starts too far from full noise. */
const LEADING_MINIMUM = 10;

/** How a latent is walked from noise to the answer: the number of network calls a member, and which training steps they visit. */
export interface SamplerOptions {
  steps: number;
  spacing: 'pack' | 'leading' | 'trailing';
}

/**
 * The sampler of a pack with the steps and the spacing that were asked for. Says in a note where the choice is a bad one, and never makes
 * another instead. Own rules: leading spacing wants 10 steps (Garcia et al., arXiv 2409.11355, show why), an LCM has the 50 of its teacher.
 * Throws `bad-input` where more steps are asked for than the sampler has.
 */
export function chooseSampler(
  scheduler: Scheduler,
  { steps, spacing }: SamplerOptions,
  tools: Pick<Tools, 'note'>,
): Sampler {
  if (scheduler.kind === 'lcm') return chooseLcm(scheduler, steps, spacing, tools);
  if (steps > scheduler.trainSteps)
    throw new DepthroomError(
      'bad-input',
      `${steps} steps were asked for; this pack was trained with ${scheduler.trainSteps} and cannot take more.`,
    );
  const chosen = spacing === 'pack' ? scheduler : { ...scheduler, spacing };
  if (chosen.spacing === 'leading' && steps < LEADING_MINIMUM)
    tools.note(
      `Leading spacing with ${steps} step${steps === 1 ? '' : 's'} begins at step ${(steps - 1) * Math.floor(scheduler.trainSteps / steps) + scheduler.stepsOffset} of ${scheduler.trainSteps}, where the network expects less noise than it is given, so the map is noisy; choose trailing spacing (--spacing trailing) or ${LEADING_MINIMUM} steps and more.`,
    );
  return createDdim(chosen, steps);
}

function chooseLcm(
  scheduler: Scheduler,
  steps: number,
  spacing: SamplerOptions['spacing'],
  tools: Pick<Tools, 'note'>,
): Sampler {
  if (steps > LCM_TEACHER_STEPS)
    throw new DepthroomError(
      'bad-input',
      `${steps} steps were asked for; an LCM pack takes 1 to ${LCM_TEACHER_STEPS}, and 4 are enough.`,
    );
  if (spacing !== 'pack') tools.note(`An LCM pack has steps of its own, so ${spacing} spacing was left out.`);
  return createLcm(scheduler, steps);
}
