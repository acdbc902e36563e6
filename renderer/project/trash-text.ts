import { bytesText } from '../../contract/bytes-text.ts';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { TRASH_DAYS, type TrashEntry } from '../../contract/trash.ts';
import type { Question } from '../state/question.ts';
import { keyNames } from '../view/keys/key-names.ts';

const KIND_TEXT: Readonly<Record<TrashEntry['kind'], readonly [one: string, many: string]>> = {
  photos: ['Photo', 'Photos'],
  runs: ['Run', 'Runs'],
  export: ['Export', 'Exports'],
  truth: ['Ground truth', 'Ground truth'],
  comparison: ['Comparison', 'Comparisons'],
  'unknown-files': ['File', 'Files'],
};

/** What the trash is for. */
export const TRASH_TEXT = `What you remove waits here for ${TRASH_DAYS} days and can be brought back. Then it goes for good.`;
export const EMPTY_TRASH_TEXT = `Nothing was removed. Photos, runs, exports and ground truth that you remove wait here for ${TRASH_DAYS} days; restore them from here, or press ${keyNames('Ctrl Z')} right after removing.`;

/** What an entry is, when it was removed, when it goes, and how much room that makes. The locale is that of the browser if left out. */
export function entryFacts(entry: TrashEntry, now: number, locale?: string): string {
  const { kind, title, removedAt, goesAt, bytes } = entry;
  // The core names several things by the first: "a.jpg and 2 more".
  const [one, many] = KIND_TEXT[kind];
  const parts = [/ and \d+ more$/.test(title) ? many : one, `removed ${momentText(removedAt, now, locale)}`];
  if (goesAt !== null) parts.push(`goes for good on ${dayText(goesAt, locale)}`);
  if (bytes > 0) parts.push(bytesText(bytes));
  return parts.join(' · ');
}

/** The time of a day that is today, else the day. */
function momentText(at: string, now: number, locale: string | undefined): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday
    ? `today at ${new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}`
    : `on ${dayText(at, locale)}`;
}

function dayText(at: string, locale: string | undefined): string {
  return new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' });
}

/** What is asked about files that no row speaks of. */
export function unknownFilesText(count: number): string {
  return count === 1
    ? '1 file is not in the database: take it in?'
    : `${count} files are not in the database: take them in?`;
}

export function unreadableText(count: number): string {
  return count === 1
    ? '1 row could not be read and is left out'
    : `${count} rows could not be read and are left out`;
}

/** What a person should know of a project that was just opened; null where there is nothing. */
export function openingText({ trash, unreadable }: Pick<Snapshot, 'trash' | 'unreadable'>): string | null {
  const { length } = unreadable;
  const rows = length > 0 ? `${unreadableText(length)}.` : '';
  if (trash.unknownFiles === 0) return rows || null;
  return [unknownFilesText(trash.unknownFiles), rows].filter(Boolean).join(' ');
}

/** What became of files that were to be taken in. */
export function takenInText(photos: number, left: number): string {
  const made = photos === 1 ? 'Made 1 photo' : `Made ${photos} photos`;
  if (left === 0) return photos === 0 ? 'The project has all of these files already.' : `${made}.`;
  const rest = left === 1 ? '1 file is no picture and stays' : `${left} files are no pictures and stay`;
  return photos === 0 ? `${rest} in the trash.` : `${made}; ${rest} in the trash.`;
}

/** What is said of what came back: what was asked for, and what else it needed. */
export function restoredText(title: string, count: number): string {
  if (count < 2) return `Brought back ${title}.`;
  return `Brought back ${title}, and ${count - 1} more that it needs.`;
}

/** What is asked before the trash is emptied. */
export function emptyQuestion(entries: readonly TrashEntry[]): Omit<Question, 'run'> {
  const removed = entries.filter(({ kind }) => kind !== 'unknown-files');
  const bytes = removed.reduce((sum, entry) => sum + entry.bytes, 0);
  const what = removed.length === 1 ? removed[0].title : `All ${removed.length} entries`;
  const goes = removed.length === 1 ? 'goes' : 'go';
  return {
    title: 'Empty the trash?',
    sentence: `${what} ${goes} for good${bytes > 0 ? ` (${bytesText(bytes)})` : ''}. There is no way back.`,
    label: 'Empty trash',
  };
}

/** What is asked before files that no row speaks of are removed. */
export function deleteFilesQuestion(count: number): Omit<Question, 'run'> {
  return {
    title: count === 1 ? 'Delete this file?' : `Delete these ${count} files?`,
    sentence: 'They may be the only copies of photos or results. There is no way back.',
    label: 'Delete for good',
  };
}
