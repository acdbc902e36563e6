import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../project/context.ts';

/** Removes an export's row and file. */
export async function removeExport(context: Context, exportId: string): Promise<void> {
  const { exports, exportsFolder, write } = context.project;
  exports.get(exportId);
  context.stops.get(exportId)?.abort();
  await write(() => exports.remove(exportId), { isRemoval: true });
  context.changed();
  await rm(join(exportsFolder, exportId), { recursive: true, force: true });
}
