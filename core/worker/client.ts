import { DepthroomError, type ErrorCode, type Failure } from '../../contract/errors.ts';
import { createBackground, type ReportFailure } from '../disk/background.ts';
import { LIMITS } from './limits.ts';
import type { Reply, TaskName, Tasks } from './protocol.ts';
import type { Report } from './report.ts';
import { type Watch, watchQuestion } from './watch.ts';

/** A process that runs core/tasks/worker.ts, however the host starts one. */
export interface WorkerProcess {
  /** Memory that it really takes, asked from outside, since a process that computes has no time to say it; null where nobody knows. */
  residentBytes?(): Promise<number | null>;
  send(message: object): void;
  onMessage(listener: (message: Reply) => void): void;
  /** `reason` is half a sentence: "was ended by SIGKILL". */
  onExit(listener: (reason: string) => void): void;
  kill(): void;
}
export type StartWorker = () => WorkerProcess;

export interface AskOptions {
  report?: Report;
  signal?: AbortSignal;
  /** How long the task may take to stop by itself before its process is killed; 0 for what cannot be interrupted otherwise. */
  graceMs?: number;
}

export interface WorkerClient {
  /** Asks one question; the next one waits for its answer. */
  ask<Name extends TaskName>(
    task: Name,
    input: Tasks[Name]['input'],
    options?: AskOptions,
  ): Promise<Tasks[Name]['answer']>;
  stop(): void;
}

export type TaskAnswer = Tasks[TaskName]['answer'];

interface Pending {
  question: number;
  report: Report;
  watch: Watch;
  settle: (outcome: { answer: Tasks[TaskName]['answer'] } | { error: DepthroomError }) => void;
}

export interface WorkerClientOptions {
  /** Left out: those of limits.ts. */
  limits?: typeof LIMITS;
  /** Told when a worker ended that nobody ended on purpose, and when one was ended because it took too much. */
  report?: ReportFailure;
  /** Told every answer. */
  answered?: (answer: TaskAnswer) => void;
}

/** Keeps one worker process hot: started at the first question, started anew after a crash, a cancel, or a task that took too much. */
export function createWorkerClient(
  start: StartWorker,
  { limits = LIMITS, report: tell = () => {}, answered = () => {} }: WorkerClientOptions = {},
): WorkerClient {
  let process: WorkerProcess | null = null;
  let pending: Pending | null = null;
  const inLine = createLine();
  let count = 0;
  let isStopped = false;
  const background = createBackground();

  function settle(outcome: Parameters<Pending['settle']>[0]): void {
    const waiting = pending;
    pending = null;
    waiting?.watch.stop();
    waiting?.settle(outcome);
  }

  function running(): WorkerProcess {
    if (process) return process;
    const started = start();
    process = started;
    started.onMessage((reply) => {
      if (process !== started || pending?.question !== reply.question) return;
      pending.watch.heard();
      if ('progress' in reply) {
        const { stage, fraction, testing } = reply.progress;
        pending.report(stage, fraction, testing);
      } else if ('answer' in reply) {
        answered(reply.answer);
        settle({ answer: reply.answer });
      } else settle({ error: failureOf(reply, tell) });
    });
    started.onExit((reason) => {
      if (process !== started) return;
      process = null;
      const error = new DepthroomError(
        'interrupted',
        `The process that did the work ${reason}; nothing else was lost, and it can be tried again.`,
      );
      tell('keep a worker at work', error);
      settle({ error });
    });
    return started;
  }

  function kill(): void {
    const killed = process;
    process = null;
    killed?.kill();
  }

  function askNow<Name extends TaskName>(
    task: Name,
    input: Tasks[Name]['input'],
    { report = () => {}, signal, graceMs = 0 }: AskOptions,
  ) {
    return new Promise<Tasks[Name]['answer']>((resolve, reject) => {
      if (isStopped || signal?.aborted) return reject(stopped());
      const question = ++count;
      const abort = () => {
        const giveUp = () => {
          if (pending?.question !== question) return;
          kill();
          settle({ error: stopped() });
        };
        if (graceMs === 0) return giveUp();
        process?.send({ stop: question });
        background.after(graceMs, 'end a process that does not stop by itself', giveUp);
      };
      signal?.addEventListener('abort', abort, { once: true });
      const worker = running();
      const watch = watchQuestion({
        limit: limits[task],
        residentBytes: async () => worker.residentBytes?.() ?? null,
        background,
        overstepped: (error) => {
          if (pending?.question !== question) return;
          kill();
          tell('let a worker go on', error);
          settle({ error });
        },
      });
      pending = {
        question,
        report,
        watch,
        settle: (outcome) => {
          signal?.removeEventListener('abort', abort);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.answer);
        },
      };
      worker.send({ question, task, input });
    });
  }

  return {
    ask: (task, input, options = {}) => inLine(() => askNow(task, input, options), options.signal),
    stop() {
      isStopped = true;
      kill();
      settle({ error: new DepthroomError('cancelled', 'Depthroom was closed.') });
      background.run('end the timers of a process', () => background.stop(0));
    },
  };
}

const stopped = () => new DepthroomError('cancelled', 'Stopped before it was finished.');

/** Failures that say something of this machine or of a pack, and not of what a person asked for. */
const OF_THE_MACHINE: readonly ErrorCode[] = [
  'provider-failed',
  'bad-result',
  'bad-pack',
  'disk-error',
  'no-space',
];

/** What a worker failed with. Of a mistake only its sentence goes on; what it really was is told. */
function failureOf(
  { failure, mistake }: { failure: Failure; mistake?: { message: string; stack: string } },
  tell: ReportFailure,
): DepthroomError {
  if (mistake) {
    const thrown = new Error(mistake.message);
    thrown.stack = mistake.stack;
    tell('answer a question in a worker', thrown);
  }
  const error = new DepthroomError(failure.code, failure.message);
  if (OF_THE_MACHINE.includes(error.code)) tell('answer a question in a worker', error);
  return error;
}

/** One after the other. Who waits in line and is called off need not wait for their turn to hear it. */
function createLine(): <Answer>(work: () => Promise<Answer>, signal?: AbortSignal) => Promise<Answer> {
  let line: Promise<unknown> = Promise.resolve();
  return (work, signal) => {
    let leave = () => {};
    const turn = line.then(() => {
      leave();
      return work();
    });
    line = turn.catch(() => {});
    if (!signal) return turn;
    return new Promise((resolve, reject) => {
      const callOff = () => reject(stopped());
      leave = () => signal.removeEventListener('abort', callOff);
      signal.addEventListener('abort', callOff, { once: true });
      if (signal.aborted) callOff();
      turn.then(resolve, reject);
    });
  };
}
