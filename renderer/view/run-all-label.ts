import { packsOfTheFour, packsToRunTogether } from '../../contract/choose-packs.ts';
import type { PackListing } from '../../contract/pack.ts';
import { language } from '../language/language.ts';
import { text } from '../language/text.ts';
import { useProject } from '../state/project.ts';
import { useRecipe } from '../state/recipe.ts';
import { photoIdsToRun, useSelection } from '../state/selection.ts';
import { shortTitle } from './pack-text.ts';

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
  if (together.length === 0) return text('view.tickToRun');
  if (photos > 1) return text('view.runOnPhotos', { photos, runs: together.length * photos });
  if (ticked !== null)
    return together.length === 1
      ? text('view.runOne', { title: shortTitle(together[0].title) })
      : text('view.runModels', { count: together.length });
  const four = packsOfTheFour(packs).length;
  const along = together.slice(four).map(({ title }) => shortTitle(title));
  if (along.length === 0) return four === 4 ? text('view.runAllFour') : text('view.runAll', { count: four });
  const titles = new Intl.ListFormat(language().locale).format(along);
  return four === 4
    ? text('view.runAllFourAnd', { titles })
    : text('view.runAllAnd', { count: four, titles });
}

/** The words of `runAllLabel` for what is installed, ticked and marked now: no button runs more than it says. */
export function useRunAllLabel(): string {
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const ticked = useRecipe((state) => state.ticked);
  useSelection((state) => state.marked);
  return runAllLabel(packs, photoIdsToRun().length, ticked);
}
