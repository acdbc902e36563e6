import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';

/** How many finished runs each photo has. */
export function resultCounts(runs: readonly Pick<Run, 'photoId' | 'state'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { photoId, state } of runs)
    if (state === 'done') counts.set(photoId, (counts.get(photoId) ?? 0) + 1);
  return counts;
}

/** What is said of a thumbnail to those who do not see it. */
export function photoLabel(
  { name, width, height }: Pick<Photo, 'name' | 'width' | 'height'>,
  results: number,
): string {
  return `${name}, ${width} by ${height}, ${results} ${results === 1 ? 'result' : 'results'}`;
}
