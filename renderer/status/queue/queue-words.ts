import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import type { Progress, QueueFacts } from '../../../contract/calls/snapshot.ts';
import type { QueueRow } from '../../state/rows/queue-list.ts';
import { shortTitle } from '../../view/pack-text.ts';
import { clockText, durationText, queueSecondsLeft, timeLeftText } from '../../view/time-text.ts';

/** What the queue does, above its list. */
export function summaryText(queue: QueueFacts, progress: Readonly<Record<string, Progress>>): string {
  const { running, waiting, isPaused } = queue;
  if (isPaused) {
    const rest = running.length > 0 ? 'What is at work is finished; nothing else' : 'Nothing';
    return `Paused. ${rest} is started until you resume.`;
  }
  if (running.length + waiting === 0) return 'Nothing is at work and nothing waits.';
  const work = running.length === 0 ? 'Starting' : `${running.length} at work`;
  return `${work}, ${waiting} waiting · ${timeLeftText(queueSecondsLeft(queue, progress))}`;
}

export function headText(part: QueuePart, count: number): string {
  return `${{ working: 'At work', waiting: 'Waiting', failed: 'Failed' }[part]} (${count})`;
}

/** What is said of a run beside its name. */
export function rowFacts(
  row: QueueRow,
  {
    part,
    progress,
    workSeconds,
    isPaused,
    engineId,
  }: {
    part: QueuePart;
    progress: Progress | undefined;
    /** What is left of what is at work; null where that is not known. */
    workSeconds: number | null;
    isPaused: boolean;
    engineId: string;
  },
): string {
  const where = row.engineId === engineId ? '' : 'in another window or command · ';
  if (part === 'working')
    return `${where}${progress ? `${progress.stage} · ${timeLeftText(progress.secondsLeft)}` : 'at work'}`;
  if (part === 'failed') return row.finishedAt ? clockText(row.finishedAt) : '';
  if (row.seconds === null) return `${where}time not known yet`;
  const takes = `takes ${durationText(row.seconds)}`;
  if (isPaused || row.readySeconds === null || workSeconds === null) return where + takes;
  return `${where}${takes} · done in ${durationText(row.readySeconds + workSeconds)}`;
}

/** A run in one line, for buttons, notices and those who do not see the list. */
export function nameOf({ packTitle, photoName }: Pick<QueueRow, 'packTitle' | 'photoName'>): string {
  return `${shortTitle(packTitle)} of ${photoName || 'a photo that cannot be read'}`;
}

export function runsText(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}
