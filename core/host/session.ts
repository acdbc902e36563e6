import { join } from 'node:path';
import type { Progress } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { type Background, createBackground, type ReportFailure, within } from '../disk/background.ts';
import { checkOpenProject } from '../project/care/check-open-project.ts';
import { checkRows } from '../project/care/check-rows.ts';
import { databaseFailure } from '../project/database-failure.ts';
import { type DatabasePlace, type Rescue, rescueDatabase } from '../project/database-place.ts';
import { changeLookOut } from '../project/marks/change-look-out.ts';
import type { OpenOptions, Project } from '../project/project.ts';
import { type TakenUp, takeUpProject } from '../project/take-up.ts';
import { sweepProject } from '../project/trash/sweep.ts';
import { PAUSED } from '../runs/perform-run.ts';
import { createQueue, type Queue } from '../runs/queue.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { At } from './host.ts';

/** What an engine keeps when it opens another project. */
export interface Kept
  extends Pick<
    RunContext,
    | 'packs'
    | 'inference'
    | 'exporter'
    | 'comparer'
    | 'reader'
    | 'memoryBudgetInBytes'
    | 'selfTestGraph'
    | 'brokenProviders'
    | 'checkedPacks'
    | 'providerHistory'
    | 'changed'
    | 'progress'
  > {
  readonly heartbeatMs: number;
  readonly patienceMs: number;
  readonly dataFolder: string;
  /** Stays open while a person works: a folder that they had watched is watched again. */
  readonly isApp: boolean;
  /** A process of its own, for work that is done once. */
  openWorker(): WorkerClient;
  readonly report: ReportFailure;
}

/** A project while it is open: its database, queue, presence and timers, from `begin` to `end`. Nothing of it outlives it. */
export interface ProjectSession {
  readonly project: Project;
  /** Takes up the project's work: what is queued, and what engines that are gone left behind. */
  begin(): Promise<void>;
  /** Why nothing can be done in it any more: its database was deleted or replaced. Null where it is there. */
  readonly lost: DepthroomError | null;
  /** Looks now whether its database is there, as it does each second: `lost` is what it was found to be. */
  look(): void;
  /** Performs what was called for. Throws `cancelled` once the session ends, and `lost` where it is that. */
  perform<Output>(at: At, work: (context: RunContext) => Promise<Output> | Output): Promise<Output>;
  /**
   * Stops what is at work, waits for it, and lets go of the project. What has not ended after `graceMs` is ended by `force`; what goes on
   * nevertheless finds a closed database. `hurry` cuts the wait short. Never throws.
   */
  end(how: HowToEnd): Promise<void>;
}

interface HowToEnd {
  graceMs: number;
  hurry?: AbortSignal;
  force?: () => void;
}

/** How often a change by another process is looked for. */
const LOOK_MS = 1_000;
/** When the rows of a project that another program may have written are read, after it was opened. */
const CHECK_MS = 500;
/** When what could not be kept of a database that is gone is tried again. */
const RESCUE_AGAIN_MS = 5_000;
/** How often a project that stays open is tidied up. */
const TIDY_MS = 24 * 60 * 60 * 1000;
/** How long work may take to note that it was ended by force. */
const FORCED_MS = 300;

