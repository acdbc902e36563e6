import type { Scheduler } from '../../contract/pack.ts';
import { roundHalfToEven } from '../pipeline/half.ts';

/**
 * Cumulative products of 1 - beta, 1..0, one for every training step (DDPM, Ho et al. 2020, eq. 4), with the scaled-linear betas of Stable
 * Diffusion: the square roots of beta are evenly spaced. With `zeroTerminalSnr` rescaled so that the last is 0 (Lin et al. 2024, algorithm
 * 1).
 */
export function alphasOf(scheduler: Scheduler): Float64Array {
  const { trainSteps, betaStart, betaEnd, zeroTerminalSnr } = scheduler;
  const first = Math.sqrt(betaStart);
  const last = Math.sqrt(betaEnd);
  const alphas = new Float64Array(trainSteps);
  let product = 1;
  for (let t = 0; t < trainSteps; t++) {
    product *= 1 - (first + (t / (trainSteps - 1)) * (last - first)) ** 2;
    alphas[t] = product;
  }
  return zeroTerminalSnr ? rescaled(alphas) : alphas;
}

function rescaled(alphas: Float64Array): Float64Array {
  const top = Math.sqrt(alphas[0]);
  const bottom = Math.sqrt(alphas[alphas.length - 1]);
  return alphas.map((alpha) => (((Math.sqrt(alpha) - bottom) * top) / (top - bottom)) ** 2);
}

/**
 * Training steps (0..T - 1) that a DDIM sampler visits, from noisy to clean, `steps` of them (Lin et al. 2024, table 2; diffusers,
 * scheduling_ddim.py).
 * - leading: multiples of floor(T / steps), plus the offset; never starts at full noise.
 * - trailing: starts at full noise (T - 1) and goes down by T / steps. Where rounding gives one step too many (61 steps of 1000), which
 *   would be -1, it is left out.
 * - linspace: evenly from T - 1 to 0.
 */
export function ddimTimesteps({ trainSteps, spacing, stepsOffset }: Scheduler, steps: number): number[] {
  const step = (index: number) => {
    if (spacing === 'leading') return (steps - 1 - index) * Math.floor(trainSteps / steps) + stepsOffset;
    if (spacing === 'trailing') return roundHalfToEven(trainSteps - index * (trainSteps / steps)) - 1;
    return steps > 1 ? roundHalfToEven(((trainSteps - 1) * (steps - 1 - index)) / (steps - 1)) : 0;
  };
  return Array.from({ length: steps }, (_, index) => step(index)).filter((t) => t >= 0);
}

/** Number of steps of the teacher that a latent consistency model was distilled with. */
export const LCM_TEACHER_STEPS = 50;

/**
 * Training steps (0..T - 1) that an LCM sampler visits, from noisy to clean: an even choice of `steps` from the teacher's own 50 (Luo et
 * al. 2023, section 4.3).
 */
export function lcmTimesteps({ trainSteps }: Scheduler, steps: number): number[] {
  const stride = trainSteps / LCM_TEACHER_STEPS;
  return Array.from({ length: steps }, (_, index) => {
    const chosen = Math.floor((index * LCM_TEACHER_STEPS) / steps);
    return (LCM_TEACHER_STEPS - chosen) * stride - 1;
  });
}
