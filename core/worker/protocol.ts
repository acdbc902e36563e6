import type { BoxStatistics } from '../../contract/compare/comparison.ts';
import type { Failure } from '../../contract/errors.ts';
import type { ProviderCheck } from '../../contract/provider.ts';
import type { BenchmarkAnswer, BenchmarkTask, CutPhotoTask } from './benchmark-task.ts';
import type { CheckDatabaseAnswer, CheckDatabaseTask } from './check-database-task.ts';
import type { CheckProvidersTask } from './check-providers-task.ts';
import type { CompareAnswer, CompareTask, MeasureBoxTask } from './compare-task.ts';
import type { CalibrateAnswer, CalibrateTask, ConsensusAnswer, ConsensusTask } from './derive-task.ts';
import type { EmbedPromptAnswer, EmbedPromptTask } from './embed-prompt-task.ts';
import type { EstimateAnswer, EstimateTask } from './estimate-task.ts';
import type { ExportTask } from './export-task.ts';
import type { ReadMapAnswer, ReadMapTask } from './map-task.ts';
import type { MendAnswer, MendTask } from './mend-task.ts';
import type { OpenPackAnswer, OpenPackTask } from './open-pack-task.ts';
import type { InspectPhotoTask, PhotoFacts, ReadPhotoAnswer, ReadPhotoTask } from './photo-task.ts';
import type { ReportTask } from './report-task.ts';
import type { AlignFrameTask, Flicker, FlickerTask, FrameLine } from './sequence-task.ts';
import type { TruthAnswer, TruthTask } from './truth-task.ts';

/** What a worker process can be asked to do. One question, one answer, progress between. */
export interface Tasks {
  estimate: { input: EstimateTask; answer: EstimateAnswer };
  checkProviders: { input: CheckProvidersTask; answer: ProviderCheck[] };
  openPack: { input: OpenPackTask; answer: OpenPackAnswer };
  embedPrompt: { input: EmbedPromptTask; answer: EmbedPromptAnswer };
  export: { input: ExportTask; answer: { bytes: number; notes: string[] } };
  compare: { input: CompareTask; answer: CompareAnswer };
  measureBox: { input: MeasureBoxTask; answer: BoxStatistics[] };
  consensus: { input: ConsensusTask; answer: ConsensusAnswer };
  calibrate: { input: CalibrateTask; answer: CalibrateAnswer };
  alignFrame: { input: AlignFrameTask; answer: FrameLine };
  flicker: { input: FlickerTask; answer: Flicker };
  mend: { input: MendTask; answer: MendAnswer };
  readMap: { input: ReadMapTask; answer: ReadMapAnswer };
  readTruth: { input: TruthTask; answer: TruthAnswer };
  benchmark: { input: BenchmarkTask; answer: BenchmarkAnswer };
  cutPhoto: { input: CutPhotoTask; answer: { isCut: boolean } };
  checkDatabase: { input: CheckDatabaseTask; answer: CheckDatabaseAnswer };
  report: { input: ReportTask; answer: { bytes: number } };
  readPhoto: { input: ReadPhotoTask; answer: ReadPhotoAnswer };
  inspectPhoto: { input: InspectPhotoTask; answer: PhotoFacts };
}
export type TaskName = keyof Tasks;

export interface Question<Name extends TaskName = TaskName> {
  question: number;
  task: Name;
  input: Tasks[Name]['input'];
}

/** Asks a task that can stop by itself to do so; one inside onnxruntime cannot, and is stopped with its process. */
export interface StopQuestion {
  stop: number;
}

export interface ReportedProgress {
  stage: string;
  fraction: number;
  /** The execution provider, other than the CPU, that is being tried for the first time or is at work right now. */
  testing?: string;
}
export type Reply =
  | { question: number; progress: ReportedProgress }
  | { question: number; answer: Tasks[TaskName]['answer'] }
  /** `mistake`: what was thrown, where nobody foresaw it; for the log. */
  | { question: number; failure: Failure; mistake?: { message: string; stack: string } };
