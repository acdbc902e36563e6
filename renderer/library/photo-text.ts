import type { PhotoItem } from '../../contract/calls/snapshot.ts';

/** What is said of a thumbnail to those who do not see it. */
export function photoLabel(
  { name, width, height, isStarred }: Pick<PhotoItem, 'name' | 'width' | 'height' | 'isStarred'>,
  results: number,
): string {
  return `${name}, ${width} by ${height}, ${results} ${results === 1 ? 'result' : 'results'}${isStarred ? ', starred' : ''}`;
}
