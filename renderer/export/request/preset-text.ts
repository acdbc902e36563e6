import { PRESET_NAMES, PRESETS, type Preset } from '../../../contract/exports/presets.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
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
  title: text('exports.custom'),
  tag: text('exports.everyFormat'),
  reason: text('exports.customReason'),
};

/** As the message of the tag tells them apart. */
const CONTENTS = { mesh: 'mesh', 'point-cloud': 'points', 'depth-image': 'depth' } as const;

export function presetText(choice: Choice): PresetText {
  if (choice === 'custom') return CUSTOM;
  const { kind, options, title, reason }: Preset = PRESETS[choice];
  return {
    // Buttons are narrow.
    title: sentence(title).replace(/(Unreal) Engine/, '$1'),
    tag: text('exports.presetTag', { format: shortFormat(options.format ?? ''), kind: CONTENTS[kind] }),
    reason: sentence(reason),
  };
}
