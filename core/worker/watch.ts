import { DepthroomError } from '../../contract/errors.ts';
import type { Background } from '../disk/background.ts';
import { bytesInWords } from '../disk/bytes-in-words.ts';
import type { TaskLimit } from './limits.ts';

/** How often a worker at work is looked at. */
const LOOK_MS = 500;

export interface Watch {
  /** The worker said how far it is. */
  heard(): void;
  stop(): void;
}

interface Watched {
  limit: TaskLimit;
  /** Memory that the worker's process takes; null where that cannot be told, which bounds nothing then. */
  residentBytes: () => Promise<number | null>;
  background: Background;
  /** Called once, with why the worker has to be ended. */
  overstepped: (why: DepthroomError) => void;
}

/** Looks after one question: its time, its silence, and the memory that its process grows by. */
export function watchQuestion({ limit, residentBytes, background, overstepped }: Watched): Watch {
  let whole = 0;
  let quiet = 0;
  let last = performance.now();
  /** What earlier questions left behind is not this one's; a process that has only just been started has nothing. */
  let atFirst = 0;
  let isOver = false;

  async function look(): Promise<void> {
    const now = performance.now();
    // A computer that slept, or a process that was held up, has not given the worker that time.
    const passed = Math.min(now - last, 4 * LOOK_MS);
    last = now;
    whole += passed;
    quiet += passed;
    const why = tooLong(limit, whole, quiet) ?? (await tooMuch());
    if (!why || isOver) return;
    stop();
    overstepped(why);
  }

  async function tooMuch(): Promise<DepthroomError | null> {
    if (limit.bytes === null) return null;
    const bytes = await residentBytes();
    if (bytes === null || bytes - atFirst <= limit.bytes) return null;
    return new DepthroomError(
      'too-large',
      `${limit.work} took more than ${bytesInWords(limit.bytes)} of memory and was stopped, before the computer ran out of it; ${limit.wayOut}.`,
    );
  }

  background.run('look at the memory of a worker', async () => {
    if (limit.bytes !== null) atFirst = (await residentBytes()) ?? 0;
  });
  const end = background.every(LOOK_MS, 'look after a worker', look);
  function stop(): void {
    isOver = true;
    end();
  }
  return {
    heard: () => {
      quiet = 0;
    },
    stop,
  };
}

function tooLong(limit: TaskLimit, whole: number, quiet: number): DepthroomError | null {
  if (limit.wholeMs !== null && whole > limit.wholeMs)
    return new DepthroomError(
      'interrupted',
      `${limit.work} took longer than ${inWords(limit.wholeMs)} and was stopped; ${limit.wayOut}.`,
    );
  if (quiet > limit.quietMs)
    return new DepthroomError(
      'interrupted',
      `${limit.work} got no further for ${inWords(limit.quietMs)} and was stopped; ${limit.wayOut}.`,
    );
  return null;
}

function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds > 90) return `${Math.round(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
