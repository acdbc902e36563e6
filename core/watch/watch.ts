import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type WatchQuestion,
  type WatchState,
  watchQuestionSchema,
} from '../../contract/calls/watch-calls.ts';
import { DepthroomError, type ErrorCode, toFailure } from '../../contract/errors.ts';
import { keepWhole, readKept } from '../disk/kept/kept-json.ts';
import { makeOwnerLock, type OwnerLock, takeOwnerLock } from '../disk/owner-lock.ts';
import { makePrivateFolder } from '../disk/private-folder.ts';
import { knownFailure } from '../disk/system-failure.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { findOrQueue } from '../runs/find-or-queue.ts';
import type { RunContext } from '../runs/run-context.ts';
import { photosIn } from './photos-in-folder.ts';
import { createSettling, type Settling } from './settling.ts';
import { watches } from './watches.ts';
import { writeWatched } from './write-watched.ts';

/** How often the folder is looked at. A photo that is the same this much later has stopped growing. */
const LOOK_MS = 2_000;
/** So many faults are remembered. */
const MOST_FAULTS = 50;
/** What may be over at the next look. */
const PASSING: readonly ErrorCode[] = ['busy', 'no-space', 'disk-error', 'no-permission'];

const keptSchema = watchQuestionSchema.extend({ project: z.string(), startedAt: z.string() });
type Kept = z.infer<typeof keptSchema>;

const fileOf = (dataFolder: string, project: string) =>
  join(dataFolder, 'watched', `${createHash('sha256').update(project).digest('hex').slice(0, 32)}.json`);

/**
 * Watches a folder from now on, also after a restart, instead of the one before. Throws `bad-input` where a folder is not named whole or files
 * would be written into the one that is watched, `not-found` where it is none, `not-found` or `bad-pack` for a pack that cannot be used, and what
 * the disk refuses.
 */
export async function startWatch(
  context: RunContext,
  dataFolder: string,
  question: WatchQuestion,
): Promise<void> {
  await requireFolder(question.folder, 'to watch');
  if (question.target) {
    await requireFolder(question.target.folder, 'for the files');
    if (resolve(question.target.folder) === resolve(question.folder))
      throw new DepthroomError(
        'bad-input',
        'Expected another folder for the files than the one that is watched: choose or make one.',
      );
  }
  await Promise.all(question.packIds.map((id) => context.packs.get(id)));
  const { folder: project } = context.project;
  const kept: Kept = { ...question, project, startedAt: new Date().toISOString() };
  await keepWhole(fileOf(dataFolder, project), kept);
  begin(context, dataFolder, kept);
  context.changed();
}

async function requireFolder(folder: string, what: string): Promise<void> {
  if (!isAbsolute(folder))
    throw new DepthroomError(
      'bad-input',
      `Expected the full path of a folder ${what}, but received "${folder}".`,
    );
  const facts = await stat(folder).catch(() => null);
  if (!facts?.isDirectory())
    throw new DepthroomError('not-found', `Expected a folder ${what}, but ${folder} is none.`);
}

/** Goes on watching what was watched when the project was last open. */
export async function resumeWatch(context: RunContext, dataFolder: string): Promise<void> {
  const { folder } = context.project;
  const kept = await readKept<Kept | null>(fileOf(dataFolder, folder), keptSchema, null);
  if (kept?.project !== folder || watches.has(context.project)) return;
  begin(context, dataFolder, kept);
  context.changed();
}

/** Switches it off. Throws `no-permission` or `internal` where that cannot be kept. */
export async function stopWatch({ project, changed }: RunContext, dataFolder: string): Promise<void> {
  watches.get(project)?.end();
  watches.delete(project);
  await rm(fileOf(dataFolder, project.folder), { force: true });
  changed();
}

/** Null where nothing is watched. */
export function readWatch({ project }: Pick<RunContext, 'project'>): WatchState | null {
  return watches.get(project)?.state ?? null;
}

interface Looking {
  context: RunContext;
  state: WatchState;
  settling: Settling;
  /** Photos by the runs whose files are to be written. */
  pending: Map<string, string>;
}

