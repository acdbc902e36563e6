import { DepthroomError } from '../../contract/errors.ts';

/** How long a project may take to be opened, but for one that is repaired: that reads every file. */
export const LONGEST_OPENING_MS = 20_000;

/** What is said of a disk that a project could not be opened from in time; of one that is waited for already where no time is given. */
export function noAnswer(path: string, afterMs?: number): DepthroomError {
  const why =
    afterMs === undefined
      ? 'it is still being waited for since it was last opened'
      : `nothing came within ${afterMs / 1000} seconds`;
  return new DepthroomError(
    'disk-error',
    `Expected the disk of ${path} to answer, but ${why}; look whether it is connected, and try again.`,
  );
}

/** The work, or the reason of the signal once that says stop; what a disk that does not answer is asked for cannot be stopped itself. */
export function untilStopped<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
