import { mkdir, rm } from 'node:fs/promises';
import { DepthroomError, toFailure } from '../contract/errors.ts';
import type { Result, Run } from '../contract/run.ts';
import type { Context } from './context.ts';
import type { FileStore } from './file-store.ts';
import type { Presence } from './presence.ts';
import type { Project } from './project.ts';
import { storedPrior } from './stored-prior.ts';
import { startClock } from './time-left.ts';

/** The runs of this engine, one after the other. The rows are the queue: what is queued survives a crash. */
export interface Queue {
  wake(): void;
  /** Takes over what engines that are gone left behind: queued runs are queued here, running ones are noted as interrupted. */
  adopt(): void;
  /** Stops at once and puts the run at work back into the queue; `adopt` goes on. */
  pause(): Promise<void>;
}

const PAUSED = new DepthroomError('cancelled', 'Put back into the queue.');

export function createQueue(context: Context, presence: () => Presence): Queue {
  let work: Promise<void> | null = null;
  let isPaused = false;

  async function workOff(): Promise<void> {
    for (;;) {
      const { project } = context;
      const next = project.runs.where('state', 'queued').find((run) => run.engineId === context.engineId);
      if (!next || isPaused) return;
      await perform(context, project, next);
    }
  }

  const queue: Queue = {
    wake() {
      work ??= workOff().finally(() => {
        work = null;
      });
    },
    adopt() {
      isPaused = false;
      const { runs } = context.project;
      const orphans = [...runs.where('state', 'queued'), ...runs.where('state', 'running')].filter(
        (run) => run.engineId !== context.engineId && !presence().isAlive(run.engineId),
      );
      for (const run of orphans) {
        if (run.state === 'queued') runs.update({ ...run, engineId: context.engineId });
        else
          runs.update(
            finished(run, 'failed', {
              code: 'interrupted',
              message: 'Depthroom was closed or stopped while this was running; run it again.',
            }),
          );
      }
      if (orphans.length > 0) context.changed();
      queue.wake();
    },
    async pause() {
      isPaused = true;
      for (const { id } of context.project.runs.where('state', 'running'))
        context.stops.get(id)?.abort(PAUSED);
      while (work) await work;
    },
  };
  return queue;
}

/** One run from queued to its end. Whatever happens is in its row; nothing is thrown. */
async function perform(context: Context, project: Project, queued: Run): Promise<void> {
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
    const clock = startClock(runs, run);
    await mkdir(folder, { recursive: true });
    const answer = await context.inference.ask(
      'estimate',
      {
        photoPath: files.pathOf(photos.get(run.photoId).files.original),
        pack,
        packFolder,
        packHash: hash,
        options: run.options,
        prior: storedPrior(project, run),
        provider: run.requestedProvider,
        temporaryFolder: folder,
        memoryBudgetInBytes: context.memoryBudgetInBytes,
      },
      {
        signal: stop.signal,
        report: (stage, fraction) =>
          context.progress({ id: run.id, stage, fraction, secondsLeft: clock.secondsLeft(fraction) }),
      },
    );
    const { result, ...facts } = answer;
    save({
      ...finished(run, 'done', null),
      ...facts,
      packHash: hash,
      result: await keepPlanes(files, result),
    });
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (stop.signal.reason === PAUSED) save(queued);
    else
      save(
        finished(
          run,
          failure.code === 'cancelled' ? 'cancelled' : 'failed',
          failure.code === 'cancelled' ? null : failure,
        ),
      );
  } finally {
    context.stops.delete(run.id);
    await rm(folder, { recursive: true, force: true });
  }
}

function finished(run: Run, state: 'done' | 'failed' | 'cancelled', error: Run['error']): Run {
  return { ...run, state, error, finishedAt: new Date().toISOString() };
}

/** Moves the planes of a fresh result into the file store; `file` becomes an address. */
async function keepPlanes(files: FileStore, result: Result): Promise<Result> {
  const keep = async <Plane extends { file: string }>(plane: Plane): Promise<Plane> => ({
    ...plane,
    file: await files.keep(plane.file, 'application/octet-stream'),
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

/** Stops a run: one that waits never starts, one that works is stopped with its process. */
export function cancelRun(context: Context, runId: string): void {
  const { runs } = context.project;
  const run = runs.get(runId);
  if (run.state === 'queued') {
    runs.update(finished(run, 'cancelled', null));
    context.changed();
    return;
  }
  const stop = context.stops.get(runId);
  if (run.state === 'running' && !stop) {
    throw new DepthroomError(
      'bad-input',
      'This run is at work in another Depthroom process (a window, a server or a command); stop it there.',
    );
  }
  stop?.abort();
}
