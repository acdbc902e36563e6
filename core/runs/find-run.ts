import { isDeepStrictEqual } from 'node:util';
import { resolveOptions } from '../../contract/options.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { RunContext } from './run-context.ts';

/**
 * The runs of a photo with this very pack and these options, as they are at one moment: the latest that is finished, and the latest that waits
 * or is at work, in whichever process; null where there is none.
 */
export async function findRuns(
  { project, packs }: RunContext,
  photoId: string,
  packId: string,
  given: RunOptions,
  fits: (run: Run) => boolean,
): Promise<{ finished: Run | null; open: Run | null }> {
  const { pack, hash } = await packs.get(packId);
  const options = resolveOptions(pack, given);
  const runs = project.runs
    .where('photo_id', photoId)
    .filter((run) => run.packHash === hash && isDeepStrictEqual(run.options, options) && fits(run));
  const latest = (...states: Run['state'][]) => runs.findLast(({ state }) => states.includes(state)) ?? null;
  return { finished: latest('done'), open: latest('queued', 'running') };
}
