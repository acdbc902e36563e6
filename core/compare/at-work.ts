import { makeFolders } from '../disk/make-folder.ts';
import { removeLeftFolder } from '../disk/remove-left.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';

/**
 * Work with a folder of its own, which goes away afterwards; what `work` throws passes on. Leaving the project stops it and waits until it
 * has noted its end (core/host/engine.ts). Throws `no-permission`, `no-space` or `internal` where the folder cannot be made.
 */
export async function atWork<Result>(
  { project, stops, signal }: Context,
  id: string,
  work: (folder: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const folder = project.files.temporary();
  stops.set(id, stop);
  try {
    await makeFolders(folder).catch((thrown) => {
      throw systemFailure(thrown, 'make a folder for the work');
    });
    return await work(folder, AbortSignal.any([stop.signal, signal]));
  } finally {
    stops.delete(id);
    await removeLeftFolder(folder);
  }
}
