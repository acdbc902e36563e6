import type { Progress } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { RunContext } from './run-context.ts';

/** How often the row is looked at though nothing was told of it: it may not have been readable when something was. */
const LOOK_MS = 2_000;
/** How long the disk may keep the end of a run from being written before who waits for it is told. */
const HELD_UP_MS = 10_000;

/**
 * Answers with the run once it has ended. Throws `not-found` where it was removed before, `cancelled` where the wait is called off or the
 * project is closed, `no-space`, `no-permission` or `disk-error` where the disk has not let it be written down for ten seconds: that goes
 * on being tried. Throws `disk-error` or `needs-repair` where the project's database is gone or damaged, or its folder was not there for as
 * long, since nothing ends in it any more.
 */
export async function whenRunEnded(
  { project, signal, background, lost, onChange, onProgress }: RunContext,
  runId: string,
  report: (progress: Progress) => void = () => {},
): Promise<Run> {
  const { promise, resolve, reject } = Promise.withResolvers<Run>();
  const callOff = () =>
    reject(
      new DepthroomError(
        'cancelled',
        'Stopped waiting for the run; it goes on when its project is opened again, if nobody has cancelled it.',
      ),
    );
  let awaySince: number | null = null;
  const look = () => {
    const gone = lost();
    if (gone) return reject(gone);
    // A folder that went away may come back, but not for everybody who waits.
    const trouble = project.place.trouble();
    awaySince = trouble === null ? null : (awaySince ?? performance.now());
    if (trouble !== null && awaySince !== null && performance.now() - awaySince >= HELD_UP_MS)
      return reject(new DepthroomError('disk-error', trouble));
    const run = project.runs.find(runId);
    if (!run) reject(new DepthroomError('not-found', 'The run was removed before it ended.'));
    else if (run.state !== 'queued' && run.state !== 'running') resolve(run);
    else {
      const failure = project.heldUpFor(HELD_UP_MS);
      // Another program that has it locked is only waited for.
      if (failure && failure.code !== 'busy') reject(failure);
    }
  };
  const ends = [
    onProgress((progress) => progress.id === runId && report(progress)),
    onChange(look),
    background.every(LOOK_MS, 'see whether a run has ended', look),
    () => signal.removeEventListener('abort', callOff),
  ];
  signal.addEventListener('abort', callOff, { once: true });
  if (signal.aborted) callOff();
  try {
    look();
    return await promise;
  } finally {
    for (const end of ends) end();
  }
}
