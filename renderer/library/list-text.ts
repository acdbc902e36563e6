import type { PhotoFilter, PhotoSort } from '../../contract/calls/page-calls.ts';
import { text } from '../language/text.ts';

export const SORT_NAMES: Readonly<Record<PhotoSort, string>> = {
  added: text('library.oldestFirst'),
  newest: text('library.newestFirst'),
  name: text('library.byName'),
  taken: text('library.byDate'),
  run: text('library.byRun'),
};

/** Whether photos are left out. */
export function isFiltered({ text: words, packId, hasFailed, isStarred, ids }: PhotoFilter): boolean {
  return words.trim() !== '' || packId !== null || hasFailed || isStarred || ids !== null;
}

/** Why no photo is shown though there are some. */
export function nothingFoundText(filter: PhotoFilter): string {
  const { text: words, packId, hasFailed, isStarred, ids } = filter;
  const isNameAlone = packId === null && !hasFailed && !isStarred && ids === null;
  if (isStarred && words.trim() === '' && packId === null && !hasFailed && ids === null)
    return text('library.noneStarred');
  return isNameAlone ? text('library.noneNamed', { words }) : text('library.noneSuch');
}
