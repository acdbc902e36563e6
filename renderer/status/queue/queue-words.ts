import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import type { Progress, QueueFacts } from '../../../contract/calls/snapshot.ts';
import { text } from '../../language/text.ts';
import type { QueueRow } from '../../state/rows/queue-list.ts';
import { shortTitle } from '../../view/pack-text.ts';
import { clockText, durationText, queueSecondsLeft, timeLeftText } from '../../view/time-text.ts';
import { stageText } from '../../view/words/stage-text.ts';

/** What the queue does, above its list. */
export function summaryText(queue: QueueFacts, progress: Readonly<Record<string, Progress>>): string {
  const { running, waiting, isPaused } = queue;
  if (isPaused) return running.length > 0 ? text('status.pausedWorking') : text('status.pausedNothing');
  if (running.length + waiting === 0) return text('status.nothingAtWork');
  const work =
    running.length === 0
      ? text('status.startingAndWaiting', { waiting })
      : text('status.atWorkAndWaiting', { working: running.length, waiting });
  return text('status.withTimeLeft', { work, left: timeLeftText(queueSecondsLeft(queue, progress)) });
}

export function headText(part: QueuePart, count: number): string {
  if (part === 'working') return text('status.headWorking', { count });
  return part === 'waiting' ? text('status.headWaiting', { count }) : text('status.headFailed', { count });
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
  if (part === 'failed') return row.finishedAt ? clockText(row.finishedAt) : '';
  const facts = row.engineId === engineId ? [] : [text('status.elsewhere')];
  if (part === 'working') {
    if (progress) facts.push(stageText(progress.stage), timeLeftText(progress.secondsLeft));
    else facts.push(text('status.atWork'));
  } else if (row.seconds === null) facts.push(text('status.timeNotKnown'));
  else {
    facts.push(text('status.takes', { duration: durationText(row.seconds) }));
    if (!isPaused && row.readySeconds !== null && workSeconds !== null)
      facts.push(text('status.doneIn', { duration: durationText(row.readySeconds + workSeconds) }));
  }
  return facts.join(' · ');
}

/** A run in one line, for buttons, notices and those who do not see the list. */
export function nameOf({ packTitle, photoName }: Pick<QueueRow, 'packTitle' | 'photoName'>): string {
  const title = shortTitle(packTitle);
  return photoName === ''
    ? text('status.runOfUnreadable', { title })
    : text('status.runOfPhoto', { title, photo: photoName });
}
