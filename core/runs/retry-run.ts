import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import { newRun } from './new-run.ts';
import type { RunContext } from './run-context.ts';

/** Queues the same photo, pack and options once more, as a run of its own. */
export async function retryRun(context: RunContext, runId: string): Promise<Run> {
  const { runs, write } = context.project;
  const {
    photoId,
    packId,
    packTitle,
    options,
    requestedProvider,
    priorRunId,
    priorTitle = '',
    derivation,
  } = runs.get(runId);
  if (derivation) {
    const way =
      derivation.kind === 'file' ? 'came in a file' : 'was made from other runs; make it again from those';
    throw new DepthroomError('bad-input', `Expected a run of a model, but "${packTitle}" ${way}.`);
  }
  const run = newRun(context, {
    photoId,
    installed: await context.packs.get(packId),
    options,
    provider: requestedProvider,
    prior: priorRunId === null ? null : { id: priorRunId, packTitle: priorTitle },
  });
  await write(() => runs.insert(run));
  context.changed();
  context.wake();
  return run;
}
