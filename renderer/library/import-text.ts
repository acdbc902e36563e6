import { timeLeftText } from '../view/time-text.ts';

/** How far an import is; `since` and `now` are milliseconds of the page's clock. */
export interface ImportProgress {
  total: number;
  through: number;
  since: number;
}

/** What is said while photos are added; the time left goes by those that are through. */
export function importText({ total, through, since }: ImportProgress, now: number): string {
  const title = `Adding photo ${Math.min(through + 1, total)} of ${total}`;
  if (total === 1) return title;
  const secondsLeft = through > 0 ? (((now - since) / through) * (total - through)) / 1000 : null;
  return `${title} · ${timeLeftText(secondsLeft)}`;
}
