import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  API,
  type CallInput,
  type CallName,
  type CallOutput,
  type ParsedInput,
} from '../../contract/calls/api.ts';
import type { Progress, ProjectEvent } from '../../contract/calls/snapshot.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { compareCalls } from '../compare/calls.ts';
import { importTruth, type TruthFile } from '../compare/import-truth.ts';
import { type ReportWriting, writeReport } from '../compare/write-report.ts';
import { cancelExport, exportRun, type Writing, writeExport } from '../exports/export-run.ts';
import { removeExport } from '../exports/remove-export.ts';
import { openLibrary } from '../library/open-library.ts';
import type { LibraryPorts } from '../library/packs/host.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { removePhotos } from '../photos/remove-photos.ts';
import { renamePhoto } from '../photos/rename-photo.ts';
import { setIntrinsics } from '../photos/set-intrinsics.ts';
import { enter, type Presence } from '../project/presence.ts';
import { openProject, type Project } from '../project/project.ts';
import { noteRecentProject, type RecentProjects } from '../project/recent-projects.ts';
import { estimate } from '../runs/estimate.ts';
import { findRun } from '../runs/find-run.ts';
import { importPrior } from '../runs/import-prior.ts';
import { cancelRun, createQueue } from '../runs/queue.ts';
import { removeRuns } from '../runs/remove-runs.ts';
import { retryRun } from '../runs/retry-run.ts';
import type { RunContext } from '../runs/run-context.ts';
import { askInference } from '../worker/ask-inference.ts';
import { createWorkerClient, type StartWorker } from '../worker/client.ts';
import { memoryBudget } from '../worker/memory-budget.ts';
import { createEvents } from './events.ts';
import { takeSnapshot } from './snapshot.ts';

export interface EngineOptions {
  /** The person's folder (core/project/data-folder.ts). */
  dataFolder: string;
  /** The shipped, read-only `resources`. */
  resourcesFolder: string;
  /** Left out: the default project in the data folder, made where it is missing. */
  projectFolder?: string;
  startWorker: StartWorker;
  memoryBudgetInBytes?: number;
  /** Left out: the disk and the waits as they are. */
  libraryPorts?: Partial<LibraryPorts>;
}

type Calls = {
  [Name in CallName]: (input: ParsedInput<Name>) => Promise<CallOutput<Name>> | CallOutput<Name>;
};

/** The application without a window: photos, runs, exports, one project at a time. */
export interface Engine {
  /** Performs a call of the contract; the input is checked here and nowhere else. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  subscribe(listener: (event: ProjectEvent) => void): () => void;
  importPhoto(path: string, name: string): Promise<Photo>;
  importTruth(file: TruthFile): Promise<Truth>;
  /** Where an upload may be written before it is imported. */
  temporaryPath(): string;
  /** Where a kept file lies; null if there is none. */
  findFile(address: string): { path: string; type: string; bytes: number } | null;
  findExport(id: string): { path: string; fileName: string } | null;
  /** Uses a pack folder in place; answers with its id. */
  addPackFolder(folder: string): Promise<string>;
  /** One file of a pack that a page sends; see startPackUpload. */
  receivePackFile(uploadId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** Resolves with the id of the installed pack once a download has ended; `cancelled` where it was paused. */
  whenDownloaded(downloadId: string): Promise<string>;
  /** Keeps a coarse map of a .npy; answers with the `prior` option that names it. */
  importPrior(path: string): Promise<string>;
  findRun(photoId: string, packId: string, options: RunOptions): Promise<Run | null>;
  /** Resolves with the run once it has ended. */
  whenEnded(runId: string, report?: (progress: Progress) => void): Promise<Run>;
  /** Writes a comparison to any place. */
  writeReport(writing: ReportWriting, signal?: AbortSignal): Promise<{ bytes: number }>;
  writeExport(writing: Writing, options?: Parameters<typeof writeExport>[2]): Promise<{ bytes: number }>;
  close(): Promise<void>;
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataFolder, resourcesFolder, startWorker } = options;
  const recentPath = join(dataFolder, 'recent-projects.json');
  const library = await openLibrary({
    dataFolder,
    shippedFolder: join(resourcesFolder, 'packs'),
    openRuns: () => ['queued', 'running'].flatMap((state) => context.project.runs.where('state', state)),
    changed: () => context.changed(),
    progress: (progress) => context.progress(progress),
    ports: options.libraryPorts,
  });
  const defaultFolder = join(dataFolder, 'Default project');
  const first = await openProject(options.projectFolder ?? defaultFolder, { create: true });
  let recent: RecentProjects = await noteRecentProject(recentPath, first.folder);
  let presence: Presence;

