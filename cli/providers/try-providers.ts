import { join } from 'node:path';
import type { ProviderCheck } from '../../contract/provider.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';
import { askInference } from '../../core/worker/ask-inference.ts';
import { createWorkerClient } from '../../core/worker/client.ts';
import { openHome } from '../terminal/open-home.ts';
import { RESOURCES } from '../terminal/session.ts';

/** Tries the execution providers of this machine, which no project has a part in. Throws what asking a worker throws. */
export async function tryProviders(signal: AbortSignal): Promise<ProviderCheck[]> {
  const { home, log } = await openHome(false);
  const inference = createWorkerClient(() =>
    forkWorker(workerEnvironment(home), (text) => log.note('info', `A worker wrote: ${text}`)),
  );
  try {
    const task = { selfTestGraph: join(RESOURCES, 'self-test.onnx') };
    return await askInference({ inference, brokenProviders: new Set() }, 'checkProviders', task, { signal });
  } finally {
    inference.stop();
  }
}
