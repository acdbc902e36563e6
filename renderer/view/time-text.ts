import type { Progress, QueueFacts } from '../../contract/calls/snapshot.ts';
import type { Run } from '../../contract/run.ts';
import { dateLocale, timeOfDay } from '../language/date-locale.ts';
import { fixedText, numberText, withUnit } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** A time that was spent, for a person: 0.4 s, 12 s, 3 min 05 s, 2 h 10 min. */
export function durationText(seconds: number): string {
  if (seconds < 9.95) return withUnit(fixedText(seconds, 1), 's');
  const whole = Math.round(seconds);
  if (whole < 60) return withUnit(String(whole), 's');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60)
    return `${withUnit(String(minutes), 'min')} ${withUnit(String(whole % 60).padStart(2, '0'), 's')}`;
  return `${withUnit(numberText(Math.floor(minutes / 60)), 'h')} ${withUnit(String(minutes % 60).padStart(2, '0'), 'min')}`;
}

/** A time that is left, rounded as guesses deserve. */
export function timeLeftText(seconds: number | null): string {
  if (seconds === null) return text('view.timeLeftUnknown');
  if (seconds < 60)
    return text('view.timeLeft', { time: withUnit(String(Math.max(1, Math.ceil(seconds))), 's') });
  const minutes = Math.round(seconds / 60);
  return text('view.timeLeft', {
    time: minutes < 60 ? withUnit(String(minutes), 'min') : durationText(minutes * 60),
  });
}

/** Seconds until the queue is empty: what is left of the runs that work, and of those that wait. Null where nothing is known about one. */
export function queueSecondsLeft(
  { running, waitingSeconds }: Pick<QueueFacts, 'running' | 'waitingSeconds'>,
  progress: Readonly<Record<string, Progress>>,
): number | null {
  let sum = waitingSeconds;
  for (const { id } of running) {
    const left = progress[id]?.secondsLeft ?? null;
    sum = sum === null || left === null ? null : sum + left;
  }
  return sum;
}

/** What tells one run of a model from another: its seed where it has one, and when it was started. */
export function runMark({ options, queuedAt }: Pick<Run, 'options' | 'queuedAt'>): string {
  const time = clockText(queuedAt);
  return typeof options.seed === 'number' ? text('view.seedAtTime', { seed: options.seed, time }) : time;
}

/** The time of day; on another day than today with its date. */
export function clockText(stamp: string, now: Date = new Date()): string {
  const then = new Date(stamp);
  const time = timeOfDay(then);
  return then.toDateString() === now.toDateString()
    ? time
    : `${then.toLocaleDateString(dateLocale(), { day: 'numeric', month: 'short' })}, ${time}`;
}
