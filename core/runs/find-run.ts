import { isDeepStrictEqual } from 'node:util';
import { resolveOptions } from '../../contract/options.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { RunContext } from './run-context.ts';

/** The latest finished run of a photo with this very pack and these options; null where there is none. */
export async function findRun(
  { project, packs }: RunContext,
  photoId: string,
  packId: string,
  given: RunOptions,
): Promise<Run | null> {
  const { pack, hash } = await packs.get(packId);
  const options = resolveOptions(pack, given);
  const runs = project.runs.where('photo_id', photoId);
  return (
    runs
      .filter(
        (run) => run.state === 'done' && run.packHash === hash && isDeepStrictEqual(run.options, options),
      )
      .at(-1) ?? null
  );
}
