import type { Scheduler } from '../../contract/pack.ts';
import { factorsOf, type Sampler } from './sampler.ts';
import { alphasOf, ddimTimesteps } from './schedule.ts';

/**
 * Denoising diffusion implicit models without added noise (Song et al. 2021, eq. 12 with sigma = 0), on scaled latents of any shape, in
 * place. As in diffusers (scheduling_ddim.py), a step lands floor(T / steps) below where it started, not on the next entry of the list;
 * below 0 it lands on the first alpha, or on 1 with `setAlphaToOne`.
 */
export function createDdim(scheduler: Scheduler, steps: number): Sampler {
  const alphas = alphasOf(scheduler);
  const timesteps = ddimTimesteps(scheduler, steps);
  const stride = Math.floor(scheduler.trainSteps / steps);
  const finalAlpha = scheduler.setAlphaToOne ? 1 : alphas[0];
  return {
    timesteps,
    drawsNoise: false,
    step(index, sample, prediction) {
      const t = timesteps[index];
      const landing = t - stride;
      const target = landing >= 0 ? alphas[landing] : finalAlpha;
      const { cleanX, cleanP, noiseX, noiseP } = factorsOf(scheduler.predictionType, alphas[t]);
      const signal = Math.sqrt(target);
      const noise = Math.sqrt(Math.max(0, 1 - target));
      const x = signal * cleanX + noise * noiseX;
      const p = signal * cleanP + noise * noiseP;
      for (let i = 0; i < sample.length; i++) sample[i] = x * sample[i] + p * prediction[i];
    },
  };
}
