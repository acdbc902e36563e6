import { z } from 'zod';
import { keepWhole, readKept } from '../disk/kept/kept-json.ts';

const finishedSchema = z.object({ startedAt: z.string(), files: z.record(z.string(), z.string()) });
type Finished = z.infer<typeof finishedSchema>;

/** Where it is kept with which files nothing is to be done any more, beside the question of a watch. */
export function finishedFile(watchFile: string): string {
  return watchFile.replace(/json$/, 'finished.json');
}

/** Files by their paths, as they were when a watch that was switched on then had done all with them; none where nothing is kept. Never fails. */
export async function readFinished(watchFile: string, startedAt: string): Promise<Map<string, string>> {
  const nothing: Finished = { startedAt, files: {} };
  const kept = await readKept(finishedFile(watchFile), finishedSchema, nothing);
  // What another watch did is not what this one is to do.
  return new Map(kept.startedAt === startedAt ? Object.entries(kept.files) : []);
}

/** Keeps them for the next start. Throws `no-permission`, `no-space` or `internal` where that is not possible. */
export function keepFinished(
  watchFile: string,
  startedAt: string,
  finished: ReadonlyMap<string, string>,
): Promise<void> {
  const kept: Finished = { startedAt, files: Object.fromEntries(finished) };
  return keepWhole(finishedFile(watchFile), kept);
}
