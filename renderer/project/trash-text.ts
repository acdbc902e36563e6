import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { TRASH_DAYS, type TrashEntry } from '../../contract/trash.ts';
import { dateLocale, timeOfDay } from '../language/date-locale.ts';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import type { Question } from '../state/question.ts';
import { keyNames } from '../view/keys/key-names.ts';
import { titleText } from '../view/pack-text.ts';

/** What the trash is for. */
export const TRASH_TEXT = text('project.trashHelp', { days: TRASH_DAYS });
export const EMPTY_TRASH_TEXT = text('project.trashIsEmpty', { days: TRASH_DAYS, keys: keyNames('Ctrl Z') });

/** The core names several things by the first: "a.jpg and 2 more". */
const SEVERAL = / and (\d+) more$/;

/** How the core names a run whose photo is gone. */
const UNKNOWN_PHOTO = / of a photo$/;

/** What an entry is called. The core writes down the names of runs and comparisons in English. */
export function entryTitle({ kind, title }: Pick<TrashEntry, 'kind' | 'title'>): string {
  const more = SEVERAL.exec(title);
  const first = more ? title.slice(0, more.index) : title;
  const named = kind === 'runs' ? runOfPhoto(first) : kind === 'comparison' ? sentence(first) : first;
  return more ? text('project.andMore', { title: named, more: Number(more[1]) }) : named;
}

/** "Consensus of 6 runs of cup.png": the photo stands behind a title that is known, else behind the last "of". */
function runOfPhoto(title: string): string {
  const ends = [...title.matchAll(/ of /g)].map(({ index }) => index);
  const isKnown = (end: number) => titleText(title.slice(0, end)) !== title.slice(0, end);
  const at = ends.find(isKnown) ?? ends.at(-1);
  if (at === undefined || UNKNOWN_PHOTO.test(title)) return sentence(title);
  return text('project.runOfPhoto', { run: titleText(title.slice(0, at)), photo: title.slice(at + 4) });
}

/** What an entry is, when it was removed, when it goes, and how much room that makes. */
export function entryFacts(entry: TrashEntry, now: number, locale: string = dateLocale()): string {
  const { kind, title, removedAt, goesAt, bytes } = entry;
  const count = 1 + Number(SEVERAL.exec(title)?.[1] ?? 0);
  const facts = [text('project.entryKind', { kind, count }), removedText(removedAt, now, locale)];
  if (goesAt !== null) facts.push(text('project.goesOn', { day: dayText(goesAt, locale) }));
  if (bytes > 0) facts.push(bytesShown(bytes));
  return facts.join(' · ');
}

/** The time of a day that is today, else the day. */
function removedText(at: string, now: number, locale: string): string {
  if (new Date(at).toDateString() !== new Date(now).toDateString())
    return text('project.removedOn', { day: dayText(at, locale) });
  return text('project.removedToday', { time: timeOfDay(new Date(at), locale) });
}

function dayText(at: string, locale: string): string {
  return new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' });
}

/** What is asked about files that no row speaks of. */
export function unknownFilesText(count: number): string {
  return text('project.unknownFiles', { count });
}

export function unreadableText(count: number): string {
  return text('project.unreadableRows', { count });
}

/** What a person should know of a project that was just opened; null where there is nothing. */
export function openingText({ trash, unreadable }: Pick<Snapshot, 'trash' | 'unreadable'>): string | null {
  const { length } = unreadable;
  const rows = length > 0 ? text('project.unreadableRowsNotice', { count: length }) : '';
  if (trash.unknownFiles === 0) return rows || null;
  return [unknownFilesText(trash.unknownFiles), rows].filter(Boolean).join(' ');
}

/** What became of files that were to be taken in. */
export function takenInText(photos: number, left: number): string {
  if (left === 0) return photos === 0 ? text('project.madeNothing') : text('project.madePhotos', { photos });
  return photos === 0
    ? text('project.filesStay', { files: left })
    : text('project.madePhotosAndFilesStay', { photos, files: left });
}

/** What is said of what came back: what was asked for, and what else it needed. */
export function restoredText(title: string, count: number): string {
  if (count < 2) return text('project.broughtBack', { title });
  return text('project.broughtBackWithMore', { title, more: count - 1 });
}

/** What is asked before the trash is emptied. */
export function emptyQuestion(entries: readonly TrashEntry[]): Omit<Question, 'run'> {
  const removed = entries.filter(({ kind }) => kind !== 'unknown-files');
  const bytes = removed.reduce((sum, entry) => sum + entry.bytes, 0);
  const count = removed.length;
  const title = count === 1 ? entryTitle(removed[0]) : '';
  const values = { count, title, bytes: bytesShown(bytes) };
  return {
    title: text('project.emptyQuestion'),
    sentence:
      bytes > 0 ? text('project.emptyConsequenceOfSize', values) : text('project.emptyConsequence', values),
    label: text('project.emptyTrash'),
  };
}

/** What is asked before files that no row speaks of are removed. */
export function deleteFilesQuestion(count: number): Omit<Question, 'run'> {
  return {
    title: text('project.deleteFilesQuestion', { count }),
    sentence: text('project.deleteFilesConsequence'),
    label: text('project.deleteForGood'),
  };
}
