import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Run } from '../../contract/run.ts';
import { isWorking } from '../state/project.ts';
import { shortTitle } from '../view/pack-text.ts';
import { queueSecondsLeft, timeLeftText } from '../view/time-text.ts';

export interface QueueText {
  /** 0..1 of the run that works. */
  fraction: number;
  sentence: string;
  cancelLabel: string;
  /** Runs to cancel, in that order: from the end, so that no waiting run is started only to be stopped. */
  cancelIds: string[];
}

/** What works, how much waits and how long it will take; null where nothing does. */
export function queueText(
  runs: readonly Run[],
  progress: Readonly<Record<string, Progress>>,
): QueueText | null {
  const working = runs.filter(isWorking);
  if (working.length === 0) return null;
  const running = working.find((run) => run.state === 'running');
  const title = running ? shortTitle(running.packTitle) : 'Starting';
  const waiting = working.length > 1 ? `, ${working.length - 1} waiting` : '';
  return {
    fraction: running ? (progress[running.id]?.fraction ?? 0) : 0,
    sentence: `${title}${waiting} · ${timeLeftText(queueSecondsLeft(runs, progress))}`,
    cancelLabel: working.length === 1 ? 'Cancel' : 'Cancel all',
    cancelIds: working.map(({ id }) => id).toReversed(),
  };
}

/** What works and how much waits: the same until one of them changes. */
export function workText(runs: readonly Run[]): string {
  const working = runs.filter(isWorking);
  if (working.length === 0) return 'Ready';
  const running = working.find((run) => run.state === 'running');
  const waiting = working.length - (running ? 1 : 0);
  const title = running ? `${shortTitle(running.packTitle)} is at work` : 'Starting';
  return waiting > 0 ? `${title}, ${waiting} waiting` : title;
}
