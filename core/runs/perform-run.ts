import { rm } from 'node:fs/promises';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Result, Run } from '../../contract/run.ts';
import { makeFolders } from '../disk/make-folder.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { placeOf } from '../library/packs/checked-packs.ts';
import { databaseFailure } from '../project/database-failure.ts';
import type { FileStore, LockedFiles, StagedFile } from '../project/file-store.ts';
import type { Write } from '../project/write.ts';
import { askInference } from '../worker/ask-inference.ts';
import type { EstimateTask } from '../worker/estimate-task.ts';
import { nextInQueue } from './next-in-queue.ts';
import { packQuestion } from './pack-question.ts';
import { workOf } from './provider-history.ts';
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
    const { ended, staged } = await estimateIn(folder, context, { queued, run, stop: stop.signal });
    const note = ({ put }: Pick<LockedFiles, 'put'>) => {
      // The row may have been removed by a person meanwhile: then there is nothing to note, and nothing is kept.
      if (!runs.find(run.id)) return;
      staged.forEach(put);
      runs.update(ended);
    };
    await files.write(staged, note, persist).catch((thrown) => {
      const failure = toFailure(thrown);
      if (failure.code !== 'internal') throw thrown;
      // A result that is none: the run is over all the same.
      return persist(() => {
        if (runs.find(run.id)) runs.update(finished(run, 'failed', failure));
      });
    });
    context.changed();
  } finally {
    stops.delete(run.id);
    background.run('remove the temporary files of a run', () => rm(folder, { recursive: true, force: true }));
  }
}

/** Estimates, and answers with the row as it is to be afterwards, and the files that it then speaks of. */
async function estimateIn(
  folder: string,
  context: RunContext,
  { queued, run, stop }: { queued: Run; run: Run; stop: AbortSignal },
): Promise<{ ended: Run; staged: StagedFile[] }> {
  const { runs, photos, files, persist } = context.project;
  try {
    const installed = await context.packs.get(run.packId);
    const { hash } = installed;
    await makeFolders(folder).catch((thrown) => {
      throw systemFailure(thrown, 'make a folder for the run');
    });
    const clock = startClock(runs, run);
    const photo = photos.get(run.photoId);
    const work = workOf(run, photo);
    const task: Omit<EstimateTask, 'brokenProviders'> = {
      ...(await packQuestion(context, installed, { provider: run.requestedProvider, work })),
      photoPath: files.pathOf(photo.files.original),
      nextPhotoPath: nextPhoto(context, run),
      options: run.options,
      prior: storedPrior(context.project, run),
      temporaryFolder: folder,
    };
    const { result, packStamp, findings, ...facts } = await askInference(context, 'estimate', task, {
      signal: stop,
      report: (stage, fraction) =>
        context.progress({ id: run.id, stage, fraction, secondsLeft: clock.secondsLeft(fraction, stage) }),
    });
    await context.checkedPacks.set(placeOf(installed), packStamp);
    await context.providerHistory.note(hash, work, findings);
    const planes = await stagePlanes(files, result, persist);
    return {
      ended: { ...finished(run, 'done', null), ...facts, packHash: hash, result: planes.result },
      staged: planes.staged,
    };
  } catch (thrown) {
    const cause = databaseFailure(thrown);
    const failure = toFailure(cause);
    if (!(cause instanceof DepthroomError)) console.error(thrown);
    if (stop.reason === PAUSED) return { ended: queued, staged: [] };
    if (failure.code === 'cancelled') return { ended: finished(run, 'cancelled', null), staged: [] };
    return { ended: finished(run, 'failed', failure), staged: [] };
  }
}

/** Where the photo of the next queued run lies, if it is another one. */
function nextPhoto({ project, engineId }: RunContext, run: Run): string | undefined {
  const { photos, files } = project;
  const next = nextInQueue(project, engineId);
  const photo = next && next.photoId !== run.photoId ? photos.find(next.photoId) : null;
  return photo ? files.pathOf(photo.files.original) : undefined;
}

export function finished(run: Run, state: 'done' | 'failed' | 'cancelled', error: Run['error']): Run {
  return { ...run, state, error, finishedAt: new Date().toISOString() };
}

/** Prepares the planes of a fresh result to be kept; `file` becomes an address. */
export async function stagePlanes(
  files: FileStore,
  result: Result,
  by?: Write,
): Promise<{ result: Result; staged: StagedFile[] }> {
  const { model, view, uncertainty } = result;
  const planes = [model, view, ...(uncertainty ? [uncertainty.model, uncertainty.view] : [])];
  const staged = await files.stage(
    planes.map(({ file }) => ({ path: file, type: 'application/octet-stream' })),
    by,
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
