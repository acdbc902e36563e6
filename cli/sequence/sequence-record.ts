import { stat } from 'node:fs/promises';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { sha256Of } from '../../core/disk/hash-file.ts';
import { readSmallText } from '../../core/disk/kept/read-beginning.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import { writeFile } from '../../core/disk/write-file.ts';
import type { Flicker, FrameLine } from '../../core/worker/sequence-task.ts';
import { isUnfinished } from '../batch/write-together.ts';
import { isWholeExport, readSidecar } from '../photos/finished-files.ts';
import { areStillOurs } from '../photos/still-ours.ts';

/** A file of a frame: `key` says of what and how it was made. */
export interface FrameFile {
  file: string;
  key: string;
  bytes: number;
  /** What could not be had as it was asked for; left out where there is nothing. */
  notes?: string[];
}

/** A frame as the record says it. */
export interface FrameRow {
  frame: number;
  photo: string | null;
  /** Of the photo whose depth was written. */
  sha256: string;
  run: string | null;
  /** Where it stands for a frame that is missing or failed: whose depth was written, and why. */
  heldFrom: number | null;
  why: string | null;
  /** What was fitted to this frame alone, and what was applied: medians over the frames around. */
  fitted: FrameLine | null;
  line: FrameLine | null;
  /** Against the frame before. */
  flicker: Flicker | null;
  files: FrameFile[];
}

/** What could not be had as it was asked for, and in which frames. */
export interface FrameNote {
  note: string;
  frames: number[];
}

/** What is said of a whole sequence, in `<name>.sequence.json` and with `--json`. */
export interface SequenceRecord {
  format: 'depthroom-sequence';
  formatVersion: 1;
  generator: string;
  pattern: string;
  first: number;
  last: number;
  pack: string;
  packHash: string;
  options: RunOptions;
  /** The files of each frame as they were asked for, before what is one for all frames was found. */
  asked: WantedFile[];
  kind: string;
  unit: string;
  range: { minimum: number; maximum: number; from: string };
  metres: { near: number; far: number } | null;
  edgeCut: number | null;
  /** Mattes hold what is nearer, in the unit of the range. */
  nearerThan: number | null;
  /** Where the plane of displacements lies, in metres. */
  plane: number | null;
  alignment: string;
  flicker: {
    change: number | null;
    relativeChange: number | null;
    shareOfRange: number | null;
    pairs: number;
    words: string;
  };
  /** The notes of all files. */
  notes: FrameNote[];
  frames: FrameRow[];
}

/** What a file is made of, so that the same is known again. */
export function keyOf(facts: unknown): string {
  return sha256Of(Buffer.from(JSON.stringify(facts))).slice(0, 32);
}

/** A frame takes some hundred bytes. */
const MOST_BYTES = 256e6;

/** What an earlier call wrote; null where there is no record, or what lies there is none. */
export async function earlierRecord(path: string): Promise<SequenceRecord | null> {
  try {
    const record = JSON.parse((await readSmallText(path, MOST_BYTES)) ?? '') as Partial<SequenceRecord>;
    return record.format === 'depthroom-sequence' && Array.isArray(record.frames)
      ? (record as SequenceRecord)
      : null;
  } catch {
    return null;
  }
}

/** Whether the file of an earlier call is what would be written now, whole and with all that lies beside it. */
export async function isDone(
  paths: readonly string[],
  file: FrameFile | undefined,
  key: string,
): Promise<boolean> {
  const [path] = paths;
  if (file?.key !== key || (await isUnfinished(path))) return false;
  const facts = await stat(path).catch(() => null);
  return facts?.size === file.bytes && isWholeExport(paths, await readSidecar(path));
}

/** Whether a file was made of this very run: one that an earlier call wrote just before it was killed stands in no record. */
export async function isOf(paths: readonly string[], runId: string): Promise<boolean> {
  const sidecar = await readSidecar(paths[0]);
  return sidecar?.run?.id === runId && areStillOurs(paths, sidecar.bytes);
}

/** Whether nobody has put anything else where an earlier call wrote a file. */
export async function isUntouched(paths: readonly string[]): Promise<boolean> {
  return areStillOurs(paths, (await readSidecar(paths[0]))?.bytes);
}

/** Writes the record. Throws `exists` where it may not be overwritten, `no-space`, `no-permission` or `internal` where it cannot be written. */
export async function writeSequenceRecord(
  path: string,
  record: SequenceRecord,
  overwrite: boolean,
): Promise<void> {
  await writeFile(path, { overwrite, umask: personUmask() }, (sink) =>
    sink(Buffer.from(`${JSON.stringify(record, null, 1)}\n`)),
  );
}
