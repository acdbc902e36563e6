import { mkdir, rm } from 'node:fs/promises';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Result, Run } from '../../contract/run.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { databaseFailure } from '../project/database-failure.ts';
import type { FileStore } from '../project/file-store.ts';
import type { Write } from '../project/write.ts';
import { askInference } from '../worker/ask-inference.ts';
import type { EstimateTask } from '../worker/estimate-task.ts';
import type { RunContext } from './run-context.ts';
import { storedPrior } from './stored-prior.ts';
import { startClock } from './time-left.ts';

/** Why a run is stopped that is to go on later: it returns to the queue instead of being cancelled. */
export const PAUSED = new DepthroomError('cancelled', 'Put back into the queue.');

/**
 * One run from queued to its end. What goes wrong with it is in its row; thrown is only that the row cannot be written, since the project
 * was closed before that was possible.
 */
export async function performRun(context: RunContext, queued: Run): Promise<void> {
  const { project, stops, background } = context;
  const { runs, files, persist } = project;
  const stop = new AbortController();
  const folder = files.temporary();
  const run: Run = { ...queued, state: 'running', startedAt: new Date().toISOString() };
  stops.set(run.id, stop);
  try {
    const isBegun = await persist(() => {
      // Cancelled, removed or taken over since it was read.
      const row = runs.find(run.id);
      if (row?.state !== 'queued' || row.engineId !== run.engineId) return false;
      runs.update(run);
      return true;
    });
    context.changed();
    if (!isBegun) return;
    const ended = await estimateIn(folder, context, { queued, run, stop: stop.signal });
    await persist(() => {
      // The row may have been removed by a person meanwhile: then there is nothing to note.
      if (runs.find(run.id)) runs.update(ended);
    });
    context.changed();
  } finally {
    stops.delete(run.id);
    background.run('remove the temporary files of a run', () => rm(folder, { recursive: true, force: true }));
  }
}

/** Estimates, and answers with the row as it is afterwards. Throws nothing but that the project was closed while the result was kept. */
async function estimateIn(
  folder: string,
  context: RunContext,
  { queued, run, stop }: { queued: Run; run: Run; stop: AbortSignal },
): Promise<Run> {
  const { runs, photos, files, persist } = context.project;
  try {
    const { pack, folder: packFolder, hash } = await context.packs.get(run.packId);
    await mkdir(folder, { recursive: true }).catch((thrown) => {
      throw systemFailure(thrown, 'make a folder for the run');
    });
    const clock = startClock(runs, run);
    const place = `${hash} ${packFolder}`;
    const task: Omit<EstimateTask, 'brokenProviders'> = {
      photoPath: files.pathOf(photos.get(run.photoId).files.original),
      pack,
      packFolder,
      packHash: hash,
      checkedStamp: context.checkedPacks.get(place) ?? null,
      options: run.options,
      prior: storedPrior(context.project, run),
      provider: run.requestedProvider,
      temporaryFolder: folder,
      memoryBudgetInBytes: context.memoryBudgetInBytes,
      selfTestGraph: context.selfTestGraph,
    };
    const { result, packStamp, ...facts } = await askInference(context, 'estimate', task, {
      signal: stop,
      report: (stage, fraction) =>
        context.progress({ id: run.id, stage, fraction, secondsLeft: clock.secondsLeft(fraction) }),
    });
    context.checkedPacks.set(place, packStamp);
    return {
      ...finished(run, 'done', null),
      ...facts,
      packHash: hash,
      result: await keepPlanes(files, result, persist),
    };
  } catch (thrown) {
    const failure = toFailure(databaseFailure(thrown));
    if (stop.reason === PAUSED) return queued;
    if (failure.code === 'cancelled') return finished(run, 'cancelled', null);
    return finished(run, 'failed', failure);
  }
}

export function finished(run: Run, state: 'done' | 'failed' | 'cancelled', error: Run['error']): Run {
  return { ...run, state, error, finishedAt: new Date().toISOString() };
}

/** Moves the planes of a fresh result into the file store; `file` becomes an address. */
export async function keepPlanes(files: FileStore, result: Result, write?: Write): Promise<Result> {
  const keep = async <Plane extends { file: string }>(plane: Plane): Promise<Plane> => ({
    ...plane,
    file: await files.keep(plane.file, 'application/octet-stream', write),
  });
  const { uncertainty } = result;
  return {
    ...result,
    model: await keep(result.model),
    view: await keep(result.view),
    uncertainty: uncertainty && {
      ...uncertainty,
      model: await keep(uncertainty.model),
      view: await keep(uncertainty.view),
    },
  };
}
