import type { Installation } from '../../contract/calls/snapshot.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { DatasetQuestion } from '../compare/benchmark/evaluate-dataset.ts';
import type { PaintedSample, SampleToPaint } from '../compare/benchmark/paint-measured.ts';
import type { TruthFile } from '../compare/import-truth.ts';
import type { MeasuredFrame } from '../compare/sequence.ts';
import type { ReportWriting } from '../compare/write-report.ts';
import { personUmask } from '../disk/private-folder.ts';
import { filesOfExports } from '../exports/archives.ts';
import type { Writing } from '../exports/export-run.ts';
import { findExport } from '../exports/find-export.ts';
import type { ArchivedFile } from '../formats/zip/stream-zip.ts';
import { isQueuePaused } from '../project/queue/order.ts';
import { countUnknownFiles } from '../project/unknown-files.ts';
import { unreadableRows } from '../project/unreadable.ts';
import { type FoundRun, findOrQueue, type WantedRun } from '../runs/find-or-queue.ts';
import { type FinishedRun, finishedRuns } from '../runs/finished-runs.ts';
import { type PlannedRun, planRuns } from '../runs/plan-runs.ts';
import { whenRunEnded } from '../runs/when-run-ended.ts';
import type { Flicker, FrameLine } from '../worker/sequence-task.ts';
import { takeInstallation } from './changes.ts';
import type { At, Host } from './host.ts';

/** What only this program may ask for, since it speaks of paths of this machine or hands bytes over. */
export interface LocalVerbs {
  importPhoto: { input: { path: string; name: string }; output: Photo };
  importTruth: { input: TruthFile; output: Truth };
  /** Makes a run of a depth map in a file. */
  importMap: { input: TruthFile; output: Run };
  /** Keeps a coarse map of a .npy; answers with the `prior` option that names it. */
  importPrior: { input: { path: string }; output: string };
  /** Where an upload may be written before it is imported. */
  temporaryPath: { input: Record<never, never>; output: string };
  /** What a person is to be told of the project that is open; how many files in its trash no row speaks of, and how many rows were
   * left out so far since they cannot be read. */
  projectNotes: {
    input: Record<never, never>;
    output: { notes: string[]; unknownFiles: number; unreadableRows: number; isQueuePaused: boolean };
  };
  /** What is installed, whether a project is open or not. */
  readInstallation: { input: Record<never, never>; output: Installation };
  /** Where a kept file lies; null if there is none. */
  findFile: { input: { address: string }; output: { path: string; type: string; bytes: number } | null };
  /** Where a finished export lies; null if there is none. */
  findExport: { input: { exportId: string }; output: { path: string; fileName: string } | null };
  /** The files of an archive that a page asked for, and its name; null where none was asked for by that id. */
  findArchive: { input: { archiveId: string }; output: { fileName: string; files: ArchivedFile[] } | null };
  /** A finished run of a photo with this very pack and these options, one that is on its way, or a new one in the queue. */
  findOrQueue: { input: WantedRun; output: FoundRun };
  /** Every finished run with its photo, of one pack where that is said, in the order in which they ended. */
  finishedRuns: { input: { packId: string | undefined }; output: FinishedRun[] };
  /** What runs of packs with these options would be, whatever the photo. */
  planRuns: { input: { packIds: readonly string[]; options: RunOptions }; output: PlannedRun[] };
  /** Answers with the run once it has ended. Throws `cancelled` where the project is closed, or the wait called off, before. */
  whenRunEnded: { input: { runId: string }; output: Run };
  /** Writes a file of a finished run to any place. */
  writeExportTo: { input: Writing; output: { bytes: number; notes: string[] } };
  /** Writes a comparison to any place. */
  writeReportTo: { input: ReportWriting; output: { bytes: number } };
  /** Measures packs on the samples of a dataset; every row is handed over as it is there. */
  evaluateDataset: { input: DatasetQuestion; output: Record<never, never> };
  /** Pictures of a sample that was measured. */
  paintSample: { input: SampleToPaint; output: PaintedSample };
  /** What lays the map of a frame over that of the first one. */
  alignFrame: { input: { runId: string; referenceRunId: string }; output: FrameLine };
  /** How much depth changes between two frames where their photos do not. */
  measureFlicker: { input: { before: MeasuredFrame; after: MeasuredFrame }; output: Flicker };
  /** Uses a pack folder in place; answers with its id. */
  addPackFolder: { input: { folder: string }; output: string };
  /** One file of a pack that a page sends; see startPackUpload. */
  receivePackFile: {
    input: { uploadId: string; name: string; body: AsyncIterable<Uint8Array> };
    output: Record<never, never>;
  };
  /** Answers with the id of the installed pack once a download has ended. Throws `cancelled` where it was paused. */
  whenDownloaded: { input: { downloadId: string }; output: string };
}

