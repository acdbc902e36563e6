import type { Context } from '../project/context.ts';
import { removeRows } from '../project/remove-rows.ts';

/** Removes runs with their exports and the comparisons that they are part of; those at work are stopped first. */
export async function removeRuns(context: Context, runIds: readonly string[]): Promise<void> {
  for (const id of runIds) context.project.runs.get(id);
  await removeRows(context, runIds, () => {}, []);
}
