import { DepthroomError } from '../../contract/errors.ts';
import type { Presence } from '../project/presence.ts';
import { isQueuePaused } from '../project/queue/order.ts';
import { adoptOrphans } from './adopt.ts';
import { nextInQueue } from './next-in-queue.ts';
import { finished, performRun } from './perform-run.ts';
import type { RunContext } from './run-context.ts';

/** The runs of this engine, one after the other, in the order of the project, while it is not paused. The rows are the queue: what is queued survives a crash. */
export interface Queue {
  wake(): void;
  /** Takes over what engines that are gone left behind, now and with every heartbeat, and works off what is queued. */
  begin(): Promise<void>;
  /** Starts nothing any more, whether the project is paused or not. What is at work goes on until its stop is told (`Context.stops`). */
  halt(): void;
  /** Resolves when nothing is at work. */
  whenIdle(): Promise<void>;
}

/** When a queue that could not be read, or a run whose start could not be noted, is tried again. */
const AGAIN_MS = 2_000;

export function createQueue(context: RunContext, presence: Presence, heartbeatMs: number): Queue {
  const { project, engineId, background, onChange } = context;
  let isHalted = true;
  let isWoken = false;
  let atWork: Promise<void> | null = null;

  async function workOff(): Promise<void> {
    while (isWoken && !isHalted) {
      isWoken = false;
      for (;;) {
        if (isHalted || isQueuePaused(project.database)) break;
        const next = nextInQueue(project, engineId);
        if (!next) break;
        await performRun(context, next);
      }
    }
  }

  async function work(): Promise<void> {
    try {
      await workOff();
    } catch (thrown) {
      background.after(AGAIN_MS, 'go on with the queue', queue.wake);
      throw thrown;
    } finally {
      atWork = null;
      if (isWoken) queue.wake();
    }
  }

  async function adopt(): Promise<void> {
    if (await adoptOrphans(context, presence)) queue.wake();
  }

  /** A person resumes the queue here, in another window or by a command. */
  function goOnWhenResumed(): void {
    let wasPaused = isQueuePaused(project.database);
    onChange(() => {
      if (isHalted || !project.database.open) return;
      const isPaused = isQueuePaused(project.database);
      if (wasPaused && !isPaused) queue.wake();
      wasPaused = isPaused;
    });
  }

  const queue: Queue = {
    wake() {
      isWoken = true;
      if (atWork || isHalted) return;
      background.run('work off the queue', () => {
        atWork = work();
        return atWork;
      });
    },
    async begin() {
      isHalted = false;
      goOnWhenResumed();
      const name = 'take over what another Depthroom has left';
      // What was left is noted before anybody looks; where that is not possible now, the heartbeat does it.
      await background.run(name, adopt);
      background.every(heartbeatMs, name, adopt);
      queue.wake();
    },
    halt() {
      isHalted = true;
    },
    async whenIdle() {
      while (atWork) await atWork.catch(() => {});
    },
  };
  return queue;
}

/** So many runs are cancelled in one transaction: what else is to be written comes between. */
const CANCELLED_AT_ONCE = 500;

/**
 * Cancels what waits, then, unless it is left alone, what is at work here. Answers with which runs that were. Throws `busy` where another program
 * has the project locked.
 */
export async function cancelQueue(
  { project, stops, changed }: RunContext,
  isWorkLeft = false,
): Promise<{ cancelled: number; runIds: string[] }> {
  const { database, runs, write } = project;
  const waiting = database.prepare<[number], string>(
    "SELECT id FROM runs WHERE state = 'queued' ORDER BY place DESC LIMIT ?",
  );
  const runIds: string[] = [];
  for (;;) {
    const ended = await write(() => {
      const ids = waiting.pluck().all(CANCELLED_AT_ONCE);
      const found = ids.flatMap((id) => runs.find(id) ?? []);
      for (const run of found) runs.update(finished(run, 'cancelled', null));
      return found.map(({ id }) => id);
    });
    changed();
    runIds.push(...ended);
    if (ended.length < CANCELLED_AT_ONCE) break;
  }
  for (const { id } of isWorkLeft ? [] : runs.where('state', 'running')) {
    const stop = stops.get(id);
    if (stop) runIds.push(id);
    stop?.abort();
  }
  return { cancelled: runIds.length, runIds };
}

/** Stops a run: one that waits never starts, one that works is stopped with its process. Throws `bad-input` where it is at work in another process. */
export async function cancelRun({ project, stops, changed }: RunContext, runId: string): Promise<void> {
  const { runs, write } = project;
  const found = runs.get(runId);
  const stop = stops.get(runId);
  if (found.state === 'queued' && !stop) {
    const wasQueued = await write(() => {
      const run = runs.get(runId);
      if (run.state === 'queued') runs.update(finished(run, 'cancelled', null));
      return run.state === 'queued';
    });
    changed();
    if (wasQueued) return;
  }
  const late = stops.get(runId);
  if (runs.get(runId).state === 'running' && !late) {
    throw new DepthroomError(
      'bad-input',
      'This run is at work in another Depthroom process (a window, a server or a command); stop it there.',
    );
  }
  late?.abort();
}
