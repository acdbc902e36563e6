import { refuseStopped } from '../terminal/stop.ts';
import { workAhead } from './ahead.ts';
import { BatchEnded } from './tally.ts';

/** So many photos are brought in and queued while one is at work: their pixels are decoded meanwhile. */
const AHEAD = 2;

/** What is done with each thing of a batch (`workAhead`). */
interface BatchWork<Thing, Prepared> {
  prepare(thing: Thing): Promise<Prepared>;
  finish(thing: Thing, prepared: Promise<Prepared>): Promise<void>;
  /** Calls off what was queued ahead and nobody waits for any more; a stop does so by itself. Never throws. */
  cancel(): Promise<void>;
}

/**
 * Works through a batch. Throws `cancelled` where a person has said stop, in the last moment too: the process ends with 130 then, which is said, and what
 * would follow (the next look at a watched folder, its files for another program) is not begun. Throws what is no fault of one thing, but for the last of
 * them, which has told it itself.
 */
export async function workBatch<Thing, Prepared>(
  things: readonly Thing[],
  { prepare, finish, cancel }: BatchWork<Thing, Prepared>,
  stop: AbortSignal,
): Promise<void> {
  const prepareUnlessStopped = async (thing: Thing) => {
    refuseStopped(stop);
    return prepare(thing);
  };
  await workAhead(things, AHEAD, prepareUnlessStopped, finish).catch(async (thrown) => {
    refuseStopped(stop);
    await cancel();
    if (!(thrown instanceof BatchEnded && thrown.left === 0)) throw thrown;
  });
  refuseStopped(stop);
}
