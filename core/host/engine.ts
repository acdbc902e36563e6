import { dirname, join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../contract/calls/api.ts';
import type { ProjectEvent } from '../../contract/calls/snapshot.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { createBackground, type ReportFailure, reportOnce, within } from '../disk/background.ts';
import { knownFailure } from '../disk/system-failure.ts';
import { createArchives } from '../exports/archives.ts';
import { openLibrary } from '../library/open-library.ts';
import { openCheckedPacks } from '../library/packs/checked-packs.ts';
import type { LibraryPorts } from '../library/packs/host.ts';
import { databaseFailure } from '../project/database-failure.ts';
import { HEARTBEAT_MS } from '../project/presence.ts';
import type { OpenOptions } from '../project/project.ts';
import { PATIENCE_MS } from '../project/write.ts';
import { openProviderHistory } from '../runs/provider-history.ts';
import { createWorkerClient, type StartWorker } from '../worker/client.ts';
import { memoryBudget } from '../worker/memory-budget.ts';
import { type Log, openLog } from './diagnostics/log.ts';
import { createEvents, type EventReader } from './events.ts';
import type { At, Host } from './host.ts';
import { LOCAL_VERBS, type LocalInput, type LocalName, type LocalOutput } from './local-verbs.ts';
import { noteAnswer } from './note-answer.ts';
import type { OpeningTimes } from './openings.ts';
import type { performCall as PerformCall } from './perform-call.ts';
import { openProjects, type Projects, withoutProject } from './projects.ts';

export interface EngineOptions {
  /** The person's folder (core/project/data-folder.ts). */
  dataFolder: string;
  /** The shipped, read-only `resources`. */
  resourcesFolder: string;
  /** Left out: the default project in the data folder. Null: none is opened, and what needs one throws `not-found`. */
  projectFolder?: string | null;
  /** Whether the project is made where it is missing. Left out: it is. */
  mayMake?: boolean;
  /** How the first project is opened where it cannot be written (core/project/reading/open-to-read.ts). Left out: it is not. */
  orRead?: OpenOptions['orRead'];
  /** Begins with the project that was last open in the app, where no folder is given and that one can be opened. */
  isApp?: boolean;
  /** How to go on where the project's database is lost and its files are not. */
  repair?: Repair;
  startWorker: StartWorker;
  /**
   * One process does what several would: for who asks for one thing after another. Each start costs as much as a small network takes, and
   * a photo that comes in is decoded once.
   */
  hasOneWorker?: boolean;
  memoryBudgetInBytes?: number;
  /** Left out: the disk and the waits as they are. */
  libraryPorts?: Partial<LibraryPorts>;
  /** Calls off the opening of the first project. */
  signal?: AbortSignal;
  openingTimes?: Partial<OpeningTimes>;
  /** How often this engine says that it is there, and looks for what others left. */
  heartbeatMs?: number;
  /** How long a call waits where another program has the project locked. */
  patienceMs?: number;
  /** Told what went wrong where nobody waits for it, as the log is. Left out: the standard error output, the same once a minute. */
  report?: ReportFailure;
}

/** The application without a window: photos, runs, exports, one project at a time. */
export interface Engine {
  /** Performs a call of the contract; the input is checked here and nowhere else. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>, at?: At): Promise<CallOutput<Name>>;
  /** Performs what this program alone may ask for (local-verbs.ts): no page reaches it. */
  local<Name extends LocalName>(name: Name, input: LocalInput<Name>, at?: At): Promise<LocalOutput<Name>>;
  /** Events as fast as they are read; `since`: what is known already. Goes on when another project is opened. */
  readEvents(since?: { feed: string; sequence: number }): EventReader;
  /** The first event is of changes, with state and installation; goes on when another project is opened. Returns what ends it. */
  subscribe(listener: (event: ProjectEvent) => unknown): () => void;
  /** Notes in the log what went wrong and is told to nobody else as it is. */
  readonly noteFailure: ReportFailure;
  /** Stops what is at work and lets go of everything, in less than two seconds. */
  close(): Promise<void>;
}

/** How long work may take to stop by itself when the engine is closed. */
const CLOSE_GRACE_MS = 700;

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataFolder, resourcesFolder, heartbeatMs = HEARTBEAT_MS } = options;
  const log = openLog(dataFolder);
  const report = reportTo(log, options.report ?? reportOnce());
  const background = createBackground(report);
  const openWorker = () =>
    createWorkerClient(options.startWorker, {
      report: log.failure,
      answered: (answer) => noteAnswer(log, answer),
    });
  // None of them is a process before the first question.
  const inference = openWorker();
  const another = () => (options.hasOneWorker ? inference : openWorker());
  const workers = { inference, exporter: another(), comparer: another(), reader: another() };
  const stopWorkers = () => {
    for (const worker of Object.values(workers)) worker.stop();
  };
  let projects: Projects | undefined;
  const events = createEvents(async (position, version) => {
    if (!projects) throw new DepthroomError('cancelled', 'No project is open yet.');
    return projects.lookUp(position, version);
  }, background);
  const checkedPacks = openCheckedPacks(join(dataFolder, 'checked-packs.json'));
  const library = await openLibrary({
    ...options,
    checkedPacks,
    openWorker,
    openRuns: () => projects?.openRuns() ?? [],
    changed: events.installationChanged,
    progress: events.progress,
    ports: options.libraryPorts,
    report,
  });
  const kept = {
    ...workers,
    packs: library.packs,
    memoryBudgetInBytes: options.memoryBudgetInBytes ?? memoryBudget(),
    selfTestGraph: join(resourcesFolder, 'self-test.onnx'),
    brokenProviders: new Set<string>(),
    checkedPacks,
    providerHistory: openProviderHistory(join(dataFolder, 'provider-history.json')),
    changed: events.changed,
    progress: events.progress,
    heartbeatMs,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    dataFolder,
    isApp: options.isApp === true,
    openWorker,
    report,
  };
  const isApp = options.isApp === true;
  const opened =
    options.projectFolder === null
      ? withoutProject()
      : await openProjects({
          kept,
          library,
          recentPath: join(dataFolder, 'recent-projects.json'),
          folder: options.projectFolder ?? join(dataFolder, 'Default project'),
          first: { create: options.mayMake ?? true, repair: options.repair, orRead: options.orRead },
          installationChanged: events.installationChanged,
          isApp,
          reopens: isApp && options.projectFolder === undefined,
          signal: options.signal,
          background,
          openingTimes: options.openingTimes,
        }).catch((thrown) => {
          log.failure('open the project', thrown);
          return passOn(thrown);
        });
  projects = opened;
  const place = { dataFolder, appFolder: dirname(resourcesFolder), log };
  const host: Host = { ...opened, library, place, archives: createArchives() };
  const perform = await openCalls(options.hasOneWorker === true);

  return {
    call: (name, input, at = {}) => perform(host, name, input, at).catch(passOn),
    local: async (name, input, at = {}) => LOCAL_VERBS[name](host, input, at).catch(passOn),
    noteFailure: log.failure,
    readEvents: events.read,
    subscribe: events.subscribe,
    async close() {
      events.close();
      await Promise.all([
        within(CLOSE_GRACE_MS, library.close()),
        opened.close({ graceMs: CLOSE_GRACE_MS, force: stopWorkers }),
      ]);
      stopWorkers();
      await background.stop(0);
    },
  };
}

/** The calls bring a fifth of all files, and one command may make none: then they are read with the first. Whoever stays begins each when it is made. */
async function openCalls(isLazy: boolean): Promise<typeof PerformCall> {
  const read = async () => (await import('./perform-call.ts')).performCall;
  if (!isLazy) return read();
  return async (host, name, input, at) => (await read())(host, name, input, at);
}

/** The log is told all that anybody is told. */
function reportTo(log: Log, report: ReportFailure): ReportFailure {
  return (name, thrown) => {
    log.failure(name, thrown);
    report(name, thrown);
  };
}

/** What the system refused deep inside is a failure of the closed list here at the latest. */
function passOn(thrown: unknown): never {
  throw knownFailure(databaseFailure(thrown));
}
