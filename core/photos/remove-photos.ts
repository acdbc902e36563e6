import type { Context } from '../project/context.ts';
import { removeRows } from '../project/remove-rows.ts';

/** Removes photos with their runs, ground truth, comparisons and exports. Nothing is removed if one of them is not there. */
export async function removePhotos(context: Context, photoIds: readonly string[]): Promise<void> {
  const { photos, runs, truths, comparisons } = context.project;
  const rows = photoIds.map((id) => photos.get(id));
  // The database takes these along with the photo; their files are dropped by what their records say.
  const beside = photoIds.flatMap((id) => [
    ...truths.where('photo_id', id),
    ...comparisons.where('photo_id', id),
  ]);
  const runIds = photoIds.flatMap((id) => runs.where('photo_id', id).map((run) => run.id));
  await removeRows(
    context,
    runIds,
    () => {
      for (const { id } of rows) photos.remove(id);
    },
    [...rows, ...beside],
  );
}
