import type { CallOutput, ParsedInput } from '../../contract/api.ts';
import type { TRASH_CALLS } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import { emptyTrash } from '../project/trash/empty-trash.ts';
import { listTrash } from '../project/trash/list-trash.ts';
import { restoreTrash } from '../project/trash/restore.ts';
import { takeInFiles } from './take-in-files.ts';

type TrashCalls = {
  [Name in keyof typeof TRASH_CALLS]: (input: ParsedInput<Name>) => Promise<CallOutput<Name>>;
};

/** What the engine does for the calls of contract/trash.ts. */
export function trashCalls(context: Context): TrashCalls {
  return {
    listTrash: () => listTrash(context.project),
    restoreTrash: async ({ trashIds }) => ({ restored: await restoreTrash(context, trashIds) }),
    emptyTrash: async ({ trashIds }) => {
      const emptied = await emptyTrash(context.project, trashIds);
      context.changed();
      return { emptied };
    },
    takeInFiles: () => takeInFiles(context),
  };
}
