import { join } from 'node:path';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { inFolderOf } from '../../core/disk/in-folder-of.ts';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FrameShare } from '../../core/worker/sequence-task.ts';
import { type FoundFiles, madeMeanwhile } from '../batch/made-meanwhile.ts';
import { isUnfinished, writeTogether } from '../batch/write-together.ts';
import { isOfSuchRun, isSame, readSidecar } from '../photos/finished-files.ts';
import { exportPaths } from '../photos/output-paths.ts';
import { refuseStopped } from '../terminal/stop.ts';
import { type AskedSequence, type EarlierFrames, earlierFrames, refuseEarlier } from './earlier-frames.ts';
import { type FrameFiles, frameName, sequenceName } from './frame-files.ts';
import { notesOf } from './frame-notes.ts';
import type { Frame, Frames } from './sequence-frames.ts';
import {
  earlierRecord,
  type FrameFile,
  type FrameRow,
  isDone,
  isOf,
  isUntouched,
  keyOf,
  type SequenceRecord,
  writeSequenceRecord,
} from './sequence-record.ts';
import type { Planned } from './sequence-requests.ts';

/** The least time between two writings of the record while frames are written: all of it is written each time. */
const RECORD_MS = 2_000;

interface Sequence {
  files: FrameFiles;
  estimated: Frames;
  planned: Planned;
  asked: AskedSequence;
  earlier: EarlierFrames;
  /** Takes the rows of the frames. */
  record: SequenceRecord;
  folder: string;
  force: boolean;
}

/**
 * Writes the files of every frame, and the record of all of them, also where it is stopped. A file that an earlier call wrote of the same is
 * kept. Answers with sentences about frames that hold the depth of another. Throws what an export throws.
 */
export async function writeFrames(
  engine: Engine,
  sequence: Sequence,
  stop: AbortSignal,
  say: (line: string) => void,
): Promise<string[]> {
  const { files, record, folder, force, earlier } = sequence;
  const recordPath = join(folder, sequenceName(files.pattern));
  const known = new Map(earlier.known.flatMap((row) => row.files.map((file) => [file.file, file])));
  // Somebody else's is found out before an hour of frames, and not after it.
  await refuseEarlier(recordPath, earlier, files, force);
  let isOurs = force || earlier.record !== null;
  // What an earlier call wrote and this one has not come to yet, or is not to come to, is still known, however this one ends.
  const allRows = () => {
    const done = new Set(record.frames.map(({ frame }) => frame));
    const others = earlier.known.filter(({ frame }) => !done.has(frame));
    return [...record.frames, ...others].sort((a, b) => a.frame - b.frame);
  };
  let hasKept = false;
  const keep = async () => {
    // Another call has made the folder its own, before or meanwhile: its record stays.
    if (!force && (await isTaken(recordPath, record, hasKept))) {
      if (hasKept) return;
      await refuseWhatIsThere(recordPath, false);
    }
    const frames = allRows();
    const whole = { ...record, notes: notesOf(frames), frames };
    const write = () => writeSequenceRecord(recordPath, whole, isOurs);
    await inFolderOf(recordPath, write, personUmask()).catch(async (thrown) => {
      if (thrown.code !== 'exists' || isOurs || (await isTaken(recordPath, record, true))) throw thrown;
      // The same command at work in the same folder began a moment before this one.
      await refuseEarlier(recordPath, await earlierFrames(recordPath, sequence.asked), files, force);
      isOurs = true;
      await inFolderOf(recordPath, write, personUmask());
    });
    isOurs = true;
    hasKept = true;
  };
  await keep();
  let keptAt = performance.now();
  const held: string[] = [];
  try {
    for (let number = files.first; number <= files.last; number++) {
      refuseStopped(stop);
      const { frame, why } = shownAt(number, sequence);
      if (why !== null) held.push(`Frame ${number} ${why}: it holds the depth of frame ${frame.number}.`);
      const row: FrameRow = { ...rowOf(frame, number, why), files: otherFiles(number, sequence) };
      record.frames.push(row);
      await writeOne(engine, sequence, { number, frame, known }, stop, (file, isKept) => {
        row.files.push(file);
        say(`${join(folder, file.file)}${isKept ? '  (done before)' : ''}`);
      });
      if (performance.now() - keptAt < RECORD_MS) continue;
      await keep();
      keptAt = performance.now();
    }
  } finally {
    record.frames = allRows();
    record.notes = notesOf(record.frames);
    await keep();
  }
  return held;
}

