import { text } from '../language/text.ts';
import { ASSUMED_PLANES, type StatedPlanes } from '../state/ranges.ts';
import type { ToLookUp } from './batch.ts';
import type { Plan } from './request/plan.ts';
import { isInMetres, planesNeed, shownOptions } from './request/request.ts';

/** A choice of several runs, as the menu offers it. */
interface ManyRuns {
  jobs: readonly ToLookUp[];
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
  all: readonly ToLookUp[],
  markedIds: readonly string[],
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): ManyRunsMenu {
  const marks = new Set(markedIds);
  const marked = all.filter(({ photoId }) => marks.has(photoId));
  const assumption = assumptionText(all, plan, stated);
  return {
    note: [text('exports.latestOfEachNote'), assumption].filter(Boolean).join(' '),
    marked: {
      jobs: marked,
      label: text('exports.exportMarked', { runs: marked.length, photos: markedIds.length }),
    },
    all: { jobs: all, label: text('exports.exportAll', { runs: all.length }) },
  };
}

/** What is assumed of runs that nobody stated planes of; empty where nothing is. */
export function assumptionText(
  jobs: readonly ToLookUp[],
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): string {
  const { nearInMetres, farInMetres } = ASSUMED_PLANES;
  return jobs.some((job) => isAssumed(job, plan, stated))
    ? text('exports.assumedPlanes', { near: nearInMetres, far: farInMetres })
    : '';
}

/** Whether a run needs metres that nobody stated. */
function isAssumed(
  { photoId, kind }: ToLookUp,
  plan: Plan,
  stated: Readonly<Record<string, StatedPlanes>>,
): boolean {
  const shown = shownOptions(plan, 0);
  return isInMetres(plan, shown, planesNeed(plan.kind, shown, kind)) && !stated[photoId];
}
