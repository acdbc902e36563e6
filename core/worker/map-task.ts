import type { Result } from '../../contract/run.ts';
import type { TruthTask } from './truth-task.ts';

/** A depth map in a file, to be read as a run of a photo: the same question as about ground truth. */
export type ReadMapTask = TruthTask;

export interface ReadMapAnswer {
  /** Its planes are still paths. */
  result: Result;
  format: string;
  reasons: string[];
  notes: string[];
}
