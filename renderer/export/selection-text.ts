import { text } from '../language/text.ts';
import type { StatedPlanes } from '../state/ranges.ts';
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
  if (choice === 'custom') return text('exports.markedAsBelow', { count: marked });
  return text('exports.markedFor', { count: marked, program: presetText(choice).title });
}

export function selectionText(jobs: readonly ToLookUp[]): string {
  return text('exports.exportSelection', { photos: photosOf(jobs), files: jobs.length });
}

/** What it does not say: which photos have nothing to export, and what is assumed. */
export function selectionNote(
  jobs: readonly ToLookUp[],
  marked: number,
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): string {
  if (jobs.length === 0) return text('exports.noneFinished');
  const without = marked - photosOf(jobs);
  const left = without > 0 ? text('exports.leftOut', { count: without }) : '';
  return [left, assumptionText(jobs, plan, stated)].filter(Boolean).join(' ');
}
