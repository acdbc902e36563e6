import { DepthroomError } from '../../../contract/errors.ts';
import type { Scheduler } from '../../../contract/pack.ts';
import { type CheckpointSource, readJson } from './checkpoint-source.ts';

/** What a field means that scheduler_config.json leaves out (diffusers' DDIMScheduler and LCMScheduler). */
const DEFAULTS = {
  num_train_timesteps: 1000,
  beta_start: 0.0001,
  beta_end: 0.02,
  beta_schedule: 'linear',
  trained_betas: null,
  clip_sample: true,
  set_alpha_to_one: true,
  steps_offset: 0,
  prediction_type: 'epsilon',
  thresholding: false,
  timestep_spacing: 'leading',
  rescale_betas_zero_snr: false,
};
const DEFAULTS_OF_LCM = {
  ...DEFAULTS,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  clip_sample: false,
  original_inference_steps: 50,
  timestep_scaling: 10,
};

/** What the samplers (models/diffusion) take for granted. */
const FIXED = {
  beta_schedule: 'scaled_linear',
  trained_betas: null,
  thresholding: false,
  clip_sample: false,
};
const FIXED_OF_LCM = { ...FIXED, original_inference_steps: 50, timestep_scaling: 10 };

/** The `scheduler` of pack.json from scheduler/scheduler_config.json. Throws `bad-pack` for a sampler that the app does not have. */
export async function readScheduler(source: CheckpointSource): Promise<Scheduler> {
  const stated = await readJson(source, 'scheduler/scheduler_config.json', 'the noise schedule');
  const name = stated._class_name;
  if (name !== 'DDIMScheduler' && name !== 'LCMScheduler')
    throw new DepthroomError(
      'bad-pack',
      `Expected a DDIMScheduler or an LCMScheduler in ${source.name}, but received ${name ?? 'none'}; the app has no other sampler.`,
    );
  const isLcm = name === 'LCMScheduler';
  const config: Record<string, unknown> = { ...(isLcm ? DEFAULTS_OF_LCM : DEFAULTS), ...stated };
  for (const [field, expected] of Object.entries(isLcm ? FIXED_OF_LCM : FIXED)) {
    if (config[field] !== expected)
      throw new DepthroomError(
        'bad-pack',
        `Expected ${field} of the scheduler to be ${expected}, but received ${config[field]}; the app's samplers do not have that.`,
      );
  }
  return {
    kind: isLcm ? 'lcm' : 'ddim',
    predictionType: config.prediction_type as Scheduler['predictionType'],
    betaSchedule: 'scaled_linear',
    betaStart: config.beta_start as number,
    betaEnd: config.beta_end as number,
    trainSteps: config.num_train_timesteps as number,
    spacing: config.timestep_spacing as Scheduler['spacing'],
    stepsOffset: config.steps_offset as number,
    setAlphaToOne: config.set_alpha_to_one as boolean,
    zeroTerminalSnr: config.rescale_betas_zero_snr as boolean,
  };
}

/** Denoising steps where the checkpoint does not say its own: those of the published ones with the same schedule. */
export function usualSteps({ kind, spacing }: Scheduler): number {
  if (kind === 'lcm') return 1;
  return spacing === 'trailing' ? 4 : 10;
}
