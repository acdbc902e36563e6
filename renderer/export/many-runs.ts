import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { ASSUMED_PLANES, type StatedPlanes } from '../state/ranges.ts';
import { latestRuns } from './batch.ts';
import type { Plan } from './request/plan.ts';
import { isInMetres, planesNeed, shownOptions } from './request/request.ts';
import type { Job } from './request/write-export.ts';

/** A choice of several runs, as the menu offers it. */
interface ManyRuns {
  jobs: Job[];
  label: string;
}

/** What the menu offers, and what has to be known before. */
export interface ManyRunsMenu {
  note: string;
  marked: ManyRuns;
  all: ManyRuns;
}

/** The latest runs of the photos that are marked, and of all; `stated` holds the planes that a person stated, by photo. */
export function manyRuns(
  snapshot: Pick<Snapshot, 'photos' | 'runs'>,
  markedIds: readonly string[],
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): ManyRunsMenu {
  const all = latestRuns(snapshot);
  const marked = latestRuns(snapshot, markedIds);
  const photos = markedIds.length === 1 ? 'this photo' : `the ${markedIds.length} marked photos`;
  const { nearInMetres, farInMetres } = ASSUMED_PLANES;
  const assumption = all.some((job) => isAssumed(job, plan, stated))
    ? ` Relative maps lie between ${nearInMetres} and ${farInMetres} m where you state nothing else.`
    : '';
  return {
    note: `The latest run of each model.${assumption}`,
    marked: { jobs: marked, label: `Export ${countText(marked.length)} of ${photos}` },
    all: { jobs: all, label: `Export ${countText(all.length)} of the project` },
  };
}

/** Whether a run needs metres that nobody stated. */
function isAssumed({ photo, run }: Job, plan: Plan, stated: Readonly<Record<string, StatedPlanes>>): boolean {
  const shown = shownOptions(plan, 0);
  const need = planesNeed(plan.kind, shown, run.result?.kind ?? 'metric');
  return isInMetres(plan, shown, need) && !stated[photo.id];
}

function countText(runs: number): string {
  return runs === 1 ? 'the one run' : `all ${runs} runs`;
}
