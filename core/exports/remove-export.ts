import type { Context } from '../project/context.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';

/** Moves an export to the trash; its file stays until that is emptied. One at work is stopped. */
export async function removeExport(context: Context, exportId: string): Promise<{ trashId: string }> {
  const { fileName } = context.project.exports.get(exportId);
  return moveToTrash(context, { kind: 'export', title: fileName, ids: [exportId] });
}
