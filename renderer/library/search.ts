/** So many photos are seen at a glance; from here on there are ways to find them. */
const SEARCH_FROM = 13;

/** Whether a project of so many photos has a field to search them. */
export function canSearch(photos: number): boolean {
  return photos >= SEARCH_FROM;
}
