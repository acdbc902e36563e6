import type { Run } from '../../contract/run.ts';
import type { Table } from '../project/table.ts';

/** How many finished runs are looked at for one like this: what is older than that says little about today. */
const REMEMBERED = 100;

export interface Clock {
  /** Seconds until the end, or null while that would be a guess. */
  secondsLeft(fraction: number): number | null;
}

/**
 * Time left of a run: from the last run of the same pack with the same options, where there was one; otherwise from the share
 * that is done, once enough is done to tell.
 */
export function startClock(runs: Table<Run>, run: Run, now: () => number = () => performance.now()): Clock {
  const startedAt = now();
  const key = (other: Run) => JSON.stringify([other.packHash, { ...other.options, seed: 0, prior: 0 }]);
  const earlier = runs
    .latest('state', 'done', REMEMBERED)
    .find((other) => other.packHash === run.packHash && key(other) === key(run));
  const expectedMs = earlier ? earlier.stages.reduce((sum, stage) => sum + stage.milliseconds, 0) : null;
  return {
    secondsLeft(fraction) {
      const elapsedMs = now() - startedAt;
      if (fraction >= 0.1) return Math.max(0, (elapsedMs / fraction) * (1 - fraction)) / 1000;
      if (expectedMs !== null) return Math.max(0, expectedMs - elapsedMs) / 1000;
      return null;
    },
  };
}
