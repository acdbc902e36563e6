import { packsOfTheFour } from '../../contract/choose-packs.ts';
import { useProject } from '../state/project.ts';
import { photoIdsToRun, useSelection } from '../state/selection.ts';

/** What every button says that runs a pack of each system: on the shown photo, or on all that are marked. */
export function runAllLabel(packs: number, photos: number): string {
  if (photos > 1) return `Run on ${photos} photos (${packs * photos} runs)`;
  return packs === 4 ? 'Run all four' : `Run all ${packs}`;
}

/** The words of `runAllLabel` for what is installed and marked now: no button runs more than it says. */
export function useRunAllLabel(): string {
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  useSelection((state) => state.marked);
  return runAllLabel(packsOfTheFour(packs).length, photoIdsToRun().length);
}
