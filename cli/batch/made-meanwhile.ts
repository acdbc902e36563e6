import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DepthroomError } from '../../contract/errors.ts';
import { requirePlaces } from './out-folder.ts';
import { requireWritable } from './require-writable.ts';

/**
 * What lies where files are to be written: all of them as they would be made; what lies beside them says that they are ours, though not all are
 * there or whole; a call is putting its own there, or was killed while it did; nothing that is known.
 */
export interface FoundFiles<Facts> {
  state: 'complete' | 'ours' | 'begun' | 'unknown';
  /** What the files say of themselves, where they are complete. */
  facts: Facts | null;
}

/** Times and pauses for another process to finish the few files of one photo. */
const LOOKS = 30;
/** The same for a file that says nothing of itself: what does is written a moment after it. */
const LOOKS_AT_UNKNOWN = 10;
const PAUSE_MILLISECONDS = 100;

/**
 * What another process has made in the same folder since it was looked at, once it is complete: the same command may run twice at once.
 * Throws what was thrown where it is something else.
 */
export async function madeMeanwhile<Facts>(
  thrown: unknown,
  look: () => Promise<FoundFiles<Facts>>,
  signal: AbortSignal,
): Promise<Facts> {
  if ((thrown as Partial<DepthroomError>).code !== 'exists') throw thrown;
  for (let k = 0; k < LOOKS; k++) {
    const { facts, state } = await look();
    if (facts) return facts;
    if (state === 'unknown' && k >= LOOKS_AT_UNKNOWN) break;
    await sleep(PAUSE_MILLISECONDS, undefined, { signal });
  }
  throw thrown;
}

/**
 * What lies where files are to be written, looked at before the work is done for them; where they are to be made, that they can have their places,
 * which lie in one folder. Throws why they cannot (`requirePlaces`), unless another process is making the same.
 *
 * @param again what is complete is made again, and what is there is written over
 */
export async function foundBefore<Facts>(
  paths: readonly string[],
  again: boolean,
  look: () => Promise<FoundFiles<Facts>>,
  signal: AbortSignal,
): Promise<FoundFiles<Facts>> {
  const found = await look();
  if (found.state === 'complete' && !again) return found;
  try {
    if (found.state === 'begun') await requireWritable(dirname(paths[0]));
    else await requirePlaces(paths, again || found.state === 'ours');
    return found;
  } catch (thrown) {
    return { state: 'complete', facts: await madeMeanwhile(thrown, look, signal) };
  }
}
