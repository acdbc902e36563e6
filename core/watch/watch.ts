import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { realpath, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import {
  type WatchQuestion,
  type WatchState,
  watchQuestionSchema,
} from '../../contract/calls/watch-calls.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { keepWhole, readKept } from '../disk/kept/kept-json.ts';
import { makeOwnerLock, type OwnerLock, takeOwnerLock } from '../disk/owner-lock.ts';
import { makePrivateFolder } from '../disk/private-folder.ts';
import type { RunContext } from '../runs/run-context.ts';
import { finishedFile, readFinished } from './finished-files.ts';
import { type Looking, lookOnce } from './look-once.ts';
import { createSettling, LOOK_MS } from './settling.ts';
import { watches } from './watches.ts';

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
    // Whatever way leads there: what is written would be taken for what came in.
    if ((await realpath(question.target.folder)) === (await realpath(question.folder)))
      throw new DepthroomError(
        'bad-input',
        'Expected another folder for the files than the one that is watched: choose or make one.',
      );
  }
  await Promise.all(question.packIds.map((id) => context.packs.get(id)));
  const { folder: project } = context.project;
  const kept: Kept = { ...question, project, startedAt: new Date().toISOString() };
  await keepWhole(fileOf(dataFolder, project), kept);
  begin(context, dataFolder, kept, new Map());
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
  const file = fileOf(dataFolder, folder);
  const kept = await readKept<Kept | null>(file, keptSchema, null);
  if (kept?.project !== folder) return;
  const finished = await readFinished(file, kept.startedAt);
  if (watches.has(context.project)) return;
  begin(context, dataFolder, kept, finished);
  context.changed();
}

/** Switches it off. Throws `no-permission` or `internal` where that cannot be kept. */
export async function stopWatch({ project, changed }: RunContext, dataFolder: string): Promise<void> {
  watches.get(project)?.end();
  watches.delete(project);
  const file = fileOf(dataFolder, project.folder);
  for (const each of [file, finishedFile(file)]) await rm(each, { force: true });
  changed();
}

/** Null where nothing is watched. */
export function readWatch({ project }: Pick<RunContext, 'project'>): WatchState | null {
  return watches.get(project)?.state ?? null;
}

function begin(
  context: RunContext,
  dataFolder: string,
  { project: _project, ...question }: Kept,
  finished: Map<string, string>,
): void {
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
    settling: createSettling(finished),
    pending: new Map(),
    failed: new Map(),
    faults: new Map(),
    finished,
    unfinished: new Set(),
    keptIn: fileOf(dataFolder, project.folder),
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
    const before = JSON.stringify([state.trouble, looking.faults.size]);
    if (lock) await lookOnce(looking);
    else state.trouble = 'Another Depthroom that has this project open watches the folder.';
    if (JSON.stringify([state.trouble, looking.faults.size]) !== before) context.changed();
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
  watches.set(project, { state, end, countFaults: () => looking.faults.size });
}
