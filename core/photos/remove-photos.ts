import type { Removed } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';

/** Moves photos to the trash with their runs, ground truth, comparisons and exports. Nothing is removed if one of them is not there. */
export async function removePhotos(context: Context, photoIds: readonly string[]): Promise<Removed> {
  const names = photoIds.map((id) => context.project.photos.get(id).name);
  const title = names.length > 1 ? `${names[0]} and ${names.length - 1} more` : names[0];
  return moveToTrash(context, { kind: 'photos', title, ids: photoIds });
}
