import type { Scheduler } from '../../contract/pack.ts';
import type { Normals } from './noise.ts';

/** Walks a latent from noise to the answer. */
export interface Sampler {
  /** Training steps to visit, in order. */
  timesteps: readonly number[];
  /** Whether steps draw noise: then the answers hang on how many members are denoised together. */
  drawsNoise: boolean;
  /** Replaces `sample`, which is at timesteps[index], by the one that follows, given what the network said about it. */
  step(index: number, sample: Float32Array, prediction: Float32Array, normals: Normals): void;
}

/**
 * What a network's prediction says about the clean latent and the noise in a sample, as factors: clean = a x + b p and noise = c x + d p, x
 * the sample and p the prediction, `alpha` the cumulative product at the step, 0..1, for the three parametrisations (Salimans and Ho 2022,
 * section 4 and appendix D).
 */
export function factorsOf(predictionType: Scheduler['predictionType'], alpha: number) {
  const signal = Math.sqrt(alpha);
  const noise = Math.sqrt(Math.max(0, 1 - alpha));
  if (predictionType === 'v_prediction')
    return { cleanX: signal, cleanP: -noise, noiseX: noise, noiseP: signal };
  if (predictionType === 'epsilon')
    return { cleanX: 1 / signal, cleanP: -noise / signal, noiseX: 0, noiseP: 1 };
  return { cleanX: 0, cleanP: 1, noiseX: 1 / noise, noiseP: -signal / noise };
}
