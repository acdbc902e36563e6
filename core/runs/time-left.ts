import type { Run } from '../../contract/run.ts';
import type { Table } from '../project/table.ts';

/** How many finished runs are looked at for one like this: what is older than that says little about today. */
const REMEMBERED = 100;
/** Stages before and between the work whose time says nothing of how long the rest will take. */
const PREPARING: ReadonlySet<string> = new Set(['check pack', 'open', 'warm up']);

export interface Clock {
  /** Seconds until the end, or null while that would be a guess. `stage` is the one that begins. */
  secondsLeft(fraction: number, stage?: string): number | null;
}

/**
 * Time left of a run: from the last run of the same pack with the same options, where there was one; otherwise from the share
 * that is done, once enough is done to tell. What it takes to open and prepare graphs is not counted as a part of the work.
 */
export function startClock(runs: Table<Run>, run: Run, now: () => number = () => performance.now()): Clock {
  const startedAt = now();
  const key = (other: Run) => JSON.stringify([other.packHash, { ...other.options, seed: 0, prior: 0 }]);
  const earlier = runs
    .latest('state', 'done', REMEMBERED)
    .filter((other) => other.packHash === run.packHash && key(other) === key(run));
  const timeOf = (other: Run | undefined, isPreparing: boolean) =>
    other?.stages
      .filter(({ name }) => PREPARING.has(name) === isPreparing)
      .reduce((sum, { milliseconds }) => sum + milliseconds, 0) ?? null;
  const workMs = timeOf(earlier[0], false);
  // The latest run that had to open its graphs too.
  const prepareMs = timeOf(
    earlier.find(({ stages }) => stages.some(({ name }) => PREPARING.has(name))),
    true,
  );
  let preparedMs = 0;
  let since: number | null = null;
  return {
    secondsLeft(fraction, stage = '') {
      if (since !== null) preparedMs += now() - since;
      since = PREPARING.has(stage) ? now() : null;
      const workedMs = now() - startedAt - preparedMs;
      const preparing = since === null ? 0 : prepareMs === null ? null : prepareMs - preparedMs;
      // What takes longer than it did, or was never waited for, ends nobody knows when.
      if (preparing === null || preparing < 0) return null;
      if (fraction >= 0.1) return (Math.max(0, (workedMs / fraction) * (1 - fraction)) + preparing) / 1000;
      return workMs !== null && workMs > workedMs ? (workMs - workedMs + preparing) / 1000 : null;
    },
  };
}
