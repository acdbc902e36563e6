import { QUEUE_PARTS, type QueuePart } from '../../../contract/calls/queue-calls.ts';
import { call } from '../../server/call.ts';
import { queueRowAt, useQueueList } from './queue-list.ts';

/** So many runs are asked for at a time. */
const AT_ONCE = 500;

/** A run of the queue by its id, in the part in which it stood when it was marked. */
export type MarkedRuns = ReadonlyMap<string, QueuePart>;

/** Runs between two places, both among them, through all parts in their order; what is not here is asked for. */
export async function queueRunsBetween(
  one: { part: QueuePart; index: number },
  other: { part: QueuePart; index: number },
): Promise<MarkedRuns> {
  const [first, last] = isBefore(one, other) ? [one, other] : [other, one];
  const runs = new Map<string, QueuePart>();
  for (const part of QUEUE_PARTS.slice(QUEUE_PARTS.indexOf(first.part), QUEUE_PARTS.indexOf(last.part) + 1)) {
    const from = part === first.part ? first.index : 0;
    const to = part === last.part ? last.index : useQueueList.getState().parts[part].total - 1;
    for (const id of await idsOf(part, from, to)) runs.set(id, part);
  }
  return runs;
}

/** Every run of the queue as it is now, which what is looked at may not know yet. */
export async function allQueueRuns(): Promise<MarkedRuns> {
  const runs = new Map<string, QueuePart>();
  for (const part of QUEUE_PARTS) {
    let total = 1;
    for (let from = 0; from < total; from += AT_ONCE) {
      const page = await call('listQueue', { part, from, count: AT_ONCE });
      total = page.total;
      for (const row of page.rows) if (row) runs.set(row.id, part);
    }
  }
  return runs;
}

function isBefore(a: { part: QueuePart; index: number }, b: { part: QueuePart; index: number }): boolean {
  const apart = QUEUE_PARTS.indexOf(a.part) - QUEUE_PARTS.indexOf(b.part);
  return apart === 0 ? a.index <= b.index : apart < 0;
}

/** One that cannot be read has no id that could be asked for. */
async function idsOf(part: QueuePart, from: number, to: number): Promise<string[]> {
  const here = idsHere(part, from, to);
  if (here) return here;
  const ids: string[] = [];
  for (let at = from; at <= to; at += AT_ONCE) {
    const { rows } = await call('listQueue', { part, from: at, count: Math.min(AT_ONCE, to - at + 1) });
    ids.push(...rows.flatMap((row) => row?.id ?? []));
  }
  return ids;
}

function idsHere(part: QueuePart, from: number, to: number): string[] | null {
  const list = useQueueList.getState();
  const ids: string[] = [];
  for (let at = from; at <= to; at++) {
    const row = queueRowAt(list, part, at);
    if (row === undefined) return null;
    if (row) ids.push(row.id);
  }
  return ids;
}
