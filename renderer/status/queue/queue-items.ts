import { QUEUE_PARTS, type QueuePart } from '../../../contract/calls/queue-calls.ts';

/** A line of the list: the head of a part, or one of its runs. */
export type QueueItem = { part: QueuePart; index: number | null };

type Totals = Readonly<Record<QueuePart, number>>;

/** How many lines there are: each part that has runs has a head. */
export function countItems(totals: Totals): number {
  return QUEUE_PARTS.reduce((sum, part) => sum + (totals[part] > 0 ? totals[part] + 1 : 0), 0);
}

/** What stands in a line; null behind the last one. */
export function itemOf(totals: Totals, line: number): QueueItem | null {
  let at = line;
  for (const part of QUEUE_PARTS) {
    if (totals[part] === 0) continue;
    if (at <= totals[part]) return { part, index: at === 0 ? null : at - 1 };
    at -= totals[part] + 1;
  }
  return null;
}

/** In which line a run stands. */
export function lineOf(totals: Totals, { part, index }: { part: QueuePart; index: number }): number {
  let line = 1 + index;
  for (const before of QUEUE_PARTS) {
    if (before === part) break;
    line += totals[before] > 0 ? totals[before] + 1 : 0;
  }
  return line;
}

/** The run so many runs farther on, heads left out; the first or the last one where there are fewer. Null where there is none. */
export function stepFrom(
  totals: Totals,
  from: { part: QueuePart; index: number } | null,
  by: number,
): { part: QueuePart; index: number } | null {
  const count = QUEUE_PARTS.reduce((sum, part) => sum + totals[part], 0);
  if (count === 0) return null;
  let flat = 0;
  if (from) {
    for (const part of QUEUE_PARTS) {
      if (part === from.part) break;
      flat += totals[part];
    }
    flat = Math.min(count - 1, Math.max(0, flat + from.index + by));
  } else if (by === Number.POSITIVE_INFINITY) flat = count - 1;
  for (const part of QUEUE_PARTS) {
    if (flat < totals[part]) return { part, index: flat };
    flat -= totals[part];
  }
  return null;
}
