import { packsOfTheFour, packsToRunTogether } from '../../contract/choose-packs.ts';
import type { PackListing } from '../../contract/pack.ts';
import { useProject } from '../state/project.ts';
import { photoIdsToRun, useSelection } from '../state/selection.ts';
import { shortTitle } from './pack-text.ts';

/** What every button says that runs a pack of each system: on the shown photo, or on all that are marked. */
export function runAllLabel(
  packs: readonly Pick<PackListing, 'system' | 'origin' | 'problem' | 'title'>[],
  photos: number,
): string {
  const four = packsOfTheFour(packs).length;
  const together = packsToRunTogether(packs);
  if (photos > 1) return `Run on ${photos} photos (${together.length * photos} runs)`;
  const along = together.slice(four).map(({ title }) => ` and ${shortTitle(title)}`);
  return (four === 4 ? 'Run all four' : `Run all ${four}`) + along.join('');
}

/** The words of `runAllLabel` for what is installed and marked now: no button runs more than it says. */
export function useRunAllLabel(): string {
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  useSelection((state) => state.marked);
  return runAllLabel(packs, photoIdsToRun().length);
}
