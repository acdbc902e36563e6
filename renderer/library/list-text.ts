import type { PhotoFilter, PhotoSort } from '../../contract/calls/page-calls.ts';

export const SORT_NAMES: Readonly<Record<PhotoSort, string>> = {
  added: 'Added, oldest first',
  newest: 'Added, newest first',
  name: 'Name',
  taken: 'Date taken',
  run: 'Last run, newest first',
};

/** Whether photos are left out. */
export function isFiltered({ text, packId, hasFailed, isStarred, ids }: PhotoFilter): boolean {
  return text.trim() !== '' || packId !== null || hasFailed || isStarred || ids !== null;
}

/** Why no photo is shown though there are some. */
export function nothingFoundText(filter: PhotoFilter): string {
  const { text, packId, hasFailed, isStarred, ids } = filter;
  const isNameAlone = packId === null && !hasFailed && !isStarred && ids === null;
  if (isStarred && text.trim() === '' && packId === null && !hasFailed && ids === null)
    return 'No photo has a star: S gives one to the photo on the stage.';
  return isNameAlone ? `No photo has “${text}” in its name.` : 'No photo is like that.';
}
