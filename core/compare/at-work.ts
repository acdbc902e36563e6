import { mkdir, rm } from 'node:fs/promises';
import type { Context } from '../project/context.ts';

/**
 * Work with a folder of its own, which goes away afterwards; what `work` throws passes on. Leaving the project stops it and waits until it
 * has noted its end (core/host/engine.ts).
 */
export async function atWork<Result>(
  { project, stops }: Context,
  id: string,
  work: (folder: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const folder = project.files.temporary();
  stops.set(id, stop);
  try {
    await mkdir(folder, { recursive: true });
    return await work(folder, stop.signal);
  } finally {
    stops.delete(id);
    await rm(folder, { recursive: true, force: true });
  }
}
