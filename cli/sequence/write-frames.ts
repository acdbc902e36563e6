import { join } from 'node:path';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { stemOf } from '../../core/disk/file-stem.ts';
import { inFolderOf } from '../../core/disk/in-folder-of.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FrameShare } from '../../core/worker/sequence-task.ts';
import { type FoundFiles, madeMeanwhile } from '../batch/made-meanwhile.ts';
import { isUnfinished, writeTogether } from '../batch/write-together.ts';
import { isOfSuchRun, readSidecar } from '../photos/finished-files.ts';
import { exportPaths } from '../photos/output-paths.ts';
import { refuseStopped } from '../terminal/stop.ts';
import { type FrameFiles, type FramePattern, frameNumber } from './frame-files.ts';
import type { Frame, Frames } from './sequence-frames.ts';
import {
  earlierRows,
  type FrameFile,
  type FrameRow,
  isDone,
  isOf,
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
  /** Takes the rows of the frames. */
  record: SequenceRecord;
  folder: string;
  force: boolean;
}

/** What the file of a frame is called. */
export function frameName(pattern: FramePattern, number: number, extension: string): string {
  return `${pattern.prefix}${frameNumber(number, pattern)}.${extension}`;
}

/** What the record of a sequence is called. */
export function sequenceName({ prefix }: FramePattern): string {
  const name = prefix.replace(/[._\- ]+$/, '');
  return `${name === '' ? 'frames' : stemOf(`${name}.x`)}.sequence.json`;
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
  const { files, record, folder, force } = sequence;
  const recordPath = join(folder, sequenceName(files.pattern));
  const earlier = await earlierRows(recordPath);
  const known = new Map((earlier ?? []).flatMap((row) => row.files.map((file) => [file.file, file])));
  let isOurs = force || earlier !== null;
  // What an earlier call wrote and this one has not come to yet is still known, however this one ends.
  const keep = async (isWhole = false) => {
    const done = new Set(record.frames.map(({ frame }) => frame));
    const others = isWhole ? [] : (earlier ?? []).filter(({ frame }) => !done.has(frame));
    const whole = { ...record, frames: [...record.frames, ...others] };
    const write = () => writeSequenceRecord(recordPath, whole, isOurs);
    await inFolderOf(recordPath, write, personUmask()).catch(async (thrown) => {
      // The same command at work in the same folder began a moment before this one.
      if (thrown.code !== 'exists' || isOurs || (await earlierRows(recordPath)) === null) throw thrown;
      isOurs = true;
      await inFolderOf(recordPath, write, personUmask());
    });
    isOurs = true;
  };
  // Somebody else's file of that name is found out before an hour of frames, and not after it.
  await keep();
  let keptAt = performance.now();
  let isWhole = false;
  const held: string[] = [];
  try {
    for (let number = files.first; number <= files.last; number++) {
      refuseStopped(stop);
      const { frame, why } = shownAt(number, sequence);
      if (why !== null) held.push(`Frame ${number} ${why}: it holds the depth of frame ${frame.number}.`);
      const row: FrameRow = { ...rowOf(frame, number, why), files: [] };
      record.frames.push(row);
      await writeOne(engine, sequence, { number, frame, known }, stop, (file, isKept) => {
        row.files.push(file);
        say(`${join(folder, file.file)}${isKept ? '  (done before)' : ''}`);
      });
      if (performance.now() - keptAt < RECORD_MS) continue;
      await keep();
      keptAt = performance.now();
    }
    isWhole = true;
  } finally {
    await keep(isWhole);
  }
  return held;
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

function rowOf(frame: Frame, number: number, why: string | null) {
  return {
    frame: number,
    photo: why === null ? frame.photo.name : null,
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
  const share: FrameShare = { line, metres: planned.shared };
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
      let bytes = 0;
      await writeTogether(paths, overwrite, async (placeOf) => {
        const writing = { photo, run, request, frame: share, path: placeOf(path), overwrite: false };
        ({ bytes } = await engine.local('writeExportTo', writing, { signal: stop }));
      });
      return bytes;
    };
    const mayReplace = force || before !== undefined || (await findFrame(path, run.id)).state === 'complete';
    const bytes = await write(mayReplace).catch(async (thrown) => {
      // The same command at work in the same folder writes the same.
      await madeMeanwhile(thrown, () => findSameFrame(path, photo, run), stop);
      return write(true);
    });
    done({ file, key, bytes }, false);
  }
}

/** The file of a frame that is there: of this very run where its sidecar says so, which a call that was killed may not have come to. */
async function findFrame(path: string, runId: string): Promise<FoundFiles<object>> {
  if (await isUnfinished(path)) return { state: 'begun', facts: null };
  return (await isOf(path, runId))
    ? { state: 'complete', facts: { run: runId } }
    : { state: 'unknown', facts: null };
}

/** The same, of any run of the same photo by the same pack with the same options: two commands that begin at once may each have made one. */
async function findSameFrame(path: string, photo: Photo, run: Run): Promise<FoundFiles<object>> {
  const own = await findFrame(path, run.id);
  if (own.state !== 'unknown') return own;
  return isOfSuchRun(await readSidecar(path), photo, run)
    ? { state: 'complete', facts: { run: run.id } }
    : own;
}
