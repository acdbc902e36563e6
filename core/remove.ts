import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runsOf } from './compare/compared.ts';
import type { Context } from './context.ts';
import { addressesIn } from './file-store.ts';

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

/** Removes runs with their exports and the comparisons that they are part of; those at work are stopped first. */
export async function removeRuns(context: Context, runIds: readonly string[]): Promise<void> {
  for (const id of runIds) context.project.runs.get(id);
  await removeRows(context, runIds, () => {}, []);
}

/** Removes an export's row and file. */
export async function removeExport(context: Context, exportId: string): Promise<void> {
  const { exports, exportsFolder } = context.project;
  exports.get(exportId);
  context.stops.get(exportId)?.abort();
  exports.remove(exportId);
  context.changed();
  await rm(join(exportsFolder, exportId), { recursive: true, force: true });
}

async function removeRows(
  context: Context,
  runIds: readonly string[],
  alsoRemove: () => void,
  rows: readonly object[],
): Promise<void> {
  const { database, runs, exports, comparisons, files, exportsFolder } = context.project;
  const removedRuns = runIds.map((id) => runs.get(id));
  const removedComparisons = comparisons
    .all()
    .filter((comparison) => runsOf(comparison).some((id) => runIds.includes(id)));
  const removedExports = runIds.flatMap((id) => exports.where('run_id', id));
  for (const { id } of [...removedRuns, ...removedExports]) context.stops.get(id)?.abort();
  database.transaction(() => {
    for (const { id } of removedComparisons) comparisons.remove(id);
    for (const id of runIds) runs.remove(id);
    alsoRemove();
  })();
  context.changed();
  // Rows first: a file without a row is swept some day, a row without its file would be a lie.
  await files.drop(addressesIn(JSON.stringify([...removedRuns, ...removedComparisons, ...rows])));
  for (const { id } of removedExports) await rm(join(exportsFolder, id), { recursive: true, force: true });
}
