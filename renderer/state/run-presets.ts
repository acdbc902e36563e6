import { OPTIONS, type RunOptions } from '../../contract/options.ts';
import type { PackListing } from '../../contract/pack.ts';

export const PRESETS = ['fast', 'balanced', 'best'] as const;
export type Preset = (typeof PRESETS)[number];

/** What each preset means for a pack: balanced is the pack as its makers set it. */
export function presetOptions(pack: PackListing, preset: Preset): RunOptions {
  if (preset === 'balanced' || !pack.system) return {};
  const { system, defaults } = pack;
  if (system === 'zoedepth') return { flip: preset === 'best' };
  if (system !== 'marigold' && system !== 'metricgold' && system !== 'betterdepth') return {};
  const steps = typeof defaults.steps === 'number' ? defaults.steps : 4;
  if (preset === 'fast') return { steps: 1, ensemble: 1 };
  // A pack whose makers took one step was trained for one; more members still help.
  return { steps: steps === 1 ? 1 : Math.max(10, steps), ensemble: 5 };
}

/** Options that are sent with a run: the preset, then what a person set, then the seed; only what the system knows. */
export function optionsToSend(pack: PackListing, preset: Preset, own: RunOptions, seed: number): RunOptions {
  if (!pack.system) return {};
  const known = OPTIONS[pack.system].shape;
  const all = { ...presetOptions(pack, preset), ...own, ...('seed' in known ? { seed } : {}) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in known));
}

/** What a field shows: what a person set, else the preset, else the pack's default; undefined leaves it to the schema's. */
export function shownOption(
  pack: PackListing,
  preset: Preset,
  own: RunOptions,
  name: string,
): RunOptions[string] | undefined {
  return own[name] ?? presetOptions(pack, preset)[name] ?? pack.defaults[name];
}
