import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Background } from '../disk/background.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { ProviderFindings, ProviderKnowledge } from '../worker/provider-knowledge.ts';
import type { Project } from './project.ts';

/** What the verbs of the core share while one project is open: made with it, and of no use after it was closed. */
export interface Context {
  readonly project: Project;
  /** Names this opening of the project: what it queues is its own (core/project/presence.ts). */
  readonly engineId: string;
  /**
   * One process for estimates, one for exports: neither waits for the other. Each starts with its first question. A command that does one
   * thing has one for all (core/host/engine.ts).
   */
  readonly inference: WorkerClient;
  readonly exporter: WorkerClient;
  /** A third one for what a person waits for while they look: comparisons, ground truth, reports. */
  readonly comparer: WorkerClient;
  /** A fourth one reads photos as they come in: their files may come from anybody. */
  readonly reader: WorkerClient;
  readonly memoryBudgetInBytes: number;
  /** resources/self-test.onnx */
  readonly selfTestGraph: string;
  /** Providers that ended the worker process: not tried again while this engine lives, unless one is asked for by name. */
  readonly brokenProviders: Set<string>;
  /** What the files of each pack looked like when they were last found right (core/library/packs/checked-packs.ts), remembered across processes. */
  readonly checkedPacks: {
    get(place: string): Promise<string | null>;
    set(place: string, stamp: string): Promise<void>;
  };
  /** What runs taught of this machine's execution providers (core/worker/provider-knowledge.ts), remembered across processes. */
  readonly providerHistory: {
    known(packHash: string, work: string): Promise<ProviderKnowledge>;
    note(packHash: string, work: string, findings: ProviderFindings): Promise<void>;
  };
  /** Stops of runs and exports at work, by id. */
  readonly stops: Map<string, AbortController>;
  /** Timers, and what nobody waits for; ends with the project. */
  readonly background: Background;
  /** Says stop to what is asked for now: aborted by who called, or when the project is closed. */
  readonly signal: AbortSignal;
  /** Why nothing of the project is written any more: its database is gone or damaged. Null while it is as it was opened. */
  lost(): Error | null;
  /** Tells that a row changed. */
  changed(): void;
  /** Hears of every change of a row, here or by another process. Answers with what ends that. */
  onChange(listener: () => void): () => void;
  /** Hears how far any work of this project is. Answers with what ends that. */
  onProgress(listener: (progress: Progress) => void): () => void;
  progress(progress: Progress): void;
  /** Tells the queue that there may be something to do. */
  wake(): void;
}
