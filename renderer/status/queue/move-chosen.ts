import { queuePlaceOf, useQueueList } from '../../state/rows/queue-list.ts';
import { moveInQueue } from './queue-deeds.ts';
import type { useChosenRun } from './use-chosen-run.ts';

/** Moves the chosen run, which stays chosen where it goes. */
export function moveChosen(
  { chosen, follow }: ReturnType<typeof useChosenRun>,
  to: 'front' | 'up' | 'down' | 'end',
): void {
  if (chosen?.part !== 'waiting' || chosen.id === null) return;
  const { id, index } = chosen;
  void moveInQueue(id, to).then(() => {
    const list = useQueueList.getState();
    const last = list.parts.waiting.total - 1;
    // Far away, where it went to is not here yet.
    const place = { front: 0, up: Math.max(0, index - 1), down: Math.min(last, index + 1), end: last }[to];
    follow({ ...(queuePlaceOf(list, id) ?? { part: 'waiting', index: place }), id });
  });
}
