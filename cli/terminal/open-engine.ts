import { createEngine, type Engine, type EngineOptions } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';
import { openHome } from './open-home.ts';

/** An engine on the person's data folder, with worker processes of plain Node. Throws what `createEngine` throws. */
export async function openEngine(
  resourcesFolder: string,
  project: string | null | undefined,
  flags: Pick<EngineOptions, 'isApp' | 'signal' | 'repair' | 'mayMake' | 'orRead' | 'hasOneWorker'>,
): Promise<Engine> {
  const { home, log } = await openHome(flags.orRead === undefined);
  return createEngine({
    dataFolder: home,
    resourcesFolder,
    // What libraries of a worker write there (that there is no Vulkan, say) is nothing for a person.
    startWorker: () =>
      forkWorker(workerEnvironment(home), (text) => log.note('info', `A worker wrote: ${text}`)),
    ...(project === undefined ? {} : { projectFolder: project }),
    ...flags,
  });
}
