import type { ExportKind } from '../../../contract/exports/export-kinds.ts';
import { PRESETS, type PresetName } from '../../../contract/exports/presets.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import { createStore } from '../../state/create-store.ts';
import { keepInView } from '../../state/remember.ts';
import { withEntry } from '../../state/with-entry.ts';

export type Choice = PresetName | 'custom';

/** What a person asked the export panel for. */
export interface Plan {
  choice: Choice;
  kind: ExportKind;
  /** Options that differ from the preset's, or from the defaults. */
  own: RunOptions;
  /** Whether a relative map becomes metres where it may stay as it is; null: as is usual for the format. */
  isInMetres: boolean | null;
}

export const usePlan = createStore<Plan>(() => ({
  choice: 'blender',
  kind: 'mesh',
  own: {},
  isInMetres: null,
}));
keepInView('exportPlan', usePlan);

/** Takes a preset, or goes on from the one that is chosen as a custom file. */
export function choose(choice: Choice): void {
  usePlan.setState((before) => {
    if (choice === before.choice) return before;
    if (choice !== 'custom') return { choice, kind: PRESETS[choice].kind, own: {}, isInMetres: null };
    return { choice, own: { ...presetOptions(before.choice), ...before.own } };
  });
}

/** Goes to another kind of file; only custom files have a choice. */
export function chooseKind(kind: ExportKind): void {
  usePlan.setState({ choice: 'custom', kind, own: {}, isInMetres: null });
}

export function setOwn(name: string, value: RunOptions[string] | undefined): void {
  usePlan.setState(({ own }) => ({ own: withEntry(own, name, value) }));
}

/** Back to the preset as it is written, or to the defaults. */
export function forgetOwn(): void {
  usePlan.setState({ own: {}, isInMetres: null });
}

export function presetOptions(choice: Choice): RunOptions {
  return choice === 'custom' ? {} : { ...PRESETS[choice].options };
}
