import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runsOf } from '../../contract/compare/comparison.ts';
import type { Context } from './context.ts';
import { addressesIn } from './file-store.ts';

/**
 * Removes runs with their exports and the comparisons that they are part of, in one transaction with what `alsoRemove` removes; `rows` are
 * the records of the latter, whose files go too. Work on them is stopped first.
 */
export async function removeRows(
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
