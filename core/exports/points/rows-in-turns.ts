import { setImmediate } from 'node:timers/promises';
import { stopIfCancelled } from '../../disk/write-file.ts';

/** After this many points, some milliseconds of work, the message that says stop gets a moment to arrive. */
const POINTS_PER_TURN = 1 << 13;

/**
 * Works through the rows of a grid from the top, and tells the share that is done after each. Throws `cancelled` once the signal says stop, and what `work` throws.
 */
export async function rowsInTurns(
  { width, height }: { width: number; height: number },
  { report, signal }: { report?: (fraction: number) => void; signal?: AbortSignal },
  work: (row: number) => Promise<void>,
): Promise<void> {
  let sinceTurn = 0;
  for (let row = 0; row < height; row++) {
    await work(row);
    report?.((row + 1) / height);
    sinceTurn += width;
    if (sinceTurn < POINTS_PER_TURN) continue;
    sinceTurn = 0;
    await setImmediate();
    stopIfCancelled(signal);
  }
}
