import { timeLeftText } from '../view/time-text.ts';
import type { BatchState } from './batch.ts';

/** What a batch says: how far it is while it runs, what became of it afterwards. */
export function batchText(
  { state, total, done, job, failures, made, isStopped, target }: BatchState,
  secondsLeft: number | null,
): { title: string; facts: string } {
  const title =
    state === 'running'
      ? `Writing ${Math.min(total, done + 1)} of ${total}`
      : `${made.length} of ${total} written`;
  const failed = failures.length;
  const where = target === 'downloads' ? 'They stand in the list below.' : `They are in ${target.name}.`;
  const outcome = failed === 0 ? where : `${failed} could not be written:`;
  return {
    title: isStopped ? `${title}, stopped` : title,
    facts: job ? `${job.photo.name}, ${job.run.packTitle} · ${timeLeftText(secondsLeft)}` : outcome,
  };
}

/** Per cent of all files that are written, counting the part of the one that is being written. */
export function batchPercent({ done, total }: Pick<BatchState, 'done' | 'total'>, fraction: number): number {
  return (100 * (done + fraction)) / Math.max(1, total);
}
