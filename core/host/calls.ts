import { dirname, join } from 'node:path';
import type { CallName, CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { arrangeComparison, compare, measureBox, removeComparison } from '../compare/compare.ts';
import { makeCalibrated, makeConsensus } from '../compare/derive-run.ts';
import { runFromTruth } from '../compare/import-map.ts';
import { confirmTruth, removeTruth } from '../compare/import-truth.ts';
import { makeMended } from '../compare/mend-run.ts';
import { keepReport } from '../compare/write-report.ts';
import { filesOfExports } from '../exports/archives.ts';
import { cancelExport, exportRun } from '../exports/export-run.ts';
import { removeExport } from '../exports/remove-export.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { removePhotos } from '../photos/remove-photos.ts';
import { renamePhoto } from '../photos/rename-photo.ts';
import { setIntrinsics } from '../photos/set-intrinsics.ts';
import { starPhotos } from '../photos/star-photos.ts';
import { takeInFiles } from '../photos/take-in-files.ts';
import { emptyTrash } from '../project/trash/empty-trash.ts';
import { listTrash } from '../project/trash/list-trash.ts';
import { restoreTrash } from '../project/trash/restore.ts';
import { estimate } from '../runs/estimate.ts';
import { openAhead } from '../runs/open-ahead.ts';
import { cancelRun } from '../runs/queue.ts';
import { removeRuns } from '../runs/remove-runs.ts';
import { retryRun } from '../runs/retry-run.ts';
import type { RunContext } from '../runs/run-context.ts';
import { askInference } from '../worker/ask-inference.ts';
import { diagnose } from './diagnose.ts';
import type { At, Host } from './host.ts';
import { keepPlaceChoice, readPlaceChoice } from './kept/place.ts';
import { keepView, readView } from './kept-view.ts';
import { PAGE_VERBS } from './page-verbs.ts';

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

  diagnostics: diagnose,

  listPhotos: inProject(PAGE_VERBS.listPhotos),
  listPhotoIds: inProject(PAGE_VERBS.listPhotoIds),
  photoRows: inProject(PAGE_VERBS.photoRows),
  olderRuns: inProject(PAGE_VERBS.olderRuns),
  listExports: inProject(PAGE_VERBS.listExports),
  latestRuns: inProject(PAGE_VERBS.latestRuns),
  runRows: inProject(PAGE_VERBS.runRows),
  cancelQueue: inProject(PAGE_VERBS.cancelQueue),

  importSample: inProject((context, { name }) =>
    importPhoto(context, join(dirname(context.selfTestGraph), 'samples', name), name, context.signal),
  ),
  renamePhoto: inProject(renamePhoto),
  starPhotos: inProject(starPhotos),
  setIntrinsics: inProject(setIntrinsics),
  removePhotos: inProject((context, { photoIds }) => removePhotos(context, photoIds)),

  listTrash: inProject(({ project }) => listTrash(project)),
  restoreTrash: inProject(async (context, { trashIds }) => ({
    restored: await restoreTrash(context, trashIds),
  })),
  emptyTrash: inProject(async (context, { trashIds }) => {
    const emptied = await emptyTrash(context.project, trashIds);
    context.changed();
    return { emptied };
  }),
  takeInFiles: inProject(takeInFiles),

  estimate: inProject(estimate),
  checkProviders: inProject((context) =>
    askInference(
      context,
      'checkProviders',
      { selfTestGraph: context.selfTestGraph },
      { signal: context.signal },
    ),
  ),
  openPack: inProject(openAhead),
  retryRun: inProject((context, { runId }) => retryRun(context, runId)),
  cancelRun: inProject(async (context, { runId }) => {
    await cancelRun(context, runId);
    return {};
  }),
  removeRuns: inProject((context, { runIds }) => removeRuns(context, runIds)),

  exportPointCloud: inProject((context, { runId, options }) =>
    exportRun(context, runId, { kind: 'point-cloud', options }),
  ),
  exportMesh: inProject((context, { runId, options }) =>
    exportRun(context, runId, { kind: 'mesh', options }),
  ),
  exportDepthImage: inProject((context, { runId, options }) =>
    exportRun(context, runId, { kind: 'depth-image', options }),
  ),
  cancelExport: inProject((context, { exportId }) => {
    cancelExport(context, exportId);
    return {};
  }),
  removeExport: inProject((context, { exportId }) => removeExport(context, exportId)),
  packExports: (host, { exportIds }, at) =>
    host.inProject(at, async ({ project }) => {
      // One that cannot be fetched is refused here, where a page can say so.
      await filesOfExports(project, exportIds);
      return { archiveId: host.archives.note(exportIds) };
    }),

  compare: inProject(compare),
  arrangeComparison: inProject(arrangeComparison),
  removeComparison: inProject((context, { comparisonId }) => removeComparison(context, comparisonId)),
  measureBox: inProject(measureBox),
  confirmTruth: inProject(confirmTruth),
  removeTruth: inProject((context, { truthId }) => removeTruth(context, truthId)),
  runFromTruth: inProject(runFromTruth),
  consensus: inProject(makeConsensus),
  calibrate: inProject(makeCalibrated),
  mend: inProject(makeMended),
  writeReport: inProject(keepReport),

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
