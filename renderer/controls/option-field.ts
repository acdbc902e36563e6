import type { RunOptions } from '../../contract/schemas.ts';
import { text } from '../language/text.ts';
import type { FormField } from '../view/form-fields.ts';

export type OptionValue = RunOptions[string] | undefined;

/** The control that an option gets; a switch without a default has a third state, in which the pack decides. */
export type Control = 'pack-switch' | 'switch' | 'select' | 'number' | 'text';

export function controlOf({ type, fallback }: Pick<FormField, 'type' | 'fallback'>): Control {
  if (type === 'boolean') return fallback === undefined ? 'pack-switch' : 'switch';
  return type === 'choice' ? 'select' : type;
}

/** A field whose choices the schema leaves open gets them here. */
export function withChoices(field: FormField, choices: FormField['choices'] | undefined): FormField {
  return choices ? { ...field, type: 'choice', choices } : field;
}

export const SWITCH_CHOICES = [
  { value: 'pack', label: text('controls.asThePackSays') },
  { value: 'on', label: text('controls.on') },
  { value: 'off', label: text('controls.off') },
] as const;

/** The choice of a switch with three states, and back. */
export function switchChoice(value: OptionValue): 'pack' | 'on' | 'off' {
  if (value === undefined) return 'pack';
  return value ? 'on' : 'off';
}

export function switchValue(choice: string | null): boolean | undefined {
  return choice === 'pack' ? undefined : choice === 'on';
}
