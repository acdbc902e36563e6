import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FoundRun } from '../../core/runs/find-or-queue.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { whenStopped } from '../terminal/stop.ts';

export interface Wanted {
  photo: Photo;
  packId: string;
  options: RunOptions;
  provider: string;
  /** What is done is done again. */
  again?: boolean;
}

/** Finds and queues the runs that one command asks for; what it queued and has not ended is cancelled when a person says stop. */
export interface Runs {
  /** The run that is wanted, finished, on its way or queued now. */
  find(wanted: Wanted): Promise<FoundRun>;
  /** Waits for it. Throws why there is no depth where it did not end well. */
  finish(wanted: Wanted, found: FoundRun): Promise<Run>;
  /** Cancels what was queued ahead and nobody waits for any more. Never throws. */
  cancel(): Promise<void>;
}

export function openRuns(engine: Engine, stop: AbortSignal): Runs {
  const ours = new Set<string>();
  const redone = new Set<string>();
  const cancel = async () => {
    // Those that have ended meanwhile are not there to be stopped.
    await Promise.allSettled([...ours].map((runId) => engine.call('cancelRun', { runId })));
  };
  whenStopped(stop, 'stop the runs', cancel);
  const find: Runs['find'] = async ({ photo, packId, options, provider, again = false }) => {
    const key = `${photo.id} ${packId}`;
    // The same photo twice in one command is done again once.
    const wanted = { photoId: photo.id, packId, options, provider, again: again && !redone.has(key) };
    redone.add(key);
    const found = await engine.local('findOrQueue', wanted, { signal: stop });
    if (found.was !== 'queued') return found;
    ours.add(found.run.id);
    if (stop.aborted) await engine.call('cancelRun', { runId: found.run.id }).catch(() => undefined);
    return found;
  };
  const finish: Runs['finish'] = async (wanted, found) => {
    if (found.was === 'finished') return found.run;
    const { id, packTitle } = found.run;
    const line = progressLine(`${wanted.photo.name}  ${packTitle}`);
    const run = await engine.local('whenRunEnded', { runId: id }, { report: line.show }).finally(line.clear);
    ours.delete(id);
    if (run.state === 'done') return run;
    // What another call had asked for was stopped with it, and is still wanted.
    if (found.was === 'open' && !stop.aborted) return finish(wanted, await find(wanted));
    throw new DepthroomError(
      run.error?.code ?? 'cancelled',
      run.error ? `${run.packTitle}: ${run.error.message}` : 'Stopped before the depth was estimated.',
    );
  };
  return { find, finish, cancel };
}

/** The latest finished run of this photo with this pack and these options, or a new one. */
export async function findOrRun(engine: Engine, wanted: Wanted, stop: AbortSignal): Promise<Run> {
  const runs = openRuns(engine, stop);
  return runs.finish(wanted, await runs.find(wanted));
}
