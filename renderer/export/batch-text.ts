import { text } from '../language/text.ts';
import { titleText } from '../view/pack-text.ts';
import { timeLeftText } from '../view/time-text.ts';
import type { BatchState } from './batch.ts';

/** What a batch says: how far it is while it runs, what became of it afterwards. */
export function batchText(
  { state, total, done, job, failures, made, isStopped, target }: BatchState,
  secondsLeft: number | null,
): { title: string; facts: string } {
  const current = Math.min(total, done + 1);
  const title =
    state === 'running'
      ? text(isStopped ? 'exports.writingStopped' : 'exports.writing', { current, total })
      : text(isStopped ? 'exports.writtenStopped' : 'exports.written', { made: made.length, total });
  const count = failures.length;
  const where =
    target === 'downloads' ? text('exports.inListBelow') : text('exports.inPlace', { place: target.name });
  const outcome = count === 0 ? where : text('exports.notWritten', { count });
  return {
    title,
    facts: job
      ? `${job.photo.name}, ${titleText(job.run.packTitle)} · ${timeLeftText(secondsLeft)}`
      : outcome,
  };
}

/** Per cent of all files that are written, counting the part of the one that is being written. */
export function batchPercent({ done, total }: Pick<BatchState, 'done' | 'total'>, fraction: number): number {
  return (100 * (done + fraction)) / Math.max(1, total);
}