function begin(context: RunContext, dataFolder: string, { project: _project, ...question }: Kept): void {
  const { project, background, stops } = context;
  watches.get(project)?.end();
  const stop = new AbortController();
  const id = randomUUID();
  // With the project, everything that works is told to stop.
  stops.set(id, stop);
  const state: WatchState = {
    ...question,
    ...{ taken: 0, written: 0, growing: 0, pending: 0, trouble: null, faults: [] },
  };
  const looking: Looking = {
    context: { ...context, signal: stop.signal },
    state,
    settling: createSettling(),
    pending: new Map(),
  };
  const place = fileOf(dataFolder, project.folder).replace(/json$/, 'lock');
  let lock: OwnerLock | null = null;
  const look = async () => {
    if (!lock) {
      await makePrivateFolder(join(dataFolder, 'watched'));
      if (stop.signal.aborted) return;
      // What a process left that was killed is there, and nobody's.
      lock = existsSync(place) ? takeOwnerLock(place) : makeOwnerLock(place);
    }
    if (stop.signal.aborted) return;
    const before = JSON.stringify([state.trouble, state.faults.length]);
    if (lock) await lookOnce(looking);
    else state.trouble = 'Another Depthroom that has this project open watches the folder.';
    if (JSON.stringify([state.trouble, state.faults.length]) !== before) context.changed();
  };
  const endTimer = background.every(LOOK_MS, 'look for new photos in the watched folder', look);
  background.run('look for new photos in the watched folder', look);
  stop.signal.addEventListener(
    'abort',
    () => {
      endTimer();
      stops.delete(id);
      lock?.release();
      lock = null;
    },
    { once: true },
  );
  const end = () => stop.abort();
  watches.set(project, { state, end });
}

async function lookOnce(looking: Looking): Promise<void> {
  const { context, state, settling, pending } = looking;
  const { signal } = context;
  let paths: string[];
  try {
    const { names } = await photosIn(state.folder, '', () => true);
    paths = names.map((name) => join(state.folder, name));
    state.trouble = null;
  } catch (thrown) {
    // A drive that is away for a while comes back.
    state.trouble = toFailure(knownFailure(thrown)).message;
    paths = [];
  }
  const { settled, growing } = await settling.look(paths);
  state.growing = growing;
  for (const path of settled) {
    if (signal.aborted) return;
    await takeIn(looking, path);
    await writeFinished(looking);
  }
  await writeFinished(looking);
  state.pending = pending.size;
}

async function takeIn({ context, state, settling, pending }: Looking, path: string): Promise<void> {
  try {
    const photo = await importPhoto(context, path, basename(path), context.signal);
    state.taken++;
    for (const packId of state.packIds) {
      const wanted = { photoId: photo.id, packId, options: {}, provider: 'auto' };
      const { run } = await findOrQueue(context, wanted);
      pending.set(run.id, path);
    }
    state.pending = pending.size;
  } catch (thrown) {
    const { code } = noteFault({ context, state }, path, thrown);
    if (PASSING.includes(code)) settling.forget(path);
  }
}

/** Writes the files of runs that are through; of those that failed the reason is kept. */
async function writeFinished({ context, state, pending }: Looking): Promise<void> {
  const { runs } = context.project;
  for (const [runId, path] of pending) {
    if (context.signal.aborted) return;
    const run = runs.find(runId);
    if (run?.state === 'queued' || run?.state === 'running') continue;
    pending.delete(runId);
    try {
      if (run?.error) throw new DepthroomError(run.error.code, `${run.packTitle}: ${run.error.message}`);
      if (run?.state === 'done' && state.target && (await writeWatched(context, run, path, state.target)))
        state.written++;
    } catch (thrown) {
      noteFault({ context, state }, path, thrown);
    }
  }
}

function noteFault({ context, state }: Pick<Looking, 'context' | 'state'>, path: string, thrown: unknown) {
  const failure = toFailure(knownFailure(thrown));
  if (failure.code === 'cancelled' || context.signal.aborted) return failure;
  const name = basename(path);
  const at = new Date().toISOString();
  const others = state.faults.filter((fault) => fault.name !== name || fault.sentence !== failure.message);
  state.faults = [{ name, sentence: failure.message, at }, ...others].slice(0, MOST_FAULTS);
  return failure;
}
