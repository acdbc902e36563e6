import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { language } from '../language/language.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';

/** What a watched folder has brought, and what is on its way. */
export function watchText(
  { taken, written, growing, pending, target, trouble }: WatchState,
  isPaused: boolean,
): string {
  if (trouble !== null) return sentence(trouble);
  const parts = [
    text('watch.photosTaken', { count: taken }),
    ...(target ? [text('watch.filesWritten', { count: written })] : []),
    ...(growing > 0 ? [text('watch.stillGrowing', { count: growing })] : []),
    ...(pending > 0 ? [text('watch.runsToGo', { count: pending })] : []),
    ...(pending > 0 && isPaused ? [text('watch.queuePaused')] : []),
  ];
  const list = new Intl.ListFormat(language().locale, { type: 'unit' }).format(parts);
  return text('watch.brought', { parts: list });
}
