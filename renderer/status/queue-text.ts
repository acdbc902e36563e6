import type { Progress, QueueFacts } from '../../contract/calls/snapshot.ts';
import { PROJECT_CHECK } from '../../contract/project-check.ts';
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
  const title = first ? shortTitle(first.packTitle) : 'Starting';
  const others = count > 1 ? `, ${count - 1} waiting` : '';
  if (queue.isPaused)
    return {
      fraction: 0,
      sentence: pausedText(queue),
      cancelLabel: count === 1 ? 'Cancel' : 'Cancel all',
    };
  return {
    fraction: first ? (progress[first.id]?.fraction ?? 0) : 0,
    sentence: `${title}${others} · ${timeLeftText(queueSecondsLeft(queue, progress))}`,
    cancelLabel: count === 1 ? 'Cancel' : 'Cancel all',
  };
}

/** What is at work is finished; nothing that waits is started. */
function pausedText({ running: [first], waiting }: QueueFacts): string {
  return `Paused${first ? ` after ${shortTitle(first.packTitle)}` : ''}, ${waiting} waiting`;
}

const CHECKING = 'Checking the project';

/** What is said where no run works. */
export function restText(
  { isChecking, isPaused }: QueueFacts,
  progress: Readonly<Record<string, Progress>>,
): string {
  if (isPaused) return 'Paused: what you start waits';
  if (!isChecking) return 'Ready';
  return `${CHECKING} (${Math.floor(100 * (progress[PROJECT_CHECK]?.fraction ?? 0))} %)`;
}

/** What works and how much waits: the same until one of them changes. */
export function workText(queue: QueueFacts): string {
  const {
    running: [first],
    waiting,
  } = queue;
  if (queue.isPaused) return pausedText(queue);
  if (!first && waiting === 0) return queue.isChecking ? CHECKING : 'Ready';
  const title = first ? `${shortTitle(first.packTitle)} is at work` : 'Starting';
  return waiting > 0 ? `${title}, ${waiting} waiting` : title;
}

export function failedText(count: number): string {
  return count === 1 ? '1 failed' : `${count} failed`;
}