  const events = createEvents(
    () => takeSnapshot(context, library, recent),
    () => context.project.database.pragma('data_version', { simple: true }) as number,
  );
  const changeListeners = new Set<() => void>();
  const progressListeners = new Set<(progress: Progress) => void>();
  const context: RunContext = {
    project: first,
    engineId: randomUUID(),
    packs: library.packs,
    inference: createWorkerClient(startWorker),
    exporter: createWorkerClient(startWorker),
    comparer: createWorkerClient(startWorker),
    memoryBudgetInBytes: options.memoryBudgetInBytes ?? memoryBudget(),
    selfTestGraph: join(resourcesFolder, 'self-test.onnx'),
    brokenProviders: new Set(),
    checkedPacks: new Map(),
    stops: new Map(),
    changed() {
      events.changed();
      for (const listener of changeListeners) listener();
    },
    progress(progress) {
      events.progress(progress);
      for (const listener of progressListeners) listener(progress);
    },
    wake: () => queue.wake(),
  };
  const queue = createQueue(context, () => presence);

  function settleIn(project: Project): void {
    context.project = project;
    presence = enter(project.database, context.engineId);
    queue.adopt();
    void project.files.sweep().catch((thrown) => console.error(thrown));
  }

  /** Lets go of the open project; its queue goes on when it is opened again. */
  async function leave(): Promise<void> {
    await queue.pause();
    for (const stop of context.stops.values()) stop.abort();
    // Each of them still notes its end in the project.
    while (context.stops.size > 0) await setTimeout(10);
    presence.leave();
    context.project.close();
  }

  const calls: Calls = {
    snapshot: () => takeSnapshot(context, library, recent),
    renamePhoto: (input) => renamePhoto(context, input),
    removePhotos: async ({ photoIds }) => {
      await removePhotos(context, photoIds);
      return {};
    },
    setIntrinsics: (input) => setIntrinsics(context, input),
    estimate: (input) => estimate(context, input),
    checkProviders: () => askInference(context, 'checkProviders', { selfTestGraph: context.selfTestGraph }),
    cancelRun: ({ runId }) => {
      cancelRun(context, runId);
      return {};
    },
    retryRun: ({ runId }) => retryRun(context, runId),
    removeRuns: async ({ runIds }) => {
      await removeRuns(context, runIds);
      return {};
    },
    exportPointCloud: ({ runId, options: given }) =>
      exportRun(context, runId, { kind: 'point-cloud', options: given }),
    exportMesh: ({ runId, options: given }) => exportRun(context, runId, { kind: 'mesh', options: given }),
    exportDepthImage: ({ runId, options: given }) =>
      exportRun(context, runId, { kind: 'depth-image', options: given }),
    cancelExport: ({ exportId }) => {
      cancelExport(context, exportId);
      return {};
    },
    removeExport: async ({ exportId }) => {
      await removeExport(context, exportId);
      return {};
    },
    ...library.calls,
    ...compareCalls(context),
    openProject: async ({ folder, create }) => {
      if (resolve(folder) !== context.project.folder) {
        const next = await openProject(folder, { create });
        await leave();
        recent = await noteRecentProject(recentPath, next.folder);
        settleIn(next);
        events.changed();
      }
      return takeSnapshot(context, library, recent);
    },
  };

  settleIn(first);

  return {
    async call(name, input) {
      const definition = API[name];
      if (!definition)
        throw new DepthroomError(
          'not-found',
          `Expected a call of the contract (${Object.keys(API).join(', ')}), but received "${name}".`,
        );
      const parsed = definition.input.safeParse(input);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new DepthroomError(
          'bad-input',
          `${name}: ${issue.path.join('.') || 'input'}: ${issue.message}.`,
        );
      }
      const perform = calls[name] as (input: unknown) => Promise<never>;
      return perform(parsed.data);
    },
    subscribe: events.subscribe,
    importPhoto: (path, name) => importPhoto(context, path, name),
    importTruth: (file) => importTruth(context, file),
    writeReport: (writing, signal) => writeReport(context, writing, signal),
    temporaryPath: () => context.project.files.temporary(),
    findFile(address) {
      const { files } = context.project;
      const found = files.find(address);
      return found && { ...found, path: files.pathOf(address) };
    },
    findExport(id) {
      const { exports, exportsFolder } = context.project;
      const row = exports.find(id);
      return row?.state === 'done'
        ? { path: join(exportsFolder, row.id, row.fileName), fileName: row.fileName }
        : null;
    },
    importPrior: (path) => importPrior(context, path),
    findRun: (photoId, packId, given) => findRun(context, photoId, packId, given),
    addPackFolder: (folder) => library.packs.addFolder(folder),
    receivePackFile: library.receivePackFile,
    whenDownloaded: library.whenDownloaded,
    writeExport: (writing, given) => writeExport(context, writing, given),
    whenEnded(runId, report) {
      const { runs } = context.project;
      return new Promise((settle, reject) => {
        const listen = (progress: Progress) => {
          if (progress.id === runId) report?.(progress);
        };
        const check = () => {
          const run = runs.find(runId);
          if (run?.state === 'queued' || run?.state === 'running') return;
          changeListeners.delete(check);
          progressListeners.delete(listen);
          if (run) settle(run);
          else reject(new DepthroomError('not-found', 'The run was removed before it ended.'));
        };
        progressListeners.add(listen);
        changeListeners.add(check);
        check();
      });
    },
    async close() {
      await library.close();
      await leave();
      context.inference.stop();
      context.exporter.stop();
      context.comparer.stop();
      events.close();
    },
  };
}
