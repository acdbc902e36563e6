import type { WorkerProcess } from '../core/worker/client.ts';
import type { Reply } from '../core/worker/protocol.ts';
import type { ElectronParts } from './parts.ts';

/** Starts the worker as a utility process: Electron's own Node, outside the main process. */
export function startUtilityWorker(
  { app, utilityProcess }: Pick<ElectronParts, 'app' | 'utilityProcess'>,
  path: string,
  environment: NodeJS.ProcessEnv,
): WorkerProcess {
  const child = utilityProcess.fork(path, [], {
    serviceName: 'Depthroom worker',
    stdio: 'inherit',
    env: environment,
  });
  return {
    residentBytes: async () => {
      const own = app.getAppMetrics().find(({ pid }) => pid === child.pid);
      return own ? own.memory.workingSetSize * 1024 : null;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', (message: Reply) => listener(message));
    },
    onExit: (listener) => {
      child.on('exit', (code) => listener(`ended with exit code ${code}`));
    },
    kill: () => {
      child.kill();
    },
  };
}
