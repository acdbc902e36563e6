import { lstat, open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DepthKind } from '../../contract/depth-map.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { EXPORT_KINDS } from '../../contract/exports/export-kinds.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { hashFile } from '../../core/disk/hash-file.ts';
import { statedOptions } from '../../core/exports/provenance.ts';
import { npyHeader } from '../../core/formats/write-npy.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import type { FoundFiles } from '../batch/made-meanwhile.ts';
import { isUnfinished } from '../batch/write-together.ts';
import { estimatePaths, estimatePathsOf } from './output-paths.ts';
import type { RunRecord } from './run-record.ts';
import { areStillOurs } from './still-ours.ts';

/**
 * Looks for the files of an estimate: complete where their record says that they were made of these very bytes by this very pack with these
 * options, at this size. The photo is read for that only where there is a record.
 */
export async function findEstimate(
  base: string,
  { photoPath, planned, size }: { photoPath: string; planned: PlannedRun; size: 'photo' | 'model' },
  stop: AbortSignal,
): Promise<FoundFiles<RunRecord>> {
  const paths = estimatePaths(base);
  const record = (await readJson(`${base}.json`)) as RunRecord | null;
  const isSuch =
    record !== null &&
    record.state === 'done' &&
    record.packHash === planned.packHash &&
    isSame(record.options, planned.options) &&
    isSame(record.size, size === 'model' ? record.modelSize : sizeOf(record.photo)) &&
    record.photo?.sha256 === (await hashOf(photoPath, stop));
  if (!isSuch) return { state: (await isUnfinished(paths[0])) ? 'begun' : 'unknown', facts: null };
  const needed = estimatePathsOf(base, { hasUncertainty: record.uncertaintyUnit !== null });
  if (await isUnfinished(paths[0])) return { state: 'ours', facts: null };
  if ((await areThere(needed)) && (await areWhole(needed, record)))
    return { state: 'complete', facts: record };
  return {
    state: (await areStillOurs(needed.slice(0, -1), lengthsOf(needed, record))) ? 'ours' : 'unknown',
    facts: null,
  };
}

/** Of which run a file would be: one that is known, or one by its facts. */
export type SuchRun = { run: Run } | { planned: PlannedRun };

interface Sidecar {
  photo?: { sha256?: string };
  intrinsics?: unknown;
  depth?: { kind?: DepthKind };
  pack?: { hash?: string };
  run?: { id?: string; options?: unknown };
  options?: unknown;
  files?: unknown;
  bytes?: unknown;
}

/** Looks for an export, likewise by what lies beside it; a camera that was changed since makes another file. */
export async function findExported(
  paths: readonly string[],
  { photo, request, such }: { photo: Photo; request: WantedFile; such: SuchRun },
): Promise<FoundFiles<object>> {
  const [path] = paths;
  const sidecar = await readSidecar(path);
  const isSuchRun =
    'run' in such
      ? sidecar?.run?.id === such.run.id
      : isOfSuchRun(sidecar, photo.files.original, such.planned);
  const kind = sidecar?.depth?.kind;
  const isSuch =
    isSuchRun &&
    kind !== undefined &&
    isSame(sidecar?.intrinsics, photo.intrinsics) &&
    isSame(sidecar?.options, statedOptions(request.options, EXPORT_KINDS[request.kind].formats, kind));
  if (!isSuch) return { state: (await isUnfinished(path)) ? 'begun' : 'unknown', facts: null };
  if (await isUnfinished(path)) return { state: 'ours', facts: null };
  if (await isWholeExport(paths, sidecar)) return { state: 'complete', facts: sidecar };
  return { state: (await areStillOurs(paths, sidecar?.bytes)) ? 'ours' : 'unknown', facts: null };
}

/** Whether a sidecar speaks of a run of this photo by this very pack with these options, whichever of them it was. */
export function isOfSuchRun(
  sidecar: Sidecar | null,
  photoSha256: string,
  { packHash, options }: Pick<PlannedRun, 'packHash' | 'options'>,
): boolean {
  return (
    sidecar?.photo?.sha256 === photoSha256 &&
    sidecar.pack?.hash === packHash &&
    isSame(sidecar.run?.options, options)
  );
}

