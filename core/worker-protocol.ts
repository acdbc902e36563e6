import type { BoxStatistics } from '../contract/comparison.ts';
import type { Failure } from '../contract/errors.ts';
import type { ProviderCheck } from '../contract/provider.ts';
import type { CheckProvidersTask } from './tasks/check-providers.ts';
import type { CompareAnswer, CompareTask, MeasureBoxTask } from './tasks/compare.ts';
import type { CalibrateAnswer, CalibrateTask, ConsensusAnswer, ConsensusTask } from './tasks/derive.ts';
import type { EstimateAnswer, EstimateTask } from './tasks/estimate.ts';
import type { ExportTask } from './tasks/export.ts';
import type { ReportTask } from './tasks/report.ts';
import type { TruthAnswer, TruthTask } from './tasks/truth.ts';

/** What a worker process can be asked to do. One question, one answer, progress between. */
export interface Tasks {
  estimate: { input: EstimateTask; answer: EstimateAnswer };
  checkProviders: { input: CheckProvidersTask; answer: ProviderCheck[] };
  export: { input: ExportTask; answer: { bytes: number } };
  compare: { input: CompareTask; answer: CompareAnswer };
  measureBox: { input: MeasureBoxTask; answer: BoxStatistics[] };
  consensus: { input: ConsensusTask; answer: ConsensusAnswer };
  calibrate: { input: CalibrateTask; answer: CalibrateAnswer };
  readTruth: { input: TruthTask; answer: TruthAnswer };
  report: { input: ReportTask; answer: { bytes: number } };
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
  /** The execution provider that is being tried for the first time right now. */
  testing?: string;
}
/** How a task says how far it is. */
export type Report = (stage: string, fraction: number, testing?: string) => void;

export type Reply =
  | { question: number; progress: ReportedProgress }
  | { question: number; answer: Tasks[TaskName]['answer'] }
  | { question: number; failure: Failure };
