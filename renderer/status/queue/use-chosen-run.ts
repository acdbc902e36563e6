import { useEffect, useState } from 'react';
import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import { queuePlaceOf, queueRowAt, useQueueList } from '../../state/rows/queue-list.ts';

export interface ChosenRun {
  part: QueuePart;
  index: number;
  id: string | null;
}

/**
 * The run that buttons and keys mean. It stays chosen where it goes; where it leaves the queue, the one in its place is.
 */
export function useChosenRun() {
  const list = useQueueList();
  const [chosen, setChosen] = useState<ChosenRun | null>(null);
  const now = chosen && stillChosen(list, chosen);
  useEffect(() => {
    if (now?.id !== chosen?.id || now?.index !== chosen?.index || now?.part !== chosen?.part) setChosen(now);
  });
  const choose = (place: { part: QueuePart; index: number } | null) =>
    setChosen(
      place && { ...place, id: queueRowAt(useQueueList.getState(), place.part, place.index)?.id ?? null },
    );
  return { chosen: now, choose, follow: setChosen };
}

/** Where a chosen run stands by now. */
export function stillChosen(
  list: Pick<ReturnType<typeof useQueueList.getState>, 'parts'>,
  chosen: ChosenRun,
): ChosenRun | null {
  const { part, index, id } = chosen;
  const here = queueRowAt(list, part, index);
  if (here && (id === null || here.id === id)) return { part, index, id: here.id };
  const place = id === null ? null : queuePlaceOf(list, id);
  if (place) return { ...place, id };
  const { total } = list.parts[part];
  if (total === 0) return null;
  // Its part may be on its way.
  if (here === undefined && index < total) return chosen;
  const next = Math.min(index, total - 1);
  return { part, index: next, id: queueRowAt(list, part, next)?.id ?? null };
}
