import { packsOfTheFour, packsToRunTogether } from '../../contract/choose-packs.ts';
import type { PackListing } from '../../contract/pack.ts';
import { useProject } from '../state/project.ts';
import { useRecipe } from '../state/recipe.ts';
import { photoIdsToRun, useSelection } from '../state/selection.ts';
import { shortTitle } from './pack-text.ts';
import { countText } from './words/count-text.ts';

/** What the button for several packs runs: those that a person ticked, else those that belong together. */
export function packsToRun<Pack extends Pick<PackListing, 'id' | 'system' | 'origin' | 'problem'>>(
  packs: readonly Pack[],
  ticked: readonly string[] | null,
): Pack[] {
  if (ticked === null) return packsToRunTogether(packs);
  return packs.filter(({ id, problem }) => problem === null && ticked.includes(id));
}

/** What every button says that runs several packs: on the shown photo, or on all that are marked. `ticked`: what a person chose, null before. */
export function runAllLabel(
  packs: readonly Pick<PackListing, 'id' | 'system' | 'origin' | 'problem' | 'title'>[],
  photos: number,
  ticked: readonly string[] | null = null,
): string {
  const together = packsToRun(packs, ticked);
  if (together.length === 0) return 'Tick a model to run';
  if (photos > 1)
    return `Run on ${photos.toLocaleString('en')} photos (${countText(together.length * photos, 'run')})`;
  if (ticked !== null)
    return together.length === 1 ? `Run ${shortTitle(together[0].title)}` : `Run ${together.length} models`;
  const four = packsOfTheFour(packs).length;
  const along = together.slice(four).map(({ title }) => ` and ${shortTitle(title)}`);
  return (four === 4 ? 'Run all four' : `Run all ${four}`) + along.join('');
}

/** The words of `runAllLabel` for what is installed, ticked and marked now: no button runs more than it says. */
export function useRunAllLabel(): string {
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const ticked = useRecipe((state) => state.ticked);
  useSelection((state) => state.marked);
  return runAllLabel(packs, photoIdsToRun().length, ticked);
}
