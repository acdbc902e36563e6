import type { KeyboardEvent, MouseEvent } from 'react';
import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import { openDialog } from '../../state/dialogs.ts';
import { queueRowAt, useQueueList } from '../../state/rows/queue-list.ts';
import { showPhoto } from '../../state/selection.ts';
import { endMarked } from './end-marked.ts';
import { moveChosen } from './move-chosen.ts';
import { cancelInQueue, removeFailed, undoInQueue } from './queue-deeds.ts';
import { stepFrom } from './queue-items.ts';
import { queueKey } from './queue-keys.ts';
import type { useChosenRun } from './use-chosen-run.ts';

type Choice = ReturnType<typeof useChosenRun>;

/** Does what a key means in the list, of which `page` runs are seen. */
export function pressInQueue(
  event: KeyboardEvent<HTMLElement>,
  choice: Choice,
  totals: Parameters<typeof stepFrom>[0],
  page: number,
): void {
  const action = queueKey(event, page);
  if (!action) return;
  event.preventDefault();
  const { chosen, marked } = choice;
  const row = chosen && queueRowAt(useQueueList.getState(), chosen.part, chosen.index);
  if (action.does === 'step') {
    const next = stepFrom(totals, chosen, action.by);
    action.isRange ? choice.markTo(next) : choice.choose(next);
  } else if (action.does === 'mark-all') choice.markAll();
  else if (action.does === 'undo') undoInQueue();
  else if (action.does === 'move') moveChosen(choice, action.to);
  else if (action.does === 'remove' && !event.repeat) {
    if (marked.size > 0) endMarked(choice);
    else if (row) chosen.part === 'failed' ? removeFailed(row) : cancelInQueue(row);
  } else if (action.does === 'show' && row) {
    showPhoto(row.photoId);
    openDialog(null);
  }
}

/** A click chooses a run, marks all up to it, or takes it among those that are marked. */
export function clickInQueue(
  { shiftKey, ctrlKey, metaKey }: MouseEvent<HTMLElement>,
  choice: Choice,
  place: { part: QueuePart; index: number },
  id: string | undefined,
): void {
  if (shiftKey) choice.markTo(place);
  else if ((ctrlKey || metaKey) && id !== undefined) choice.toggle(place, id);
  else choice.choose(place);
}
