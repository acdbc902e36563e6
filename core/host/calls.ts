import { dirname, join } from 'node:path';
import type { CallName, CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { listTrash } from '../project/trash/list-trash.ts';
import { withAdvice } from '../providers/advice.ts';
import { estimate } from '../runs/estimate.ts';
import { openAhead } from '../runs/open-ahead.ts';
import { cancelRun } from '../runs/queue.ts';
import { removeRuns } from '../runs/remove-runs.ts';
import { retryRun } from '../runs/retry-run.ts';
import type { RunContext } from '../runs/run-context.ts';
import { askInference } from '../worker/ask-inference.ts';
import { BENCHMARK_VERBS } from './benchmark-verbs.ts';
import type { At, Host } from './host.ts';
import { keepLanguage, readLanguage } from './kept/language.ts';
import { keepPlaceChoice, readPlaceChoice } from './kept/place.ts';
import { keepView, readView } from './kept/view.ts';
import { PAGE_VERBS } from './page-verbs.ts';
import { QUEUE_VERBS } from './verbs/queue-verbs.ts';
import { WATCH_VERBS } from './verbs/watch-verbs.ts';

/** Rooms of the core that a short command can do without, read when they are first asked for. */
const rooms = {
  compare: () => import('../compare/compare.ts'),
  deriveRun: () => import('../compare/derive-run.ts'),
  importMap: () => import('../compare/import-map.ts'),
  mendRun: () => import('../compare/mend-run.ts'),
  archives: () => import('../exports/archives.ts'),
  importTruth: () => import('../compare/import-truth.ts'),
  writeReport: () => import('../compare/write-report.ts'),
  exportRun: () => import('../exports/export-run.ts'),
  removeExport: () => import('../exports/remove-export.ts'),
  importPhoto: () => import('../photos/import-photo.ts'),
  removePhotos: () => import('../photos/remove-photos.ts'),
  renamePhoto: () => import('../photos/rename-photo.ts'),
  setIntrinsics: () => import('../photos/set-intrinsics.ts'),
  starPhotos: () => import('../photos/star-photos.ts'),
  takeInFiles: () => import('../photos/take-in-files.ts'),
  restore: () => import('../project/trash/restore.ts'),
  emptyTrash: () => import('../project/trash/empty-trash.ts'),
  diagnose: () => import('./diagnose.ts'),
};

type Calls = {
  readonly [Name in CallName]: (host: Host, input: ParsedInput<Name>, at: At) => Promise<CallOutput<Name>>;
};

/** What is done for each call of the contract; the input was checked by it (core/host/engine.ts). */
export const CALLS: Calls = {
  snapshot: (host) => host.snapshot(),
  openProject: async (host, { folder, create, repair }, at) => {
    await host.open(folder, { create, repair, signal: at.signal });
    return host.state();
  },

  readView: async (host, _nothing, at) => ({
    view: await host.inProject(at, ({ project }) => readView(host.place.dataFolder, project.folder)),
  }),
  keepView: (host, { folder, view }, at) =>
    host.inProject(at, async ({ project }) => {
      if (project.folder === folder) await keepView(host.place.dataFolder, folder, view);
      return {};
    }),

  readPlaceChoice: ({ place }) => readPlaceChoice(place.dataFolder),
  keepPlaceChoice: async (host, { place }) => {
    await keepPlaceChoice(host.place.dataFolder, place);
    return {};
  },

  readLanguage: ({ place }) => readLanguage(place.dataFolder),
  keepLanguage: async ({ place }, { language }) => {
    await keepLanguage(place.dataFolder, language);
    return {};
  },

  diagnostics: async (host, input, at) => (await rooms.diagnose()).diagnose(host, input, at),

  listPhotos: inProject(PAGE_VERBS.listPhotos),
  listPhotoIds: inProject(PAGE_VERBS.listPhotoIds),
  photoRows: inProject(PAGE_VERBS.photoRows),
  olderRuns: inProject(PAGE_VERBS.olderRuns),
  listExports: inProject(PAGE_VERBS.listExports),
  latestRuns: inProject(PAGE_VERBS.latestRuns),
  runRows: inProject(PAGE_VERBS.runRows),

  ...BENCHMARK_VERBS,

  readWatch: inProject(WATCH_VERBS.readWatch),
  startWatch: (host, question, at) =>
    host.inProject(at, (context) => WATCH_VERBS.startWatch(context, host.place.dataFolder, question)),
  stopWatch: (host, _nothing, at) =>
    host.inProject(at, (context) => WATCH_VERBS.stopWatch(context, host.place.dataFolder)),

  listQueue: inProject(QUEUE_VERBS.listQueue),
  listFailedRuns: inProject(QUEUE_VERBS.listFailedRuns),
  pauseQueue: inProject(QUEUE_VERBS.pauseQueue),
  moveRun: inProject(QUEUE_VERBS.moveRun),
  cancelQueue: inProject(QUEUE_VERBS.cancelQueue),
  requeueRuns: inProject(QUEUE_VERBS.requeueRuns),

  importSample: inProject(async (context, { name }) => {
    const { importPhoto } = await rooms.importPhoto();
    const path = join(dirname(context.selfTestGraph), 'samples', name);
    return importPhoto(context, path, name, context.signal);
  }),
  renamePhoto: inProject(async (...asked) => (await rooms.renamePhoto()).renamePhoto(...asked)),
  setIntrinsics: inProject(async (...asked) => (await rooms.setIntrinsics()).setIntrinsics(...asked)),
  removePhotos: inProject(async (context, { photoIds }) =>
    (await rooms.removePhotos()).removePhotos(context, photoIds),
  ),
  starPhotos: inProject(async (...asked) => (await rooms.starPhotos()).starPhotos(...asked)),

  listTrash: inProject(({ project }) => listTrash(project)),
  restoreTrash: inProject(async (context, { trashIds }) => ({
    restored: await (await rooms.restore()).restoreTrash(context, trashIds),
  })),
  emptyTrash: inProject(async (context, { trashIds }) => {
    const emptied = await (await rooms.emptyTrash()).emptyTrash(context.project, trashIds);
    context.changed();
    return { emptied };
  }),
  takeInFiles: inProject(async (context) => (await rooms.takeInFiles()).takeInFiles(context)),

  estimate: inProject(estimate),
  checkProviders: (host, _nothing, at) =>
    host.inProject(at, async (context) => {
      const { selfTestGraph, signal } = context;
      const checks = await askInference(context, 'checkProviders', { selfTestGraph }, { signal });
      return withAdvice(checks, host.place.dataFolder);
    }),
  openPack: inProject(openAhead),
  retryRun: inProject((context, { runId }) => retryRun(context, runId)),
  cancelRun: inProject(async (context, { runId }) => {
    await cancelRun(context, runId);
    return {};
  }),
  removeRuns: inProject((context, { runIds }) => removeRuns(context, runIds)),

  exportPointCloud: inProject(async (context, { runId, options }) =>
    (await rooms.exportRun()).exportRun(context, runId, { kind: 'point-cloud', options }),
  ),
  exportMesh: inProject(async (context, { runId, options }) =>
    (await rooms.exportRun()).exportRun(context, runId, { kind: 'mesh', options }),
  ),
  exportDepthImage: inProject(async (context, { runId, options }) =>
    (await rooms.exportRun()).exportRun(context, runId, { kind: 'depth-image', options }),
  ),
  cancelExport: inProject(async (context, { exportId }) => {
    (await rooms.exportRun()).cancelExport(context, exportId);
    return {};
  }),
  removeExport: inProject(async (context, { exportId }) =>
    (await rooms.removeExport()).removeExport(context, exportId),
  ),

  packExports: (host, archive, at) =>
    host.inProject(at, async ({ project }) => {
      // One that cannot be fetched is refused here, where a page can say so.
      await (await rooms.archives()).filesOfExports(project, archive);
      return { archiveId: host.archives.note(archive) };
    }),

  compare: inProject(async (...asked) => (await rooms.compare()).compare(...asked)),
  arrangeComparison: inProject(async (...asked) => (await rooms.compare()).arrangeComparison(...asked)),
  removeComparison: inProject(async (context, { comparisonId }) =>
    (await rooms.compare()).removeComparison(context, comparisonId),
  ),
  measureBox: inProject(async (...asked) => (await rooms.compare()).measureBox(...asked)),
  confirmTruth: inProject(async (...asked) => (await rooms.importTruth()).confirmTruth(...asked)),
  removeTruth: inProject(async (context, { truthId }) =>
    (await rooms.importTruth()).removeTruth(context, truthId),
  ),
  runFromTruth: inProject(async (...asked) => (await rooms.importMap()).runFromTruth(...asked)),
  consensus: inProject(async (...asked) => (await rooms.deriveRun()).makeConsensus(...asked)),
  calibrate: inProject(async (...asked) => (await rooms.deriveRun()).makeCalibrated(...asked)),
  mend: inProject(async (...asked) => (await rooms.mendRun()).makeMended(...asked)),
  writeReport: inProject(async (...asked) => (await rooms.writeReport()).keepReport(...asked)),

  importPackFolder: ({ library }, input, at) => library.calls.importPackFolder(input, at.signal),
  readGraph: ({ library }, input, at) => library.calls.readGraph(input, at.signal),
  tryGraph: ({ library }, input, at) => library.calls.tryGraph(input, at.signal),
  makePack: ({ library }, input, at) => library.calls.makePack(input, at.signal),
  describeCheckpoint: ({ library }, input, at) => library.calls.describeCheckpoint(input, at.signal),
  getCheckpoint: ({ library }, input, at) => library.calls.getCheckpoint(input, at.signal),
  startPackUpload: ({ library }, input, at) => library.calls.startPackUpload(input, at.signal),
  finishPackUpload: ({ library }, input, at) => library.calls.finishPackUpload(input, at.signal),
  cancelPackUpload: ({ library }, input, at) => library.calls.cancelPackUpload(input, at.signal),
  startDownload: ({ library }, input, at) => library.calls.startDownload(input, at.signal),
  pauseDownload: ({ library }, input, at) => library.calls.pauseDownload(input, at.signal),
  resumeDownload: ({ library }, input, at) => library.calls.resumeDownload(input, at.signal),
  cancelDownload: ({ library }, input, at) => library.calls.cancelDownload(input, at.signal),
  removePack: ({ library }, input, at) => library.calls.removePack(input, at.signal),
  moveModelsFolder: ({ library }, input, at) => library.calls.moveModelsFolder(input, at.signal),
  cancelLibraryWork: ({ library }, input, at) => library.calls.cancelLibraryWork(input, at.signal),
};

/** A verb that works in the open project. */
function inProject<Input, Output>(
  verb: (context: RunContext, input: Input) => Promise<Output> | Output,
): (host: Host, input: Input, at: At) => Promise<Output> {
  return (host, input, at) => host.inProject(at, (context) => verb(context, input));
}
