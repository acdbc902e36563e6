import { useEffect, useRef, useState } from 'react';
import type { QueuePart } from '../../../contract/calls/queue-calls.ts';
import { attempt } from '../../state/notices.ts';
import { allQueueRuns, type MarkedRuns, queueRunsBetween } from '../../state/rows/queue-ids.ts';
import { queuePlaceOf, queueRowAt, useQueueList } from '../../state/rows/queue-list.ts';

export interface ChosenRun {
  part: QueuePart;
  index: number;
  id: string | null;
}

const NONE: MarkedRuns = new Map();

/**
 * The run that buttons and keys mean, or several that are marked. It stays chosen where it goes; where it leaves the queue, the one in its place is.
 */
export function useChosenRun() {
  const list = useQueueList();
  const [chosen, setChosen] = useState<ChosenRun | null>(null);
  const now = chosen && stillChosen(list, chosen);
  useEffect(() => {
    if (now?.id !== chosen?.id || now?.index !== chosen?.index || now?.part !== chosen?.part) setChosen(now);
  });
  const [marked, setMarked] = useState(NONE);
  /** Where a range began. */
  const anchor = useRef<ChosenRun | null>(null);
  /** What was asked for last counts. */
  const asked = useRef(0);
  const goTo = (place: Place | null) =>
    setChosen(
      place && { ...place, id: queueRowAt(useQueueList.getState(), place.part, place.index)?.id ?? null },
    );
  const mark = (runs: Promise<MarkedRuns>) => {
    const turn = ++asked.current;
    void attempt(async () => {
      const found = await runs;
      if (turn === asked.current) setMarked(found);
    });
  };
  const unmark = () => {
    asked.current++;
    anchor.current = null;
    if (marked.size > 0) setMarked(NONE);
  };
  return {
    chosen: now,
    /** More than one of them; where it is empty the chosen one alone is meant. */
    marked: marked.size > 1 ? marked : NONE,
    choose: (place: Place | null) => {
      unmark();
      goTo(place);
    },
    unmark,
    follow: setChosen,
    markTo: (place: Place | null) => {
      if (!place) return;
      anchor.current ??= now;
      const from = (anchor.current && stillChosen(useQueueList.getState(), anchor.current)) ?? place;
      goTo(place);
      mark(queueRunsBetween(from, place));
    },
    /** Takes one more among those that are marked, or out of them. */
    toggle: (place: Place, id: string) => {
      const next = new Map(marked);
      if (next.size === 0 && now?.id) next.set(now.id, now.part);
      if (!next.delete(id)) next.set(id, place.part);
      asked.current++;
      anchor.current = { ...place, id };
      setMarked(next);
      goTo(place);
    },
    markAll: () => {
      anchor.current = null;
      mark(allQueueRuns());
    },
  };
}

type Place = Pick<ChosenRun, 'part' | 'index'>;

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
