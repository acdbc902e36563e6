import { isDeepStrictEqual } from 'node:util';
import { resolveOptions } from '../../contract/options.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { RunContext } from './run-context.ts';

/** The latest finished run of a photo with this very pack and these options; null where there is none. */
export async function findRun(
  context: RunContext,
  photoId: string,
  packId: string,
  given: RunOptions,
  fits: (run: Run) => boolean = () => true,
): Promise<Run | null> {
  const runs = await runsLike(context, photoId, packId, given);
  return runs.filter((run) => run.state === 'done' && fits(run)).at(-1) ?? null;
}

/** The latest that waits or is at work, in whichever process; null where there is none. */
export async function findOpenRun(
  context: RunContext,
  photoId: string,
  packId: string,
  given: RunOptions,
  fits: (run: Run) => boolean = () => true,
): Promise<Run | null> {
  const runs = await runsLike(context, photoId, packId, given);
  const isOpen = ({ state }: Run) => state === 'queued' || state === 'running';
  return runs.filter((run) => isOpen(run) && fits(run)).at(-1) ?? null;
}

async function runsLike(
  { project, packs }: RunContext,
  photoId: string,
  packId: string,
  given: RunOptions,
): Promise<Run[]> {
  const { pack, hash } = await packs.get(packId);
  const options = resolveOptions(pack, given);
  return project.runs
    .where('photo_id', photoId)
    .filter((run) => run.packHash === hash && isDeepStrictEqual(run.options, options));
}
