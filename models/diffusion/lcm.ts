import type { Scheduler } from '../../contract/pack.ts';
import { factorsOf, type Sampler } from './sampler.ts';
import { alphasOf, lcmTimesteps } from './schedule.ts';

/** Standard deviation of the data and scale of the timestep in the boundary condition. */
const SIGMA_DATA = 0.5;
const TIMESTEP_SCALING = 10;

/**
 * Multistep sampling of a latent consistency model (Luo et al. 2023, algorithm 3), on scaled latents of any shape, in place: each step
 * jumps to the clean latent by the boundary condition f = c_skip x + c_out clean (Song et al. 2023, eq. 5; constants as in diffusers'
 * scheduling_lcm.py), and all but the last are made noisy again.
 */
export function createLcm(scheduler: Scheduler, steps: number): Sampler {
  const alphas = alphasOf(scheduler);
  const timesteps = lcmTimesteps(scheduler, steps);
  return {
    timesteps,
    drawsNoise: true,
    step(index, sample, prediction, normals) {
      const t = timesteps[index];
      const { cleanX, cleanP } = factorsOf(scheduler.predictionType, alphas[t]);
      const scaled = t * TIMESTEP_SCALING;
      const skip = SIGMA_DATA ** 2 / (scaled ** 2 + SIGMA_DATA ** 2);
      const out = scaled / Math.sqrt(scaled ** 2 + SIGMA_DATA ** 2);
      const x = out * cleanX + skip;
      const p = out * cleanP;
      for (let i = 0; i < sample.length; i++) sample[i] = x * sample[i] + p * prediction[i];
      if (index === timesteps.length - 1) return;

      const next = alphas[timesteps[index + 1]];
      const signal = Math.sqrt(next);
      const noise = Math.sqrt(1 - next);
      const fresh = normals.draw(sample.length);
      for (let i = 0; i < sample.length; i++) sample[i] = signal * sample[i] + noise * fresh[i];
    },
  };
}
