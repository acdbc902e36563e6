import { basename, dirname, join } from 'node:path';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { DepthroomError, type ErrorCode, type Failure, toFailure } from '../../contract/errors.ts';
import { knownFailure } from '../disk/system-failure.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { findOrQueue } from '../runs/find-or-queue.ts';
import type { RunContext } from '../runs/run-context.ts';
import { keepFinished } from './finished-files.ts';
import { photosIn } from './photos-in-folder.ts';
import type { Settling } from './settling.ts';
import { writeWatched } from './write-watched.ts';

/** So many faults are listed. */
const MOST_FAULTS = 50;
/** What may be over at the next look. */
const PASSING: readonly ErrorCode[] = ['busy', 'no-space', 'disk-error', 'no-permission'];
/** The same of a folder for files, which may be on a drive that is away, or something else by now. */
const PASSING_AT_TARGET: readonly ErrorCode[] = [...PASSING, 'not-found', 'exists'];

/** What a watch knows from one look to the next. */
export interface Looking {
  context: RunContext;
  state: WatchState;
  settling: Settling;
  /** Photos by the runs whose files are to be written. */
  pending: Map<string, string>;
  /** The same of runs that failed: a person may try them again. */
  failed: Map<string, string>;
  /** What is wrong still, by photo or by run, the last one at the end. */
  faults: Map<string, WatchState['faults'][number]>;
  /** Photos with which nothing is to be done any more, as they were; kept, so that what a person removed stays away after a restart. */
  finished: Map<string, string>;
  /** Photos that are in the project, and of which something may be open. */
  unfinished: Set<string>;
  /** Where the question of the watch is kept. */
  keptIn: string;
}

/** Takes in what has stopped growing, and writes what is through. What cannot be done is told by the state; throws nothing of that. */
export async function lookOnce(looking: Looking): Promise<void> {
  const { context, state, settling, pending } = looking;
  const paths = await pathsIn(looking);
  const { settled, growing } = await settling.look(paths ?? []);
  state.growing = growing;
  if (paths) forgetFaultsOfOthers(looking, paths);
  lookAtFailed(looking);
  let isOpen = true;
  for (const path of settled) {
    if (context.signal.aborted) return;
    await takeIn(looking, path);
    isOpen &&= await writeFinished(looking);
  }
  if (isOpen) await writeFinished(looking);
  state.pending = pending.size;
  await noteFinished(looking, paths);
}

/** Null where the folder cannot be read: a drive that is away for a while comes back. */
async function pathsIn({ state }: Looking): Promise<string[] | null> {
  try {
    const { names } = await photosIn(state.folder, '', () => true);
    state.trouble = null;
    return names.map((name) => join(state.folder, name));
  } catch (thrown) {
    state.trouble = toFailure(knownFailure(thrown)).message;
    return null;
  }
}

async function takeIn(looking: Looking, path: string): Promise<void> {
  const { context, state, settling, pending, unfinished } = looking;
  try {
    const photo = await importPhoto(context, path, basename(path), context.signal);
    state.taken++;
    for (const packId of state.packIds) {
      const wanted = { photoId: photo.id, packId, options: {}, provider: 'auto' };
      const { run } = await findOrQueue(context, wanted);
      pending.set(run.id, path);
    }
    unfinished.add(path);
    endFault(looking, path);
    state.pending = pending.size;
  } catch (thrown) {
    const { code } = noteFault(looking, path, path, thrown);
    if (PASSING.includes(code)) settling.forget(path);
  }
}

/** A run that failed is tried again by a person, or removed. */
function lookAtFailed(looking: Looking): void {
  const { context, failed, pending } = looking;
  for (const [runId, path] of failed) {
    const run = context.project.runs.find(runId);
    if (run?.state === 'failed') continue;
    failed.delete(runId);
    endFault(looking, runId);
    if (run) pending.set(runId, path);
  }
}

/** Writes the files of runs that are through; of those that failed the reason is kept. Answers false where no more can be written just now. */
async function writeFinished(looking: Looking): Promise<boolean> {
  const { context, state, pending, failed } = looking;
  for (const [runId, path] of pending) {
    if (context.signal.aborted) return false;
    const run = context.project.runs.find(runId);
    if (run?.state === 'queued' || run?.state === 'running') continue;
    if (run?.error) {
      const words = new DepthroomError(run.error.code, `${run.packTitle}: ${run.error.message}`);
      noteFault(looking, runId, path, words);
      failed.set(runId, path);
    } else if (run?.state === 'done' && state.target) {
      try {
        if (await writeWatched(context, run, path, state.target)) state.written++;
        endFault(looking, runId);
      } catch (thrown) {
        const { code } = noteFault(looking, runId, path, thrown);
        if (PASSING_AT_TARGET.includes(code)) return false;
      }
    }
    pending.delete(runId);
  }
  return true;
}

function noteFault({ context, state, faults }: Looking, of: string, path: string, thrown: unknown): Failure {
  const failure = toFailure(knownFailure(thrown));
  if (failure.code === 'cancelled' || context.signal.aborted) return failure;
  if (faults.get(of)?.sentence === failure.message) return failure;
  faults.delete(of);
  faults.set(of, { name: basename(path), sentence: failure.message, at: new Date().toISOString() });
  list(state, faults);
  return failure;
}

/** What went wrong is over. */
function endFault({ state, faults }: Looking, of: string): void {
  if (faults.delete(of)) list(state, faults);
}

function list(state: WatchState, faults: Looking['faults']): void {
  state.faults = [...faults.values()].slice(-MOST_FAULTS).reverse();
}

/** What lies in the folder no more is nothing that is wrong with it. */
function forgetFaultsOfOthers(looking: Looking, paths: readonly string[]): void {
  const there = new Set(paths);
  for (const of of looking.faults.keys()) if (dirname(of) !== '.' && !there.has(of)) endFault(looking, of);
}

async function noteFinished(
  { state, pending, failed, finished, unfinished, settling, keptIn, context }: Looking,
  paths: readonly string[] | null,
): Promise<void> {
  const open = new Set([...pending.values(), ...failed.values()]);
  const ended = [...unfinished].filter((path) => !open.has(path));
  if (ended.length === 0 || context.signal.aborted) return;
  for (const path of ended) {
    unfinished.delete(path);
    finished.set(path, settling.stampOf(path) ?? '');
  }
  const there = paths && new Set(paths);
  for (const path of finished.keys()) if (there && !there.has(path)) finished.delete(path);
  await keepFinished(keptIn, state.startedAt, finished);
}
