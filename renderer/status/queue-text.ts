import type { Progress, QueueFacts } from '../../contract/calls/snapshot.ts';
import { PROJECT_CHECK } from '../../contract/project-check.ts';
import { text } from '../language/text.ts';
import { shortTitle } from '../view/pack-text.ts';
import { queueSecondsLeft, timeLeftText } from '../view/time-text.ts';

export interface QueueText {
  /** 0..1 of the run that works. */
  fraction: number;
  sentence: string;
  cancelLabel: string;
}

/** What works, how much waits and how long it will take; null where nothing does. */
export function queueText(queue: QueueFacts, progress: Readonly<Record<string, Progress>>): QueueText | null {
  const { running, waiting } = queue;
  const count = running.length + waiting;
  if (count === 0) return null;
  const [first] = running;
  const cancelLabel = count === 1 ? text('status.cancelOne') : text('status.cancelAll');
  if (queue.isPaused) return { fraction: 0, sentence: pausedText(queue), cancelLabel };
  const title = first ? shortTitle(first.packTitle) : text('status.starting');
  const work = count > 1 ? text('status.titleAndWaiting', { title, waiting: count - 1 }) : title;
  const left = timeLeftText(queueSecondsLeft(queue, progress));
  return {
    fraction: first ? (progress[first.id]?.fraction ?? 0) : 0,
    sentence: text('status.withTimeLeft', { work, left }),
    cancelLabel,
  };
}

/** What is at work is finished; nothing that waits is started. */
function pausedText({ running: [first], waiting }: QueueFacts): string {
  if (!first) return text('status.paused', { waiting });
  return text('status.pausedAfter', { title: shortTitle(first.packTitle), waiting });
}

/** What is said where no run works. */
export function restText(
  { isChecking, isPaused }: QueueFacts,
  progress: Readonly<Record<string, Progress>>,
): string {
  if (isPaused) return text('status.pausedAtRest');
  if (!isChecking) return text('status.ready');
  const percent = Math.floor(100 * (progress[PROJECT_CHECK]?.fraction ?? 0));
  return text('status.checkingProjectShare', { percent });
}

/** What works and how much waits: the same until one of them changes. */
export function workText(queue: QueueFacts): string {
  const {
    running: [first],
    waiting,
  } = queue;
  if (queue.isPaused) return pausedText(queue);
  if (first) {
    const title = shortTitle(first.packTitle);
    return waiting > 0
      ? text('status.isAtWorkAndWaiting', { title, waiting })
      : text('status.isAtWork', { title });
  }
  if (waiting > 0) return text('status.startingAndWaiting', { waiting });
  return queue.isChecking ? text('status.checkingProject') : text('status.ready');
}

export function failedText(count: number): string {
  return text('status.failedCount', { count });
}
