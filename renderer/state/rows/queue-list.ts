import type { QueuedRun, QueuePart } from '../../../contract/calls/queue-calls.ts';
import { QUEUE_PARTS } from '../../../contract/calls/queue-calls.ts';
import type { Changes } from '../../../contract/calls/snapshot.ts';
import { call } from '../../server/call.ts';
import { createStore, onReset } from '../create-store.ts';
import { attempt } from '../notices.ts';

/** A run as the list of the queue shows it. */
export type QueueRow = QueuedRun & {
  /** Seconds from the end of what works now to its own end; null where that is not known. */
  readySeconds: number | null;
};

interface Part {
  total: number;
  /** By number; each of `PAGE` runs. */
  pages: Readonly<Record<number, readonly (QueueRow | null)[]>>;
}

interface QueueList {
  isOpen: boolean;
  /** Of who answers: what another one queued is the work of another window or command. */
  engineId: string;
  parts: Readonly<Record<QueuePart, Part>>;
}

const PAGE = 100;
/** How often at most what is looked at is asked for again while much changes. */
const AGAIN_MS = 250;

const EMPTY: Part = { total: 0, pages: {} };

export const useQueueList = createStore<QueueList>(() => ({
  isOpen: false,
  engineId: '',
  parts: { working: EMPTY, waiting: EMPTY, failed: EMPTY },
}));

/** What is looked at now, in places of each part. */
let visible: Partial<Record<QueuePart, { from: number; to: number }>> = {};
/** Answers to questions of before are passed over. */
let version = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let askedAt = 0;
const underWay = new Set<string>();
onReset(() => {
  visible = {};
  version++;
  clearTimeout(timer);
  timer = undefined;
  askedAt = 0;
  underWay.clear();
});

/** The run at a place of a part; undefined where that is not here, null where it cannot be read. */
export function queueRowAt(
  { parts }: Pick<QueueList, 'parts'>,
  part: QueuePart,
  index: number,
): QueueRow | null | undefined {
  return parts[part].pages[Math.floor(index / PAGE)]?.[index % PAGE];
}

/** Where a run stands, if that part of the queue is here. */
export function queuePlaceOf(
  { parts }: Pick<QueueList, 'parts'>,
  runId: string,
): { part: QueuePart; index: number } | null {
  for (const part of QUEUE_PARTS)
    for (const [number, rows] of Object.entries(parts[part].pages)) {
      const at = rows.findIndex((row) => row?.id === runId);
      if (at >= 0) return { part, index: Number(number) * PAGE + at };
    }
  return null;
}

/** Whether there is no run in any part; false while that is not known. */
export function isQueueEmpty({ parts }: Pick<QueueList, 'parts'>): boolean {
  return Object.values(parts).every(({ total, pages }) => total === 0 && Object.keys(pages).length > 0);
}

/** The list is looked at from now on; returns how to say that it is no more. */
export function openQueueList(): () => void {
  useQueueList.setState({ isOpen: true });
  void attempt(refreshQueueList);
  return () => useQueueList.setState(useQueueList.getInitialState(), true);
}

/** Sees to it that the runs between two places are here. */
export function showQueueRange(part: QueuePart, from: number, to: number): void {
  visible = { ...visible, [part]: { from, to } };
  for (const number of pagesBetween(from, to))
    if (!useQueueList.getState().parts[part].pages[number]) void attempt(() => loadPage(part, number));
}

/** Asks for what is looked at again; the rest is asked for when it is seen. */
export async function refreshQueueList(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  askedAt = performance.now();
  version++;
  await Promise.all(
    QUEUE_PARTS.flatMap((part) => {
      const { from, to } = visible[part] ?? { from: 0, to: 0 };
      return pagesBetween(from, to).map((number, k) => loadPage(part, number, k === 0));
    }),
  );
}

/** Follows what changed, while the list is looked at. */
export function queueChanges({ isFresh, rows, state }: Changes): void {
  if (!useQueueList.getState().isOpen || timer !== undefined) return;
  if (!isFresh && state === undefined && !rows.some(({ table }) => table === 'runs')) return;
  const wait = Math.max(0, askedAt + AGAIN_MS - performance.now());
  timer = setTimeout(() => {
    timer = undefined;
    if (useQueueList.getState().isOpen) void attempt(refreshQueueList);
  }, wait);
}

function pagesBetween(from: number, to: number): number[] {
  const first = Math.floor(from / PAGE);
  return Array.from({ length: Math.floor(to / PAGE) - first + 1 }, (_, k) => first + k);
}

async function loadPage(part: QueuePart, number: number, isAnew = false): Promise<void> {
  const asked = version;
  const key = `${asked} ${part} ${number}`;
  if (underWay.has(key)) return;
  underWay.add(key);
  try {
    const answer = await call('listQueue', { part, from: number * PAGE, count: PAGE });
    if (asked !== version || !useQueueList.getState().isOpen) return;
    useQueueList.setState(({ parts }) => ({
      engineId: answer.engineId,
      parts: {
        ...parts,
        [part]: {
          total: answer.total,
          // What is not looked at may be of another order.
          pages: { ...(isAnew ? {} : parts[part].pages), [number]: withTimes(answer) },
        },
      },
    }));
  } finally {
    underWay.delete(key);
  }
}

function withTimes({
  rows,
  secondsBefore,
}: {
  rows: readonly (QueuedRun | null)[];
  secondsBefore: number | null;
}): (QueueRow | null)[] {
  let sum = secondsBefore;
  return rows.map((row) => {
    sum = sum === null || !row || row.seconds === null ? null : sum + row.seconds;
    return row && { ...row, readySeconds: sum };
  });
}
