import { describe, expect, test } from 'vitest';
import type { Scheduler } from '../../contract/pack.ts';
import { createDdim } from '../../models/diffusion/ddim.ts';
import { createLcm } from '../../models/diffusion/lcm.ts';
import { createNormals } from '../../models/diffusion/noise.ts';
import { factorsOf } from '../../models/diffusion/sampler.ts';
import { alphasOf, ddimTimesteps, lcmTimesteps } from '../../models/diffusion/schedule.ts';
import { largestDifference, readUnit } from './read.ts';

const stableDiffusion: Scheduler = {
  kind: 'ddim',
  predictionType: 'v_prediction',
  betaSchedule: 'scaled_linear',
  betaStart: 0.00085,
  betaEnd: 0.012,
  trainSteps: 1000,
  spacing: 'leading',
  stepsOffset: 1,
  setAlphaToOne: false,
  zeroTerminalSnr: false,
};

describe('timesteps', () => {
  type Row = {
    kind: 'ddim' | 'lcm';
    spacing: Scheduler['spacing'];
    steps: number;
    timesteps: number[];
    previous: number[] | null;
  };
  const { rows } = readUnit<Row[]>('timesteps');

  test.each(rows)('$kind $spacing $steps', ({ kind, spacing, steps, timesteps, previous }) => {
    const scheduler = { ...stableDiffusion, kind, spacing };
    const visited = kind === 'lcm' ? lcmTimesteps(scheduler, steps) : ddimTimesteps(scheduler, steps);
    expect(visited).toEqual(timesteps);
    if (kind === 'ddim') expect(visited.map((t) => t - Math.floor(1000 / steps))).toEqual(previous);
  });

  test('61 trailing steps, which round to one too many, leave out the step before the first', () => {
    const timesteps = ddimTimesteps({ ...stableDiffusion, spacing: 'trailing' }, 61);
    expect([timesteps.length, timesteps[0], timesteps.at(-1)]).toEqual([61, 999, 15]);
  });
});

test('cumulative alphas, plain and with zero terminal SNR', () => {
  const { rows, tolerance } = readUnit<{ plain: number[]; zeroTerminalSnr: number[] }>('alphas');
  const zero = alphasOf({ ...stableDiffusion, zeroTerminalSnr: true });
  expect(largestDifference(alphasOf(stableDiffusion), rows.plain)).toBeLessThan(tolerance);
  expect(largestDifference(zero, rows.zeroTerminalSnr)).toBeLessThan(tolerance);
  expect(zero[999]).toBe(0);
});

describe('whole loops', () => {
  type Row = {
    scheduler: Scheduler;
    steps: number;
    seed: number;
    timesteps: number[];
    initial: number[];
    modelOutputs: number[][];
    samples: number[][];
  };
  const { rows, tolerance } = readUnit<Row[]>('steps');

  test.each(
    rows.map((row, index) => ({ ...row, index, kind: row.scheduler.kind, spacing: row.scheduler.spacing })),
  )('$index: $kind $spacing $steps', ({
    scheduler,
    steps,
    seed,
    timesteps,
    initial,
    modelOutputs,
    samples,
  }) => {
    const sampler = scheduler.kind === 'lcm' ? createLcm(scheduler, steps) : createDdim(scheduler, steps);
    const normals = createNormals(seed);
    const sample = normals.draw(initial.length);
    expect(sampler.timesteps).toEqual(timesteps);
    expect(largestDifference(sample, initial)).toBeLessThan(tolerance);
    const differences = modelOutputs.map((output, index) => {
      sampler.step(index, sample, Float32Array.from(output), normals);
      return largestDifference(sample, samples[index]);
    });
    expect(Math.max(...differences)).toBeLessThan(tolerance);
  });

  test('landing on the next entry of the list instead of one stride below is seen', () => {
    const row = rows.find(({ scheduler, steps }) => scheduler.spacing === 'trailing' && steps === 3) as Row;
    const alphas = alphasOf(row.scheduler);
    const sample = Float32Array.from(row.initial);
    const wrong = row.timesteps.map((t, index) => {
      const { cleanX, cleanP, noiseX, noiseP } = factorsOf('v_prediction', alphas[t]);
      const target = alphas[row.timesteps[index + 1] ?? 0];
      row.modelOutputs[index].forEach((p, i) => {
        const x = sample[i];
        sample[i] =
          Math.sqrt(target) * (cleanX * x + cleanP * p) + Math.sqrt(1 - target) * (noiseX * x + noiseP * p);
      });
      return largestDifference(sample, row.samples[index]);
    });
    expect(Math.max(...wrong)).toBeGreaterThan(10 * tolerance);
  });
});
