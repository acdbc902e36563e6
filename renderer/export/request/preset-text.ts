import { PRESET_NAMES, PRESETS, type Preset } from '../../../contract/exports/presets.ts';
import { shortFormat } from './kinds.ts';
import type { Choice } from './plan.ts';

/** What a button says about a choice, and why the program gets such a file. */
export interface PresetText {
  title: string;
  tag: string;
  reason: string;
}

/** Everything that can be chosen, in the order of the buttons. */
export const CHOICES: readonly Choice[] = [...PRESET_NAMES, 'custom'];

const CUSTOM: PresetText = {
  title: 'Custom',
  tag: 'every format',
  reason: 'Every kind of file, every format and all of its options; it starts from what is chosen now.',
};

const KIND_WORDS = { mesh: 'mesh', 'point-cloud': 'points', 'depth-image': 'depth' } as const;

export function presetText(choice: Choice): PresetText {
  if (choice === 'custom') return CUSTOM;
  const { kind, options, title, reason }: Preset = PRESETS[choice];
  return {
    // Buttons are narrow.
    title: title.replace('Unreal Engine', 'Unreal'),
    tag: `${shortFormat(options.format ?? '')} ${KIND_WORDS[kind]}`,
    reason,
  };
}
