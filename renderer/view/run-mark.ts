import type { Run } from '../../contract/run.ts';

/** What tells one run of a model from another: its seed where it has one, and when it was started. */
export function runMark({ options, queuedAt }: Pick<Run, 'options' | 'queuedAt'>): string {
  const time = clockText(queuedAt);
  return typeof options.seed === 'number' ? `seed ${options.seed} · ${time}` : time;
}

/** The time of day; on another day than today with its date. */
export function clockText(stamp: string, now: Date = new Date()): string {
  const then = new Date(stamp);
  const time = then.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return then.toDateString() === now.toDateString()
    ? time
    : `${then.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}
