import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { openLog } from '../../core/host/diagnostics/log.ts';
import { createEngine, type Engine, type EngineOptions } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';

/** An engine on the person's data folder, with worker processes of plain Node. Throws what `createEngine` throws. */
export async function openEngine(
  resourcesFolder: string,
  project: string | undefined,
  flags: Pick<EngineOptions, 'isApp' | 'signal' | 'repair'>,
): Promise<Engine> {
  keepFilesPrivate();
  const home = dataFolder();
  await makePrivateFolder(home);
  const log = openLog(home);
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
