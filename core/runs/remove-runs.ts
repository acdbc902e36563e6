import type { Removed } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';

/** Moves runs to the trash with their exports and the comparisons that they are part of; those at work are stopped. */
export async function removeRuns(context: Context, runIds: readonly string[]): Promise<Removed> {
  const { runs, photos } = context.project;
  const titles = runIds.map((id) => {
    const { packTitle, photoId } = runs.get(id);
    return `${packTitle} of ${photos.find(photoId)?.name ?? 'a photo'}`;
  });
  const title = titles.length > 1 ? `${titles[0]} and ${titles.length - 1} more` : titles[0];
  return moveToTrash(context, { kind: 'runs', title, ids: runIds });
}
