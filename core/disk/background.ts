import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '../../contract/errors.ts';
import { onceAMinute } from './once-a-minute.ts';

/** Told what work in the background failed with. `name` is half a sentence: "note that this Depthroom is open". */
export type ReportFailure = (name: string, thrown: unknown) => void;

/**
 * The owner of timers, and of promises that nobody awaits: nothing of it throws into the process, what fails is reported, and all of it ends
 * with its owner. No other file of core, cli and electron may start a timer or drop a promise, but for those that
 * test/faults/owners.test.ts names with their reasons.
 */
export interface Background {
  /** Performs the work again and again, `ms` after it was last done; it never overlaps itself. Answers with what ends that. */
  every(ms: number, name: string, work: () => Promise<void> | void): () => void;
  /** Performs the work once, in `ms`. Answers with what calls it off. */
  after(ms: number, name: string, work: () => Promise<void> | void): () => void;
  /** Performs the work now. Who waits for it hears only that it is over. */
  run(name: string, work: () => Promise<unknown> | unknown): Promise<void>;
  /** Starts nothing any more, and waits for what is at work, but no longer than `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** An owner for timers and promises that nobody waits for: what they throw is reported, once for each name and message, and ends nothing. */
export function createBackground(report: ReportFailure = reportOnce()): Background {
  const timers = new Set<NodeJS.Timeout>();
  const atWork = new Set<Promise<void>>();
  let isStopped = false;

  async function perform(name: string, work: () => Promise<unknown> | unknown): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      tell(report, name, thrown);
    }
  }

  function run(name: string, work: () => Promise<unknown> | unknown): Promise<void> {
    if (isStopped) return Promise.resolve();
    const done = perform(name, work).finally(() => atWork.delete(done));
    atWork.add(done);
    return done;
  }

  function after(ms: number, begin: () => unknown): () => void {
    if (isStopped) return () => {};
    const timer = setTimeout(() => {
      timers.delete(timer);
      begin();
    }, ms);
    // What is still to come does not keep a process alive that has nothing else to do.
    timer.unref();
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  return {
    every(ms, name, work) {
      let isEnded = false;
      let cancel = () => {};
      const next = () => {
        if (!isEnded) cancel = after(ms, () => run(name, work).then(next));
      };
      next();
      return () => {
        isEnded = true;
        cancel();
      };
    },
    after: (ms, name, work) => after(ms, () => run(name, work)),
    run,
    async stop(graceMs = 1_000) {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await within(graceMs, Promise.all(atWork));
    },
  };
}

/** Waits for the work, but no longer than `ms`, or than `hurry` allows. Answers whether it was done by then. */
export async function within(ms: number, work: Promise<unknown>, hurry?: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const signal = hurry ? AbortSignal.any([over.signal, hurry]) : over.signal;
  const timeIsUp = sleep(ms, false, { signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), timeIsUp]);
  } finally {
    over.abort();
  }
}

/** Reports on the standard error output, the same failure once a minute. */
export function reportOnce(
  print: (line: string) => void = (line) => console.error(line),
  now: () => number = Date.now,
): ReportFailure {
  const isToBeTold = onceAMinute(now);
  return (name, thrown) => {
    // This is the log: what was not written for a person stands here and nowhere else.
    const line = `depthroom: could not ${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    if (isToBeTold(line)) print(line);
  };
}

/** A report that fails itself is nobody's to hear; and what was stopped on purpose has not failed. */
function tell(report: ReportFailure, name: string, thrown: unknown): void {
  if (toFailure(thrown).code === 'cancelled') return;
  try {
    report(name, thrown);
  } catch {}
}