export type LocalName = keyof LocalVerbs;
export type LocalInput<Name extends LocalName> = LocalVerbs[Name]['input'];
export type LocalOutput<Name extends LocalName> = LocalVerbs[Name]['output'];

type Performed = {
  readonly [Name in LocalName]: (host: Host, input: LocalInput<Name>, at: At) => Promise<LocalOutput<Name>>;
};

export const LOCAL_VERBS: Performed = {
  importPhoto: (host, { path, name }, at) =>
    host.inProject(at, async (context) =>
      (await import('../photos/import-photo.ts')).importPhoto(context, path, name, at.signal),
    ),
  importTruth: (host, file, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/import-truth.ts')).importTruth(context, file),
    ),
  importMap: (host, file, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/import-map.ts')).importMap(context, file),
    ),
  importPrior: (host, { path }, at) =>
    host.inProject(at, async (context) =>
      (await import('../runs/import-prior.ts')).importPrior(context, path),
    ),
  temporaryPath: (host, _nothing, at) => host.inProject(at, ({ project }) => project.files.temporary()),
  projectNotes: async (host, _nothing, at) => ({
    notes: await host.notes(),
    unknownFiles: await host.inProject(at, ({ project }) => countUnknownFiles(project.folder)),
    unreadableRows: await host.inProject(at, ({ project }) => unreadableRows(project.database).length),
    isQueuePaused: await host.inProject(at, ({ project }) => isQueuePaused(project.database)),
  }),
  readInstallation: ({ library }) => takeInstallation(library, []),
  findFile: (host, { address }, at) =>
    host.inProject(at, ({ project: { files } }) => {
      const found = files.find(address);
      return found && { ...found, path: files.pathOf(address) };
    }),
  findExport: (host, { exportId }, at) => host.inProject(at, ({ project }) => findExport(project, exportId)),
  findArchive: async (host, { archiveId }, at) => {
    const archive = host.archives.find(archiveId);
    return archive && host.inProject(at, ({ project }) => filesOfExports(project, archive));
  },
  findOrQueue: (host, wanted, at) => host.inProject(at, (context) => findOrQueue(context, wanted)),
  finishedRuns: (host, { packId }, at) => host.inProject(at, ({ project }) => finishedRuns(project, packId)),
  planRuns: (host, { packIds, options }, at) =>
    host.inProject(at, (context) => planRuns(context, packIds, options)),
  whenRunEnded: (host, { runId }, at) =>
    host.inProject(at, (context) => whenRunEnded(context, runId, at.report)),
  writeExportTo: (host, writing, at) =>
    host.inProject(at, async (context) => {
      const report = (stage: string, fraction: number) =>
        at.report?.({ id: writing.run.id, stage, fraction, secondsLeft: null });
      return (await import('../exports/export-run.ts')).writeExport(
        context,
        { ...writing, umask: personUmask() },
        { signal: context.signal, report },
      );
    }),
  writeReportTo: (host, writing, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/write-report.ts')).writeReport(
        context,
        { ...writing, umask: personUmask() },
        context.signal,
      ),
    ),
  evaluateDataset: async (host, question, at) => {
    await host.inProject(at, async (context) =>
      (await import('../compare/benchmark/evaluate-dataset.ts')).evaluateDataset(context, question),
    );
    return {};
  },
  paintSample: (host, sample, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/benchmark/paint-measured.ts')).paintMeasured(context, sample),
    ),
  alignFrame: (host, asked, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/sequence.ts')).alignFrame(context, asked, at.signal),
    ),
  measureFlicker: (host, asked, at) =>
    host.inProject(at, async (context) =>
      (await import('../compare/sequence.ts')).measureFlicker(context, asked, at.signal),
    ),
  addPackFolder: ({ library }, { folder }) => library.packs.addFolder(folder),
  receivePackFile: async ({ library }, { uploadId, name, body }) => {
    await library.receivePackFile(uploadId, name, body);
    return {};
  },
  whenDownloaded: ({ library }, { downloadId }) => library.whenDownloaded(downloadId),
};
