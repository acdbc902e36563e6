import type { Progress } from '../../contract/calls/snapshot.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { Project } from './project.ts';

/** What the verbs of the core share: state lives here, inside one engine, and nowhere else. */
export interface Context {
  /** The project that is open now; opening another one replaces it. */
  project: Project;
  readonly engineId: string;
  /** One process for estimates, one for exports: neither waits for the other. Each starts with its first question. */
  readonly inference: WorkerClient;
  readonly exporter: WorkerClient;
  /** A third one for what a person waits for while they look: comparisons, ground truth, reports. */
  readonly comparer: WorkerClient;
  readonly memoryBudgetInBytes: number;
  /** resources/self-test.onnx */
  readonly selfTestGraph: string;
  /** Providers whose self-test ended the worker process: not tried again while this engine lives. */
  readonly brokenProviders: Set<string>;
  /** What the files of each pack looked like when they were last found right, by the pack's hash and folder: the next worker need not read them again. */
  readonly checkedPacks: Map<string, string>;
  /** Stops of runs and exports at work, by id. */
  readonly stops: Map<string, AbortController>;
  /** Tells that a row changed. */
  changed(): void;
  progress(progress: Progress): void;
  /** Tells the queue that there may be something to do. */
  wake(): void;
}