/** Whether all of an export is there that its sidecar says, and nothing is cut off. */
export async function isWholeExport(paths: readonly string[], sidecar: Sidecar | null): Promise<boolean> {
  // Of what may lie beside it, what was written is named.
  const beside = Array.isArray(sidecar?.files) ? sidecar.files.map(String) : [];
  const needed = paths.filter((each, k) => k < 2 || beside.includes(basename(each)));
  return sidecar !== null && areAsLong(needed, sidecar.bytes);
}

/** What lies beside an export and says what it is; null where nothing does that can be read. */
export async function readSidecar(path: string): Promise<Sidecar | null> {
  return (await readJson(`${path}.json`)) as Sidecar | null;
}

/** Longest record that is read: ours are a few kilobytes. */
const RECORD_BYTES = 1 << 20;

async function readJson(path: string): Promise<object | null> {
  try {
    const facts = await lstat(path);
    if (!facts.isFile() || facts.size > RECORD_BYTES) return null;
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof read === 'object' && !Array.isArray(read) ? read : null;
  } catch {
    return null;
  }
}

async function hashOf(path: string, stop: AbortSignal): Promise<string | null> {
  const isFile = (await stat(path).catch(() => null))?.isFile() ?? false;
  // Why it cannot be read is said where it is imported.
  return isFile ? hashFile(path, stop).catch(() => null) : null;
}

async function areThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (!(await lstat(path).catch(() => null))?.isFile()) return false;
  return true;
}

/**
 * Whether each is there and as long as its sidecar says: a copy that was stopped leaves files that only begin as they should. Of files of an
 * earlier version, which say nothing of it, only empty ones are known to be cut off.
 */
async function areAsLong(paths: readonly string[], stated: unknown): Promise<boolean> {
  const lengths = new Map(Object.entries(stated ?? {}));
  for (const path of paths) {
    const facts = await lstat(path).catch(() => null);
    if (!facts?.isFile() || facts.size !== (lengths.get(basename(path)) ?? (facts.size || null)))
      return false;
  }
  return true;
}

/** Whether nothing is cut off: a copy that was stopped, or a disk that was full elsewhere, leaves files that only begin as they should. */
async function areWhole(paths: readonly string[], record: RunRecord): Promise<boolean> {
  if (!record.size) return false;
  const lengths = lengthsOf(paths, record);
  for (const path of paths) {
    if (path.endsWith('.npy') && (await stat(path)).size !== lengths[basename(path)]) return false;
    if (path.endsWith('.png') && !(await hasEnd(path))) return false;
  }
  return true;
}

/** Bytes of the maps of an estimate, by their names. */
function lengthsOf(paths: readonly string[], { size }: RunRecord): Record<string, number> {
  if (!size) return {};
  const bytes = npyHeader('<f4', [size.height, size.width]).length + 4 * size.width * size.height;
  return Object.fromEntries(
    paths.filter((path) => path.endsWith('.npy')).map((path) => [basename(path), bytes]),
  );
}

/** The chunk that every PNG ends with: no data, its name, its checksum (PNG 3rd edition, 11.2.5). */
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

async function hasEnd(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  try {
    const { size = 0 } = (await file?.stat()) ?? {};
    if (!file || size < PNG_END.length) return false;
    const { buffer } = await file.read(
      Buffer.alloc(PNG_END.length),
      0,
      PNG_END.length,
      size - PNG_END.length,
    );
    return buffer.equals(PNG_END);
  } finally {
    await file?.close();
  }
}

/** Of the photo of a record, which may be anybody's and say none. */
function sizeOf(photo: RunRecord['photo'] | undefined) {
  return photo && { width: photo.width, height: photo.height };
}

/** As JSON has it, which leaves out what is undefined. */
export function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): unknown =>
    value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  return isDeepStrictEqual(plain(a), plain(b));
}
