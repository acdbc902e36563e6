import { mkdir, rm } from 'node:fs/promises';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Result, Run } from '../../contract/run.ts';
import type { FileStore, StagedFile } from '../project/file-store.ts';
import type { Project } from '../project/project.ts';
import { askInference } from '../worker/ask-inference.ts';
import type { EstimateTask } from '../worker/estimate-task.ts';
import type { RunContext } from './run-context.ts';
import { storedPrior } from './stored-prior.ts';
import { startClock } from './time-left.ts';

/** Why a run is stopped that is to go on later: it returns to the queue instead of being cancelled. */
export const PAUSED = new DepthroomError('cancelled', 'Put back into the queue.');

/** One run from queued to its end. Whatever happens is in its row; nothing is thrown. */
export async function performRun(context: RunContext, project: Project, queued: Run): Promise<void> {
  const { runs, photos, files } = project;
  const stop = new AbortController();
  const folder = files.temporary();
  let run: Run = { ...queued, state: 'running', startedAt: new Date().toISOString() };
  const save = (next: Run) => {
    run = next;
    // The row may have been removed by a person meanwhile: then there is nothing to note.
    if (runs.find(run.id)) runs.update(run);
    context.changed();
  };
  context.stops.set(run.id, stop);
  save(run);
  try {
    const { pack, folder: packFolder, hash } = await context.packs.get(run.packId);
    await mkdir(folder, { recursive: true });
    const clock = startClock(runs, run);
    const place = `${hash} ${packFolder}`;
    const task: Omit<EstimateTask, 'brokenProviders'> = {
      photoPath: files.pathOf(photos.get(run.photoId).files.original),
      pack,
      packFolder,
      packHash: hash,
      checkedStamp: context.checkedPacks.get(place) ?? null,
      options: run.options,
      prior: storedPrior(project, run),
      provider: run.requestedProvider,
      temporaryFolder: folder,
      memoryBudgetInBytes: context.memoryBudgetInBytes,
      selfTestGraph: context.selfTestGraph,
    };
    const { result, packStamp, ...facts } = await askInference(context, 'estimate', task, {
      signal: stop.signal,
      report: (stage, fraction) =>
        context.progress({ id: run.id, stage, fraction, secondsLeft: clock.secondsLeft(fraction) }),
    });
    context.checkedPacks.set(place, packStamp);
    const planes = await stagePlanes(files, result);
    const done: Run = { ...finished(run, 'done', null), ...facts, packHash: hash, result: planes.result };
    await files.write(planes.staged, ({ put }) => {
      // Removed by a person meanwhile: then this throws, and nothing is kept.
      runs.get(run.id);
      planes.staged.forEach(put);
      runs.update(done);
    });
    context.changed();
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (stop.signal.reason === PAUSED) save(queued);
    else if (failure.code === 'cancelled') save(finished(run, 'cancelled', null));
    else save(finished(run, 'failed', failure));
  } finally {
    context.stops.delete(run.id);
    await rm(folder, { recursive: true, force: true });
  }
}

export function finished(run: Run, state: 'done' | 'failed' | 'cancelled', error: Run['error']): Run {
  return { ...run, state, error, finishedAt: new Date().toISOString() };
}

/** Prepares the planes of a fresh result to be kept; `file` becomes an address. */
export async function stagePlanes(
  files: FileStore,
  result: Result,
): Promise<{ result: Result; staged: StagedFile[] }> {
  const { model, view, uncertainty } = result;
  const planes = [model, view, ...(uncertainty ? [uncertainty.model, uncertainty.view] : [])];
  const staged = await files.stage(
    planes.map(({ file }) => ({ path: file, type: 'application/octet-stream' })),
  );
  const kept = planes.map((plane, k) => ({ ...plane, file: staged[k].address }));
  return {
    staged,
    result: {
      ...result,
      model: kept[0],
      view: kept[1],
      uncertainty: uncertainty && { ...uncertainty, model: kept[2], view: kept[3] },
    },
  };
}
