import { cancelMarked, removeMarked } from './queue-deeds.ts';
import type { useChosenRun } from './use-chosen-run.ts';

/** What "delete" means for the runs that are marked: what works or waits is cancelled, what failed is removed. Then none is marked any more. */
export function endMarked({ marked, unmark }: ReturnType<typeof useChosenRun>): void {
  const parts = [...marked.values()];
  if (parts.some((part) => part !== 'failed')) cancelMarked(marked);
  if (parts.includes('failed')) removeMarked(marked);
  unmark();
}
