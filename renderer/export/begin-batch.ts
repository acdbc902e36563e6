import { startBatch, type ToLookUp } from './batch.ts';
import { askForPlace, asksForPlace } from './request/place-choice.ts';
import type { Plan } from './request/plan.ts';
import { shownOptions } from './request/request.ts';

/** Writes many runs; before the first file that could hold a place, it is asked once whether it does. */
export function beginBatch(jobs: readonly ToLookUp[], plan: Plan): void {
  const batch = { kind: plan.kind, options: { format: String(shownOptions(plan, 0).format) } };
  const hasPlace = jobs.some((job) => job.hasPlace);
  // What is answered is kept, and every file of the batch is asked for as it is kept.
  if (asksForPlace({ hasPlace }, batch, 'place' in plan.own))
    askForPlace('some', () => void startBatch(jobs, plan));
  else void startBatch(jobs, plan);
}
