import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { estimate } from './estimate.ts';
import { findRuns } from './find-run.ts';
import type { RunContext } from './run-context.ts';

/** One pack on one photo, whether that is done or not. */
export interface WantedRun {
  photoId: string;
  packId: string;
  options: RunOptions;
  provider: string;
  /** What is done is done again. */
  again?: boolean;
}

/** A run that was asked for: `finished` before, `open` since somebody else asked for it and it has not ended, or `queued` now. */
export interface FoundRun {
  run: Run;
  was: 'finished' | 'open' | 'queued';
}

/**
 * The latest finished run of this photo with this very pack and these options, else one that waits or is at work (left behind by a call that
 * was killed, say), else a new one in the queue. Throws what `estimate` throws.
 */
export async function findOrQueue(context: RunContext, wanted: WantedRun): Promise<FoundRun> {
  const { photoId, packId, options, provider, again = false } = wanted;
  if (!again) {
    // Who names a provider wants that one's answer; by itself, any finished run is as good.
    const fits = (run: Run) =>
      provider === 'auto' || run.requestedProvider === provider || run.provider === provider;
    const { finished, open } = await findRuns(context, photoId, packId, options, fits);
    if (finished) return { run: finished, was: 'finished' };
    if (open) return { run: open, was: 'open' };
  }
  const queued = await estimate(context, { photoIds: [photoId], packIds: [packId], options, provider });
  // A prior that is missing goes first.
  return { run: queued[queued.length - 1], was: 'queued' };
}
