import type { CallName, CallOutput, ParsedInput } from '../../contract/api.ts';
import { arrangeComparison, compare, measureBox, removeComparisons } from '../compare/compare.ts';
import { makeCalibrated, makeConsensus } from '../compare/derive-run.ts';
import { confirmTruth, removeTruth } from '../compare/import-truth.ts';
import { keepReport } from '../compare/write-report.ts';
import { cancelExport, exportRun } from '../exports/export-run.ts';
import { removeExport } from '../exports/remove-export.ts';
import { removePhotos } from '../photos/remove-photos.ts';
import { renamePhoto } from '../photos/rename-photo.ts';
import { setIntrinsics } from '../photos/set-intrinsics.ts';
import { estimate } from '../runs/estimate.ts';
import { cancelRun } from '../runs/queue.ts';
import { removeRuns } from '../runs/remove-runs.ts';
import { retryRun } from '../runs/retry-run.ts';
import type { RunContext } from '../runs/run-context.ts';
import { askInference } from '../worker/ask-inference.ts';
import type { At, Host } from './host.ts';

type Calls = {
  readonly [Name in CallName]: (host: Host, input: ParsedInput<Name>, at: At) => Promise<CallOutput<Name>>;
};

/** What is done for each call of the contract; the input was checked by it (core/host/engine.ts). */
export const CALLS: Calls = {
  snapshot: (host) => host.snapshot(),
  openProject: async (host, { folder, create }) => {
    await host.open(folder, { create });
    return host.snapshot();
  },

  renamePhoto: inProject(renamePhoto),
  setIntrinsics: inProject(setIntrinsics),
  removePhotos: inProject(async (context, { photoIds }) => {
    await removePhotos(context, photoIds);
    return {};
  }),

  estimate: inProject(estimate),
  checkProviders: inProject((context) =>
    askInference(
      context,
      'checkProviders',
      { selfTestGraph: context.selfTestGraph },
      { signal: context.signal },
    ),
  ),
  retryRun: inProject((context, { runId }) => retryRun(context, runId)),
  cancelRun: inProject(async (context, { runId }) => {
    await cancelRun(context, runId);
    return {};
  }),
  removeRuns: inProject(async (context, { runIds }) => {
    await removeRuns(context, runIds);
    return {};
  }),

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
  removeExport: inProject(async (context, { exportId }) => {
    await removeExport(context, exportId);
    return {};
  }),

  compare: inProject(compare),
  arrangeComparison: inProject(arrangeComparison),
  removeComparison: inProject(async (context, { comparisonId }) => {
    await removeComparisons(context, [context.project.comparisons.get(comparisonId)]);
    return {};
  }),
  measureBox: inProject(measureBox),
  confirmTruth: inProject(confirmTruth),
  removeTruth: inProject(async (context, { truthId }) => {
    await removeTruth(context, truthId);
    return {};
  }),
  consensus: inProject(makeConsensus),
  calibrate: inProject(makeCalibrated),
  writeReport: inProject(keepReport),

  importPackFolder: ({ library }, input) => library.calls.importPackFolder(input),
  startPackUpload: ({ library }, input) => library.calls.startPackUpload(input),
  finishPackUpload: ({ library }, input) => library.calls.finishPackUpload(input),
  cancelPackUpload: ({ library }, input) => library.calls.cancelPackUpload(input),
  startDownload: ({ library }, input) => library.calls.startDownload(input),
  pauseDownload: ({ library }, input) => library.calls.pauseDownload(input),
  resumeDownload: ({ library }, input) => library.calls.resumeDownload(input),
  cancelDownload: ({ library }, input) => library.calls.cancelDownload(input),
  removePack: ({ library }, input) => library.calls.removePack(input),
  moveModelsFolder: ({ library }, input) => library.calls.moveModelsFolder(input),
  cancelLibraryWork: ({ library }, input) => library.calls.cancelLibraryWork(input),
};

/** A verb that works in the open project. */
function inProject<Input, Output>(
  verb: (context: RunContext, input: Input) => Promise<Output> | Output,
): (host: Host, input: Input, at: At) => Promise<Output> {
  return (host, input, at) => host.inProject(at, (context) => verb(context, input));
}
