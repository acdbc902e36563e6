import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { Engine } from '../../core/host/engine.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { whenStopped } from '../terminal/stop.ts';

export interface Wanted {
  photo: Photo;
  packId: string;
  options: RunOptions;
  provider: string;
}

/** The latest finished run of this photo with this pack and these options, or a new one. */
export async function findOrRun(
  engine: Engine,
  { photo, packId, options, provider }: Wanted,
  stop: AbortSignal,
): Promise<Run> {
  const known = await engine.local('findRun', { photoId: photo.id, packId, options });
  if (known) return known;

  const asked = { photoIds: [photo.id], packIds: [packId], options, provider };
  const queued = await engine.call('estimate', asked, { signal: stop });
  const wanted = queued[queued.length - 1];
  whenStopped(stop, 'stop the run', () => engine.call('cancelRun', { runId: wanted.id }));
  const line = progressLine(`${photo.name}  ${wanted.packTitle}`);
  const run = await engine.local('whenRunEnded', { runId: wanted.id }, { report: line.show });
  line.clear();
  if (run.state === 'done') return run;
  throw new DepthroomError(
    run.error?.code ?? 'cancelled',
    run.error ? `${run.packTitle}: ${run.error.message}` : 'Stopped before the depth was estimated.',
  );
}
