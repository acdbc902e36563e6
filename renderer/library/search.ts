import type { Photo } from '../../contract/photo.ts';

/** So many photos are seen at a glance; from here on there is a field to search them. */
const SEARCH_FROM = 13;

export function canSearch(photos: readonly unknown[]): boolean {
  return photos.length >= SEARCH_FROM;
}

/** Photos whose name holds the text, whatever the case; all of them where there is no field to search in. */
export function foundPhotos<P extends Pick<Photo, 'name'>>(photos: readonly P[], text: string): readonly P[] {
  const wanted = text.trim().toLowerCase();
  return canSearch(photos) ? photos.filter(({ name }) => name.toLowerCase().includes(wanted)) : photos;
}
