import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { createBackground } from '../../core/disk/background.ts';

/** Ctrl-C, another program that ends this one, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * For so long a signal that follows is the same one: the launcher passes on what the terminal has said to both, and what is under way is
 * tidied up in that time. Whoever says it again later ends the process as it is.
 */
const SAME_SIGNAL_MS = 2_000;
/** How long work that was told to stop may take to do so; after that it is left where it is. */
const LEFT_AFTER_MS = 800;
/** How long the process may go on after it was stopped and everything is closed. */
const LAST_MS = 200;

const background = createBackground();

/**
 * Performs a command that a person can stop: what is finished stays, what is not is stopped. Throws `cancelled` where it was stopped and
 * has not said so itself, or goes on nevertheless.
 */
export async function stoppable<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    process.off('disconnect', interrupt);
  };
  const interrupt = () => {
    if (stop.signal.aborted) return;
    stop.abort(new DepthroomError('cancelled', 'Stopped before it was finished.'));
    background.after(SAME_SIGNAL_MS, 'hear the next signal', forget);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  // The launcher was killed, and whoever started it waits no more.
  process.on('disconnect', interrupt);
  process.channel?.unref();
  try {
    return await work(stop.signal);
  } finally {
    // What cannot be stopped (a photo that is just being decoded) is nobody's any more. `process.exit` would wait for its thread; a
    // signal that nobody listens to any more does not, and shells tell it as 130 too.
    if (stop.signal.aborted) {
      // The others stay heard: somebody who says it again in this very moment does not change how it ends.
      background.after(LAST_MS, 'end', () => {
        process.off('SIGINT', interrupt);
        process.kill(process.pid, 'SIGINT');
      });
      // Nothing is left to wait for. A process that ends by itself takes its listeners down before it is gone.
      process.once('beforeExit', () => process.exit());
    } else forget();
  }
}

/** Work that ends soon after its stop, whatever it waits for. Throws `cancelled` then. */
export async function leftWhenStopped<Result>(stop: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  stop.addEventListener('abort', () => tell(), { once: true });
  if (stop.aborted) tell();
  const left = told.then(async () => {
    await sleep(LEFT_AFTER_MS, undefined, { ref: false });
    throw new DepthroomError('cancelled', 'Stopped; what was under way was left where it was.');
  });
  return Promise.race([work, left]);
}

/** Does something when a person says stop (Ctrl-C), at once where they have said it already. Nobody waits for it. */
export function whenStopped(stop: AbortSignal, name: string, work: () => Promise<unknown>): void {
  const begin = () => background.run(name, work);
  if (stop.aborted) begin();
  else stop.addEventListener('abort', begin, { once: true });
}

/** Throws `cancelled` where a person has said stop. */
export function refuseStopped(stop: AbortSignal): void {
  if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped; what was finished is written.');
}
