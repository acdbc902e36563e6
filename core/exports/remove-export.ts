import type { Removed } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';

/** Removes an export's row and file, and stops it where it is at work. Throws `not-found` where it is unknown. */
export async function removeExport(context: Context, exportId: string): Promise<Removed> {
  const { fileName } = context.project.exports.get(exportId);
  return moveToTrash(context, { kind: 'export', title: fileName, ids: [exportId] });
}
