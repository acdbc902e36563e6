import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { createStore } from './create-store.ts';
import { look } from './look.ts';
import { useRecipe } from './recipe.ts';

interface InspectorState {
  tab: string;
  /** Packs whose options are unfolded. */
  open: readonly string[];
  /** Whether seed and device are unfolded. */
  isRecipeOpen: boolean;
  /** The pack that has to come into view, until it has. */
  wanted: string | null;
}

/** What the right side shows. */
export const useInspector = createStore<InspectorState>(() => ({
  tab: 'models',
  open: [],
  isRecipeOpen: false,
  wanted: null,
}));

export function unfoldPack(packId: string, isOpen: boolean): void {
  useInspector.setState(({ open }) => {
    const others = open.filter((id) => id !== packId);
    return { open: isOpen ? [...others, packId] : others };
  });
}

/** Puts the settings of a run into the form of its pack, where they are changed and run again. */
export function fillRecipeFrom({ packId, options, requestedProvider }: RecipeSource): void {
  const { seed, ...own } = options;
  useRecipe.setState((recipe) => ({
    own: { ...recipe.own, [packId]: own as RunOptions },
    provider: requestedProvider,
    ...(typeof seed === 'number' ? { seed, isSeedLocked: true } : {}),
  }));
  look({ isQuiet: false });
  unfoldPack(packId, true);
  useInspector.setState({ tab: 'models', wanted: packId });
}

type RecipeSource = Pick<Run, 'packId' | 'options' | 'requestedProvider'>;
