import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { QUEUE_PARTS } from '../../../contract/calls/queue-calls.ts';
import { text } from '../../language/text.ts';
import { useProject } from '../../state/project.ts';
import { queueRowAt, showQueueRange, useQueueList } from '../../state/rows/queue-list.ts';
import { queueSecondsLeft } from '../../view/time-text.ts';
import { clickInQueue, pressInQueue } from './press-in-queue.ts';
import { QueueRow } from './QueueRow.tsx';
import styles from './queue.module.css';
import { moveInQueue } from './queue-deeds.ts';
import { countItems, itemOf, lineOf, stepFrom } from './queue-items.ts';
import { headText } from './queue-words.ts';
import type { useChosenRun } from './use-chosen-run.ts';

const HEAD_PX = 30;
const ROW_PX = 44;
const FAILED_PX = 62;

interface Props {
  choice: ReturnType<typeof useChosenRun>;
  isPaused: boolean;
}

/** The list of runs, of which one is chosen by pointer and by keys. Only what is seen is there. */
export function QueueRows({ choice, isPaused }: Props) {
  const { chosen, choose, marked } = choice;
  const list = useQueueList();
  const totals = totalsOf(list);
  const progress = useProject((state) => state.progress);
  const workSeconds = useProject(({ queue, progress: all }) =>
    queueSecondsLeft({ running: queue.running, waitingSeconds: 0 }, all),
  );
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const count = countItems(totals);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box,
    estimateSize: (line) => heightOf(itemOf(totals, line)),
    overscan: 6,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  const key = JSON.stringify(totals);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are other ones when parts grow; pages that went are asked for again.
  useEffect(() => lookAt(totals, first, last), [first, last, key, list.parts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights belong to lines.
  useEffect(() => virtual.measure(), [key]);
  const line = chosen && lineOf(totals, chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolled to when another one is chosen, or it was moved.
  useEffect(() => {
    if (line !== null) virtual.scrollToIndex(line, { align: 'auto' });
  }, [chosen?.id, line]);
  const listbox = useRef<HTMLDivElement>(null);
  // It has the focus before its runs are here, and when the part of the chosen one has none any more.
  useEffect(() => {
    if (!chosen && count > 0 && document.activeElement === listbox.current) choose(stepFrom(totals, null, 0));
  });
  const drag = useDrag();

  const press = (event: KeyboardEvent<HTMLElement>) =>
    pressInQueue(event, choice, totals, Math.max(1, Math.floor((box?.clientHeight ?? 0) / ROW_PX) - 1));
  const isThere = seen.some(({ index }) => index === line);
  return (
    <div ref={setBox} className={styles.box}>
      <div
        ref={listbox}
        role="listbox"
        aria-label={text('status.runs')}
        aria-multiselectable
        tabIndex={0}
        data-autofocus
        className={styles.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-activedescendant={isThere && chosen?.id ? `queued-${chosen.id}` : undefined}
        onKeyDown={press}
        onFocus={() => chosen ?? choose(stepFrom(totals, null, 0))}
      >
        {seen.map(({ index: at, start, size }) => {
          const item = itemOf(totals, at);
          if (!item) return null;
          const place = { height: size, transform: `translateY(${start}px)` };
          if (item.index === null)
            return (
              <div key={item.part} className={styles.head} style={place} role="presentation">
                {headText(item.part, totals[item.part])}
              </div>
            );
          const index = item.index;
          const row = queueRowAt(list, item.part, index);
          return (
            <QueueRow
              key={row?.id ?? `${item.part} ${index}`}
              row={row}
              part={item.part}
              place={place}
              position={{ index, total: totals[item.part] }}
              isChosen={chosen?.part === item.part && chosen.index === index}
              isMarked={marked.size > 0 ? marked.has(row?.id ?? '') : null}
              progress={row ? progress[row.id] : undefined}
              facts={{ workSeconds, isPaused, engineId: list.engineId }}
              drop={drag.over?.index === index && item.part === 'waiting' ? drag.over.side : undefined}
              onClick={(event) => clickInQueue(event, choice, { part: item.part, index }, row?.id)}
              {...(item.part === 'waiting' && row ? drag.of(row.id, index) : {})}
            />
          );
        })}
      </div>
    </div>
  );
}

type Totals = Parameters<typeof itemOf>[0];

function totalsOf({ parts }: ReturnType<typeof useQueueList.getState>): Totals {
  return { working: parts.working.total, waiting: parts.waiting.total, failed: parts.failed.total };
}

function heightOf(item: ReturnType<typeof itemOf>): number {
  if (item?.index === null) return HEAD_PX;
  return item?.part === 'failed' ? FAILED_PX : ROW_PX;
}

/** Sees to it that what stands between two lines is here. */
function lookAt(totals: Totals, first: number, last: number): void {
  for (const part of QUEUE_PARTS) {
    if (totals[part] === 0) continue;
    const [from, to] = [first, last].map((at) => at - lineOf(totals, { part, index: 0 }));
    if (to >= 0 && from < totals[part])
      showQueueRange(part, Math.max(0, from), Math.min(totals[part] - 1, to));
  }
}

/** What waits is dragged before another one that does, or behind the last one. */
function useDrag() {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ index: number; side: 'above' | 'below' } | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const of = (id: string, index: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      setDragged(id);
    },
    onDragEnd: end,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged === null) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const side = event.clientY < top + height / 2 ? 'above' : 'below';
      if (over?.index !== index || over.side !== side) setOver({ index, side });
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      event.preventDefault();
      if (dragged !== null && over) void moveInQueue(dragged, targetOf(id, over));
      end();
    },
  });
  return { over, of };
}

function targetOf(id: string, { index, side }: { index: number; side: 'above' | 'below' }) {
  if (side === 'above') return { before: id };
  const next = queueRowAt(useQueueList.getState(), 'waiting', index + 1);
  return next ? { before: next.id } : 'end';
}
