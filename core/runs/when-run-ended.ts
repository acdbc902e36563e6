import type { Progress } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { RunContext } from './run-context.ts';

/** How often the row is looked at though nothing was told of it: it may not have been readable when something was. */
const LOOK_MS = 2_000;

/**
 * Answers with the run once it has ended. Throws `not-found` where it was removed before, `cancelled` where the wait is called off or the
 * project is closed.
 */
export async function whenRunEnded(
  { project, signal, background, onChange, onProgress }: RunContext,
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
  const look = () => {
    const run = project.runs.find(runId);
    if (!run) reject(new DepthroomError('not-found', 'The run was removed before it ended.'));
    else if (run.state !== 'queued' && run.state !== 'running') resolve(run);
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
