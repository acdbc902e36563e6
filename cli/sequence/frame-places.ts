import { join } from 'node:path';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import { requireOutFolder, requirePlaces } from '../batch/out-folder.ts';
import { isUnfinished } from '../batch/write-together.ts';
import { readSidecar } from '../photos/finished-files.ts';
import { checkOutputs, exportPaths } from '../photos/output-paths.ts';
import type { FrameFiles } from './frame-files.ts';
import { earlierRows } from './sequence-record.ts';
import type { Wanted } from './sequence-requests.ts';
import { frameName, sequenceName } from './write-frames.ts';

/**
 * Looks, before an hour of frames, whether their files and the record can have their places in a folder. Throws `bad-input` where the folder is a
 * file, or a file would be written over a frame or over the prior, `exists` where something is in the way that no earlier call wrote, and as `requireWritable`.
 */
export async function requireFramePlaces(
  { pattern, paths, first, last }: FrameFiles,
  wanted: readonly Wanted[],
  { folder, force, prior }: { folder: string; force: boolean; prior: string | undefined },
): Promise<void> {
  await requireOutFolder(folder);
  const recordPath = join(folder, sequenceName(pattern));
  const outputs = wanted.flatMap(({ request, extension }) =>
    Array.from({ length: last - first + 1 }, (_, k) => {
      const name = frameName(pattern, first + k, extension);
      return { name, paths: exportPaths(join(folder, name), request) };
    }),
  );
  await checkOutputs([...outputs.flatMap((each) => each.paths), recordPath], [...paths.values(), prior]);
  const earlier = await earlierRows(recordPath);
  await requirePlaces([recordPath], force || earlier !== null);
  const known = new Set((earlier ?? []).flatMap(({ files }) => files.map(({ file }) => file)));
  for (const each of outputs) if (!known.has(each.name)) await refuseOthers(each.paths, force);
}

/** A file that stands in no record may be that of a call that was killed: what lies beside it says so. */
async function refuseOthers(paths: readonly string[], force: boolean): Promise<void> {
  const [path] = paths;
  const isOurs = force || (await isUnfinished(path)) || (await readSidecar(path))?.run?.id !== undefined;
  for (const each of paths) await refuseWhatIsThere(each, isOurs);
}