/** Whether the record that lies there is of another pack, or of other options; one that was looked at before only where it has just been begun. */
async function isTaken(
  path: string,
  { packHash, options }: SequenceRecord,
  isNew: boolean,
): Promise<boolean> {
  const there = await earlierRecord(path);
  if (there === null || (there.packHash === packHash && isSame(there.options, options))) return false;
  return isNew || there.frames.length === 0;
}

/** The frame whose depth is written for a number: its own, else that of the frame before, else of the one after. */
function shownAt(number: number, { files, estimated }: Sequence): { frame: Frame; why: string | null } {
  const { frames, failures } = estimated;
  const own = frames.find((frame) => frame.number === number);
  if (own) return { frame: own, why: null };
  const before = frames.findLast((frame) => frame.number < number);
  return {
    frame: before ?? frames[0],
    why: failures.has(number) || files.paths.has(number) ? 'failed' : 'is missing',
  };
}

/** What an earlier call made of the same frame in other formats. */
function otherFiles(number: number, { files, planned, earlier }: Sequence): FrameFile[] {
  const names = planned.wanted.map(({ extension }) => frameName(files.pattern, number, extension));
  const rows = earlier.known.filter(({ frame }) => frame === number);
  return rows.flatMap((row) => row.files.filter(({ file }) => !names.includes(file)));
}

function rowOf(frame: Frame, number: number, why: string | null) {
  return {
    frame: number,
    photo: why === null ? frame.photo.name : null,
    sha256: frame.photo.files.original,
    run: why === null ? frame.run.id : null,
    heldFrom: why === null ? null : frame.number,
    why,
    fitted: frame.fitted,
    line: frame.line,
    flicker: why === null ? frame.flicker : null,
  };
}

async function writeOne(
  engine: Engine,
  { files, planned, folder, force }: Sequence,
  { number, frame, known }: { number: number; frame: Frame; known: ReadonlyMap<string, FrameFile> },
  stop: AbortSignal,
  done: (file: FrameFile, isKept: boolean) => void,
): Promise<void> {
  const { photo, run, line } = frame;
  const share: FrameShare = { number, line, metres: planned.shared, farthest: planned.plane };
  for (const { request, extension } of planned.wanted) {
    const file = frameName(files.pattern, number, extension);
    const path = join(folder, file);
    const paths = exportPaths(path, request);
    const key = keyOf({ run: run.id, photo: photo.name, request, share });
    const before = known.get(file);
    if (before && (await isDone(paths, before, key))) {
      done(before, true);
      continue;
    }
    const write = async (overwrite: boolean) => {
      let written = { bytes: 0, notes: [] as string[] };
      await writeTogether(paths, overwrite, async (placeOf) => {
        const writing = { photo, run, request, frame: share, path: placeOf(path), overwrite: false };
        written = await engine.local('writeExportTo', writing, { signal: stop });
      });
      return written;
    };
    const isBefore = before !== undefined && (await isUntouched(paths));
    const mayReplace = force || isBefore || (await findFrame(paths, run.id)).state === 'complete';
    const { bytes, notes } = await write(mayReplace).catch(async (thrown) => {
      // The same command at work in the same folder writes the same.
      await madeMeanwhile(thrown, () => findSameFrame(paths, photo, run), stop);
      return write(true);
    });
    done({ file, key, bytes, ...(notes.length > 0 ? { notes } : {}) }, false);
  }
}

/** The file of a frame that is there: of this very run where its sidecar says so, which a call that was killed may not have come to. */
async function findFrame(paths: readonly string[], runId: string): Promise<FoundFiles<object>> {
  if (await isUnfinished(paths[0])) return { state: 'begun', facts: null };
  return (await isOf(paths, runId))
    ? { state: 'complete', facts: { run: runId } }
    : { state: 'unknown', facts: null };
}

/** The same, of any run of the same photo by the same pack with the same options: two commands that begin at once may each have made one. */
async function findSameFrame(paths: readonly string[], photo: Photo, run: Run): Promise<FoundFiles<object>> {
  const own = await findFrame(paths, run.id);
  if (own.state !== 'unknown' || !(await isUntouched(paths))) return own;
  return isOfSuchRun(await readSidecar(paths[0]), photo.files.original, run)
    ? { state: 'complete', facts: { run: run.id } }
    : own;
}
