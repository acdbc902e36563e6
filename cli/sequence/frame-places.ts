import { join } from 'node:path';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import { requireOutFolder } from '../batch/out-folder.ts';
import { requireWritable } from '../batch/require-writable.ts';
import { isUnfinished } from '../batch/write-together.ts';
import { isOfSuchRun, readSidecar } from '../photos/finished-files.ts';
import { checkOutputs, exportPaths } from '../photos/output-paths.ts';
import { type AskedSequence, earlierFrames, refuseEarlier } from './earlier-frames.ts';
import { type FrameFiles, frameName, sequenceName } from './frame-files.ts';
import { isUntouched } from './sequence-record.ts';
import type { Wanted } from './sequence-requests.ts';

/** The files of one frame in one format. */
interface Output {
  number: number;
  name: string;
  paths: string[];
}

/**
 * Looks, before anything is opened, whether files can lie in a folder. Throws `bad-input` where the folder is a file, or a file would be written
 * over a frame or over the prior, and as `requireWritable`.
 */
export async function requireFrameFolder(
  files: FrameFiles,
  wanted: readonly Wanted[],
  { folder, prior }: { folder: string; prior: string | undefined },
): Promise<void> {
  await requireOutFolder(folder);
  const paths = outputsOf(files, wanted, folder).flatMap((each) => each.paths);
  await checkOutputs([...paths, join(folder, sequenceName(files.pattern))], [...files.paths.values(), prior]);
}

/**
 * Looks, before an hour of frames, whether their files and the record can have their places in a folder. Throws `exists` where something is in
 * the way that was not made of these very frames by this pack with these options, `bad-input` where frames of another scale lie there, and as `requireWritable`.
 */
export async function requireFramePlaces(
  asked: AskedSequence & { files: FrameFiles },
  { folder, force }: { folder: string; force: boolean },
): Promise<void> {
  const recordPath = join(folder, sequenceName(asked.files.pattern));
  const earlier = await earlierFrames(recordPath, asked);
  const known = new Set(earlier.known.flatMap(({ files }) => files.map(({ file }) => file)));
  for (const { number, name, paths } of outputsOf(asked.files, asked.wanted, folder)) {
    const isKnown = known.has(name) || (await isLeftOver(paths[0], number, asked));
    const isOurs = force || (isKnown && (await isUntouched(paths)));
    for (const each of paths) await refuseWhatIsThere(each, isOurs);
  }
  await refuseEarlier(recordPath, earlier, asked.files, force);
  await requireWritable(folder);
}

function outputsOf(
  { pattern, first, last }: FrameFiles,
  wanted: readonly Wanted[],
  folder: string,
): Output[] {
  return wanted.flatMap(({ request, extension }) =>
    Array.from({ length: last - first + 1 }, (_, k) => {
      const name = frameName(pattern, first + k, extension);
      return { number: first + k, name, paths: exportPaths(join(folder, name), request) };
    }),
  );
}

/** A file that stands in no record may be that of a call that was killed: what lies beside it says so. */
async function isLeftOver(
  path: string,
  number: number,
  { planned, hashOf, files }: { planned: PlannedRun; hashOf: AskedSequence['hashOf']; files: FrameFiles },
): Promise<boolean> {
  if (await isUnfinished(path)) return true;
  const sidecar = await readSidecar(path);
  const sha256 = sidecar?.photo?.sha256;
  if (sha256 === undefined || !isOfSuchRun(sidecar, sha256, planned)) return false;
  // A frame that is missing or failed holds the depth of another.
  for (const each of [number, ...files.paths.keys()]) if (sha256 === (await hashOf(each))) return true;
  return false;
}
