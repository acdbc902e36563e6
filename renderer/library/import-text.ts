import { text } from '../language/text.ts';
import { timeLeftText } from '../view/time-text.ts';

/** How far an import is; `since` and `now` are milliseconds of the page's clock. */
export interface ImportProgress {
  total: number;
  through: number;
  since: number;
}

/** What is said while photos are added; the time left goes by those that are through. */
export function importText({ total, through, since }: ImportProgress, now: number): string {
  const place = Math.min(through + 1, total);
  if (total === 1) return text('library.adding', { place, total });
  const secondsLeft = through > 0 ? (((now - since) / through) * (total - through)) / 1000 : null;
  return text('library.addingFor', { place, total, left: timeLeftText(secondsLeft) });
}
