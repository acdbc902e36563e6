import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { countText } from '../view/words/count-text.ts';

/** What a watched folder has brought, and what is on its way. */
export function watchText(
  { taken, written, growing, pending, target, trouble }: WatchState,
  isPaused: boolean,
): string {
  if (trouble !== null) return trouble;
  const parts = [
    `${countText(taken, 'photo')} taken in`,
    ...(target ? [`${countText(written, 'file')} written`] : []),
    ...(growing > 0 ? [`${growing.toLocaleString('en')} still growing`] : []),
    ...(pending > 0 ? [`${countText(pending, 'run')} to go${isPaused ? ', the queue is paused' : ''}`] : []),
  ];
  return `${parts.join(', ')}.`;
}
