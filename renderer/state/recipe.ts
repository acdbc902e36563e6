import type { RunOptions } from '../../contract/schemas.ts';
import type { RunPreset } from '../../contract/systems.ts';
import { createStore } from './create-store.ts';
import { withEntry } from './with-entry.ts';

/** How the next runs are made. */
interface RecipeState {
  preset: RunPreset;
  /** Execution provider, or `auto` for the first that works. */
  provider: string;
  seed: number;
  /** Locked: every run takes `seed`. Open: each press of a button draws a new one. */
  isSeedLocked: boolean;
  /** Packs that a person ticked to be run together; null before. */
  ticked: readonly string[] | null;
  /** Options that a person set, by pack. */
  own: Readonly<Record<string, RunOptions>>;
}

export const useRecipe = createStore<RecipeState>(() => ({
  preset: 'balanced',
  provider: 'auto',
  seed: 0,
  isSeedLocked: true,
  ticked: null,
  own: {},
}));

export function setOption(packId: string, name: string, value: RunOptions[string] | undefined): void {
  useRecipe.setState(({ own }) => ({
    own: { ...own, [packId]: withEntry(own[packId] ?? {}, name, value) },
  }));
}

export function forgetOptions(packId: string): void {
  useRecipe.setState(({ own }) => ({ own: withEntry(own, packId, null) }));
}

/** The seed for the runs that are started now; an open one is drawn anew and shown. */
export function takeSeed(): number {
  const { seed, isSeedLocked } = useRecipe.getState();
  if (isSeedLocked) return seed;
  const drawn = drawSeed();
  useRecipe.setState({ seed: drawn });
  return drawn;
}

export function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
