import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../project/context.ts';

/** Removes an export's row and file, and stops it where it is at work. Throws `not-found` where it is unknown. */
export async function removeExport(context: Context, exportId: string): Promise<void> {
  const { exports, exportsFolder } = context.project;
  exports.get(exportId);
  context.stops.get(exportId)?.abort();
  exports.remove(exportId);
  context.changed();
  await rm(join(exportsFolder, exportId), { recursive: true, force: true });
}
