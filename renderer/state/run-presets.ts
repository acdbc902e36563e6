import { OPTIONS } from '../../contract/options.ts';
import type { PackListing } from '../../contract/pack.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { presetOptions, type RunPreset } from '../../contract/systems.ts';

/** Options that are sent with a run: the preset, then what a person set, then the seed; only what the system knows. */
export function optionsToSend(
  pack: PackListing,
  preset: RunPreset,
  own: RunOptions,
  seed: number,
): RunOptions {
  if (!pack.system) return {};
  const known = OPTIONS[pack.system].shape;
  const all = {
    ...presetOptions(pack.system, pack.defaults, preset),
    ...own,
    ...('seed' in known ? { seed } : {}),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in known));
}

/** What a field shows: what a person set, else the preset, else the pack's default; undefined leaves it to the schema's. */
export function shownOption(
  pack: PackListing,
  preset: RunPreset,
  own: RunOptions,
  name: string,
): RunOptions[string] | undefined {
  return own[name] ?? presetOptions(pack.system, pack.defaults, preset)[name] ?? pack.defaults[name];
}
