import type { PhotoItem } from '../../contract/calls/snapshot.ts';
import { text } from '../language/text.ts';

/** What is said of a thumbnail to those who do not see it. */
export function photoLabel(
  { name, width, height, isStarred }: Pick<PhotoItem, 'name' | 'width' | 'height' | 'isStarred'>,
  results: number,
): string {
  const values = { name, width, height, results };
  return isStarred ? text('library.starredPhotoLabel', values) : text('library.photoLabel', values);
}
