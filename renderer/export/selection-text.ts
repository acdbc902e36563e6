import type { StatedPlanes } from '../state/ranges.ts';
import { countText } from '../view/words/count-text.ts';
import type { ToLookUp } from './batch.ts';
import { assumptionText } from './many-runs.ts';
import type { Plan } from './request/plan.ts';
import { presetText } from './request/preset-text.ts';

/** The latest run of each model, or of one pack. */
export function chosenRuns(runs: readonly ToLookUp[], packId: string): readonly ToLookUp[] {
  return packId === '' ? runs : runs.filter((run) => run.packId === packId);
}

const photosOf = (jobs: readonly ToLookUp[]) => new Set(jobs.map(({ photoId }) => photoId)).size;

/** What stands above the button: how many are marked, and for which program. */
export function selectionTitle(marked: number, { choice }: Plan): string {
  return `${countText(marked, 'photo')} marked, ${choice === 'custom' ? 'as below' : `for ${presetText(choice).title}`}`;
}

export function selectionText(jobs: readonly ToLookUp[]): string {
  return `Export ${countText(photosOf(jobs), 'photo')} (${countText(jobs.length, 'file')})`;
}

/** What it does not say: which photos have nothing to export, and what is assumed. */
export function selectionNote(
  jobs: readonly ToLookUp[],
  marked: number,
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): string {
  if (jobs.length === 0) return 'None of these photos has a finished run yet: run a model on them first.';
  const without = marked - photosOf(jobs);
  const left =
    without > 0
      ? `${countText(without, 'photo')} without a finished run ${without === 1 ? 'is' : 'are'} left out.`
      : '';
  return [left, assumptionText(jobs, plan, stated)].filter(Boolean).join(' ');
}