/** Throws what `takeUpProject` throws. */
export async function openSession(
  kept: Kept,
  folder: string,
  options: Pick<OpenOptions, 'create' | 'repair' | 'signal' | 'orRead'>,
): Promise<ProjectSession> {
  const { heartbeatMs, patienceMs, dataFolder } = kept;
  const background = createBackground((name, thrown) => kept.report(name, databaseFailure(thrown)));
  const takenUp = await takeUpProject(
    folder,
    { ...options, patienceMs, dataFolder, checksLater: true },
    background,
    heartbeatMs,
  );
  const { project, presence, letGo } = takenUp;
  const ending = new AbortController();
  const context = contextOf(kept, takenUp, background, ending.signal, () => failure());
  const queue = createQueue(context, presence, heartbeatMs);
  context.wake = queue.wake;
  const atWork = new Set<Promise<unknown>>();

  const stopWork = () => {
    queue.halt();
    for (const stop of context.stops.values()) stop.abort(PAUSED);
  };
  let rescue: Rescue | null = null;
  let ended: Promise<void> | null = null;
  let triedAt = 0;
  const lookForChanges = changeLookOut(project.database, project.changes.latest, context.changed);
  /** What was found in a database that was opened before it was read through. */
  let damage: DepthroomError | null = null;
  const failure = () => rescue?.failure ?? damage;
  /** What cannot be kept now is tried again: nothing else holds it. */
  const tryRescue = () => {
    const before = rescue;
    triedAt = performance.now();
    rescue = rescueDatabase(project.database, join(project.folder, 'project.db'), project.place);
    if (before?.failure.message === rescue.failure.message) return;
    kept.report('go on with the project', rescue.failure);
    kept.changed();
  };
  let seenAt: ReturnType<DatabasePlace['look']> = 'there';
  /** A folder that went away or came back is told, though no row has changed. */
  const placeNow = () => {
    const found = project.place.look();
    if (found !== seenAt) kept.changed();
    seenAt = found;
    return found;
  };
  const look = () => {
    if (rescue) {
      if (!rescue.isKept && performance.now() - triedAt > RESCUE_AGAIN_MS) tryRescue();
    } else if (damage) return;
    else if (isLost(placeNow())) {
      stopWork();
      tryRescue();
    } else lookForChanges();
  };

  const end = async ({ graceMs, hurry, force }: HowToEnd) => {
    stopWork();
    ending.abort(stopped());
    const over = Promise.allSettled([queue.whenIdle(), ...atWork]);
    if (!(await within(graceMs, over, hurry))) {
      force?.();
      await within(FORCED_MS, over);
    }
    if (rescue && !rescue.isKept) tryRescue();
    await letGo();
  };

  return {
    project,
    look,
    get lost() {
      return failure();
    },
    async begin() {
      if (project.readOnly) return;
      await queue.begin();
      if (kept.isApp) background.run('go on watching a folder', () => watchAgain(context, dataFolder));
      background.every(LOOK_MS, 'look for changes by other programs', look);
      careFor(context, kept, (found) => {
        damage = found;
        stopWork();
      });
    },
    async perform(at, work) {
      const gone = failure();
      if (gone) throw gone;
      if (ending.signal.aborted || at.signal?.aborted) throw stopped();
      const done = (async () => work(calledBy(at, context)))();
      atWork.add(done);
      try {
        return await done;
      } catch (thrown) {
        throw failure() ?? databaseFailure(thrown);
      } finally {
        atWork.delete(done);
      }
    },
    end(how) {
      ended ??= end(how);
      return ended;
    },
  };
}

async function watchAgain(context: RunContext, dataFolder: string): Promise<void> {
  await (await import('../watch/watch.ts')).resumeWatch(context, dataFolder);
}

/** What is done once a project is open: it is read through where another program may have written it, and tidied up once its structure is known. */
function careFor(context: RunContext, kept: Kept, stop: (damage: DepthroomError) => void): void {
  const { project, background, signal, changed } = context;
  const tidyUp = () => {
    // Files that no row speaks of may have been found.
    background.run('tidy up the project', () => sweepProject(project).then(changed));
    // The trash of one that stays open for long is emptied too.
    background.every(TIDY_MS, 'tidy up the project', () => sweepProject(project));
  };
  if (project.checked.structure) tidyUp();
  if (project.checked.rows) return;
  background.after(CHECK_MS, 'check the project', async () => {
    if (project.checked.structure) await checkRows(project);
    else {
      const damage = await checkOpenProject(project, kept, signal);
      if (damage) {
        stop(damage);
        kept.report('check the project', damage);
      } else if (project.checked.structure) tidyUp();
    }
    changed();
  });
}

/** Of a folder that went away it may come back; anything else is another database. */
const isLost = (place: ReturnType<DatabasePlace['look']>) => place === 'gone' || place === 'foreign';

const stopped = () =>
  new DepthroomError('cancelled', 'Stopped, because the project was closed before this was finished.');

/** `wake` is the queue's once there is one. */
type OpenContext = RunContext & { wake: Queue['wake'] };

function contextOf(
  {
    report: _report,
    heartbeatMs: _heartbeatMs,
    patienceMs: _patienceMs,
    dataFolder: _dataFolder,
    isApp: _isApp,
    openWorker: _openWorker,
    ...kept
  }: Kept,
  { project, engineId }: TakenUp,
  background: Background,
  signal: AbortSignal,
  lost: OpenContext['lost'],
): OpenContext {
  const changes = new Set<() => void>();
  const progresses = new Set<(progress: Progress) => void>();
  return {
    ...kept,
    project,
    engineId,
    background,
    signal,
    lost,
    stops: new Map(),
    changed() {
      kept.changed();
      background.run('forget old changes', () => isLong(project) && project.write(project.changes.trim));
      for (const listener of changes) background.run('look at what has changed', listener);
    },
    progress(progress) {
      kept.progress(progress);
      for (const listener of progresses) background.run('tell how far it is', () => listener(progress));
    },
    onChange: (listener) => listen(changes, listener),
    onProgress: (listener) => listen(progresses, listener),
    wake: () => {},
  };
}

function isLong({ database, changes }: Project): boolean {
  return database.open && changes.isLong();
}

/** The context of one call: it can be called off, and tells who called how far it is. */
function calledBy({ signal, report }: At, context: RunContext): RunContext {
  if (!signal && !report) return context;
  return {
    ...context,
    signal: signal ? AbortSignal.any([signal, context.signal]) : context.signal,
    progress(progress) {
      context.progress(progress);
      report?.(progress);
    },
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
