import { z } from 'zod';
import type { DepthKind } from './depth-map.ts';
import type { RunOptions } from './schemas.ts';

/** What is so of a system whatever the pack. */
export interface SystemFacts {
  title: string;
  /** What its maps are; null where they are of the kind of the prior that they sharpen. */
  answers: DepthKind | null;
  /** Whether it sharpens a coarse map of another system instead of starting from the photo alone. */
  takesPrior: boolean;
  /** The system whose coarse map is sharpened before those of others: the lowest first (choose-packs.ts). Null is never chosen. */
  coarseRank: number | null;
  /** Whether "Run all four" and `--all` run it. */
  isOneOfTheFour: boolean;
  /** It is run along with the four while these have nothing but starter weights. */
  runsWithStarters?: true;
  /** Options of the presets beside "balanced", which is the pack as its makers set it. */
  presets(defaults: RunOptions): Record<'fast' | 'best', RunOptions>;
  /** How the configuration files of published checkpoints call it: in diffusers' model_index.json, and as `model_type` of transformers. */
  weights: { diffusers: RegExp | null; transformers: readonly string[] };
}

const latentPresets: SystemFacts['presets'] = (defaults) => {
  const steps = typeof defaults.steps === 'number' ? defaults.steps : 4;
  return {
    fast: { steps: 1, ensemble: 1 },
    // A pack whose makers took one step was trained for one; more members still help.
    best: { steps: steps === 1 ? 1 : Math.max(10, steps), ensemble: 5 },
  };
};
const noPresets: SystemFacts['presets'] = () => ({ fast: {}, best: {} });

/**
 * The systems that there is code for, each with all of its facts, in the order in which people see them. One that is built upon
 * another stands below it: its weights name both, and are asked for from the last to the first.
 */
export const SYSTEMS = {
  marigold: {
    title: 'Marigold',
    answers: 'affine-depth',
    takesPrior: false,
    coarseRank: 2,
    isOneOfTheFour: true,
    presets: latentPresets,
    weights: { diffusers: /marigold/i, transformers: [] },
  },
  metricgold: {
    title: 'MetricGold',
    answers: 'metric',
    takesPrior: false,
    coarseRank: 3,
    isOneOfTheFour: true,
    presets: latentPresets,
    weights: { diffusers: /metricgold/i, transformers: [] },
  },
  zoedepth: {
    title: 'ZoeDepth',
    answers: 'metric',
    takesPrior: false,
    coarseRank: 1,
    isOneOfTheFour: true,
    presets: () => ({ fast: { flip: false }, best: { flip: true } }),
    weights: { diffusers: null, transformers: ['zoedepth'] },
  },
  betterdepth: {
    title: 'BetterDepth',
    answers: null,
    takesPrior: true,
    coarseRank: null,
    isOneOfTheFour: true,
    presets: latentPresets,
    weights: { diffusers: /betterdepth/i, transformers: [] },
  },
  fastdepth: {
    title: 'FastDepth',
    answers: 'metric',
    takesPrior: false,
    // After the starter weights of all others: it knows nothing but rooms.
    coarseRank: 200,
    isOneOfTheFour: false,
    runsWithStarters: true,
    presets: noPresets,
    weights: { diffusers: null, transformers: [] },
  },
  /** Any feed-forward network with relative inverse depth (Depth Anything, MiDaS). The refiner was made for such maps. */
  disparity: {
    title: 'Feed-forward disparity',
    answers: 'affine-disparity',
    takesPrior: false,
    coarseRank: 0,
    isOneOfTheFour: false,
    presets: noPresets,
    weights: { diffusers: null, transformers: ['depth_anything', 'dpt'] },
  },
} as const satisfies Record<string, SystemFacts>;

export type System = keyof typeof SYSTEMS;
export const SYSTEM_NAMES = Object.keys(SYSTEMS) as [System, ...System[]];
export const systemSchema = z.enum(SYSTEM_NAMES);

/** The facts of a system, or of how a run was made from others, which is none. */
export function factsOf(system: string | null): SystemFacts | null {
  return system !== null && Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system as System] : null;
}

export type RunPreset = 'fast' | 'balanced' | 'best';

/** The options that a preset means for a pack of a system with these defaults. */
export function presetOptions(system: System | null, defaults: RunOptions, preset: RunPreset): RunOptions {
  return preset === 'balanced' || !system ? {} : SYSTEMS[system].presets(defaults)[preset];
}

/**
 * The system that a configuration file of a published checkpoint speaks of; null where it is none of these. `text` is the whole
 * model_index.json of diffusers, or the `model_type` in the config.json of transformers.
 */
export function systemOfWeights(library: 'diffusers' | 'transformers', text: string): System | null {
  const isNamed = (system: System) => {
    const { diffusers, transformers }: SystemFacts['weights'] = SYSTEMS[system].weights;
    return library === 'diffusers' ? (diffusers?.test(text) ?? false) : transformers.includes(text);
  };
  return SYSTEM_NAMES.findLast(isNamed) ?? null;
}
