import { DepthroomError } from '../../contract/errors.ts';
import type { Presence } from '../project/presence.ts';
import { adoptOrphans } from './adopt.ts';
import { finished, PAUSED, performRun } from './perform-run.ts';
import type { RunContext } from './run-context.ts';

/** The runs of this engine, one after the other. The rows are the queue: what is queued survives a crash. */
export interface Queue {
  wake(): void;
  /** Takes over what engines that are gone left behind: queued runs are queued here, running ones are noted as interrupted. */
  adopt(): void;
  /** Stops at once and puts the run at work back into the queue; `adopt` goes on. */
  pause(): Promise<void>;
}

export function createQueue(context: RunContext, presence: () => Presence): Queue {
  let work: Promise<void> | null = null;
  let isPaused = false;

  async function workOff(): Promise<void> {
    for (;;) {
      const { project } = context;
      const next = project.runs.first({ state: 'queued', engine_id: context.engineId });
      if (!next || isPaused) return;
      await performRun(context, project, next);
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
      adoptOrphans(context, presence());
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

/** Stops a run: one that waits never starts, one that works is stopped with its process. */
export function cancelRun(context: RunContext, runId: string): void {
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
