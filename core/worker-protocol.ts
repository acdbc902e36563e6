import type { Failure } from '../contract/errors.ts';
import type { EstimateAnswer, EstimateTask } from './tasks/estimate.ts';
import type { ExportTask } from './tasks/export.ts';

/** What a worker process can be asked to do. One question, one answer, progress between. */
export interface Tasks {
  estimate: { input: EstimateTask; answer: EstimateAnswer };
  export: { input: ExportTask; answer: { bytes: number } };
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

export type Reply =
  | { question: number; progress: { stage: string; fraction: number } }
  | { question: number; answer: Tasks[TaskName]['answer'] }
  | { question: number; failure: Failure };
