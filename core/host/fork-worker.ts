import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerProcess } from '../worker/client.ts';
import { residentBytes } from '../worker/resident-memory.ts';

/** Files are found without looking around; and the heap of a process that lives shortly is not made in small steps, with a collection at each. */
const OPTIONS = [
  '--min-semi-space-size=16',
  '--import',
  new URL('../worker/lean/lean-loader.mjs', import.meta.url).href,
];

/** Starts core/tasks/worker.ts as a child of plain Node. `said`: told what it writes to its error output, instead of passing it on. */
export function forkWorker(
  environment: NodeJS.ProcessEnv = process.env,
  said?: (text: string) => void,
): WorkerProcess {
  const child = fork(fileURLToPath(new URL('../tasks/worker.ts', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: OPTIONS,
    env: environment,
    stdio: ['ignore', 'inherit', said ? 'pipe' : 'inherit', 'ipc'],
  });
  if (said) child.stderr?.setEncoding('utf8').on('data', said);
  return {
    residentBytes: async () => (child.pid === undefined ? null : residentBytes(child.pid)),
    send: (message) => {
      // A dead child reports itself through `exit`; the write to its closed channel must not throw as well.
      child.send(message, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      let isOver = false;
      const once = (reason: string) => {
        if (!isOver) listener(reason);
        isOver = true;
      };
      child.on('error', ({ code }: NodeJS.ErrnoException) =>
        once(`could not be started (${code ?? 'no reason given'})`),
      );
      child.on('exit', (code, signal) =>
        once(signal ? `was ended by ${signal}` : `ended with exit code ${code}`),
      );
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
