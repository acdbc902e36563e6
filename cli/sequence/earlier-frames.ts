import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { hashFile } from '../../core/disk/hash-file.ts';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import { isSame } from '../photos/finished-files.ts';
import { type FrameFiles, type FramePattern, framePath } from './frame-files.ts';
import { framesWords } from './frame-notes.ts';
import { earlierRecord, type FrameRow, type SequenceRecord } from './sequence-record.ts';
import { hasStatedScale, type Wanted } from './sequence-requests.ts';

/** What tells one sequence from another of the same name. */
export interface AskedSequence {
  files: Pick<FrameFiles, 'first' | 'last' | 'pattern'>;
  planned: PlannedRun;
  wanted: readonly Wanted[];
  hashOf: PhotoHashes;
}

/** The sha256 of the photo of a frame; null where there is none. */
export type PhotoHashes = (number: number) => Promise<string | null>;

/** What an earlier call left in the folder. */
export interface EarlierFrames {
  /** Null where there is none. */
  record: SequenceRecord | null;
  /** Made of the very photos that the frames have now, by the same pack with the same options; beyond the frames that are meant only on the same scale. */
  known: FrameRow[];
  /** The same frames on a scale of their own, beyond those that are meant. */
  unscaled: FrameRow[];
  /** Of other photos, packs or options: somebody else's. */
  foreign: FrameRow[];
}

/** Reads each photo once, when it is first asked for. */
export function photoHashes(pattern: FramePattern, stop: AbortSignal): PhotoHashes {
  const read = new Map<number, Promise<string | null>>();
  return (number) => {
    const hash = read.get(number) ?? hashFile(framePath(pattern, number), stop).catch(() => null);
    read.set(number, hash);
    return hash;
  };
}

/** Looks at what the record of a folder says, and whose it is. */
export async function earlierFrames(
  recordPath: string,
  { files, planned, wanted, hashOf }: AskedSequence,
): Promise<EarlierFrames> {
  const record = await earlierRecord(recordPath);
  const found: EarlierFrames = { record, known: [], unscaled: [], foreign: [] };
  if (!record) return found;
  const isSamePack = record.packHash === planned.packHash && isSame(record.options, planned.options);
  const isOneScale = hasStatedScale(wanted, planned.kind) && isSame(record.asked, requestsOf(wanted));
  for (const row of record.frames) {
    const isMeant = row.frame >= files.first && row.frame <= files.last;
    const isSuch = isSamePack && row.sha256 === (await hashOf(row.heldFrom ?? row.frame));
    if (isSuch && isMeant) found.known.push(row);
    else if (!(await hasFiles(dirname(recordPath), row))) continue;
    else if (!isSuch) found.foreign.push(row);
    else (isOneScale ? found.known : found.unscaled).push(row);
  }
  return found;
}

/** What was asked for, as the record keeps it. */
export function requestsOf(wanted: readonly Wanted[]): WantedFile[] {
  return wanted.map(({ request }) => request);
}

async function hasFiles(folder: string, { files }: FrameRow): Promise<boolean> {
  for (const { file } of files) if (await lstat(join(folder, file)).catch(() => null)) return true;
  return false;
}

/**
 * Throws `exists` where the record is not of this sequence, `bad-input` where it tells of other frames of it on another scale; neither where a
 * person allowed that it is written over.
 */
export async function refuseEarlier(
  recordPath: string,
  { record, foreign, unscaled }: EarlierFrames,
  { first, last }: Pick<FrameFiles, 'first' | 'last'>,
  force: boolean,
): Promise<void> {
  await refuseWhatIsThere(recordPath, force || (record !== null && foreign.length === 0));
  if (force || unscaled.length === 0) return;
  const numbers = unscaled.map(({ frame }) => frame);
  const whole = `${Math.min(first, ...numbers)}-${Math.max(last, ...numbers)}`;
  throw new DepthroomError(
    'bad-input',
    `Expected one scale for all files of a sequence, but ${framesWords(numbers)} ${numbers.length === 1 ? 'lies' : 'lie'} in ${dirname(recordPath)} on a scale found without these: write all at once (--frames ${whole}), write these into another folder, or, with a metric pack, give every part the same stated numbers (--minimum and --maximum for grey, --nearer-than for mattes) and formats.`,
  );
}
