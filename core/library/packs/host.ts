import type { Progress } from '../../../contract/calls/snapshot.ts';
import type { Background } from '../../disk/background.ts';
import type { FreeBytes } from '../../disk/disk-space.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { CheckedPacks } from './checked-packs.ts';
import type { ModelsFolderSetting } from './models-folder.ts';
import type { PackLibrary } from './pack-library.ts';

/** What the verbs of the library share. */
export interface LibraryHost {
  readonly dataFolder: string;
  readonly packs: PackLibrary;
  readonly ports: LibraryPorts;
  /** What nobody waits for; it ends with the library. */
  readonly background: Background;
  modelsFolder(): Promise<ModelsFolderSetting>;
  /** The models folder, to write to. Throws `not-found` with its problem where it has one. */
  usableFolder(): Promise<string>;
  /** Runs that are queued or at work. */
  openRuns(): readonly { id: string; packId: string }[];
  /** Tells that what the snapshot says of the library changed. */
  changed(): void;
  progress(progress: Progress): void;
  /** Folders of graphs without weights: those that come with Depthroom, and the person's own. */
  readonly graphFolders: readonly string[];
  readonly checkedPacks?: CheckedPacks | undefined;
  /** resources/self-test.onnx */
  readonly selfTestGraph: string;
  /** resources/samples/trial.jpg */
  readonly trialPhoto: string;
  /** Asks a worker process of its own, which ends with the work: trying a pack never waits for the queue, nor stops it. */
  withWorker<Result>(work: (worker: WorkerClient) => Promise<Result>): Promise<Result>;
}

/** What the library uses of the world beside files: handed in, so that tests can have a full disk and short waits. */
export interface LibraryPorts {
  freeBytes: FreeBytes;
  /** Whether two existing folders are on one disk, so that a rename is enough. */
  isSameDisk(a: string, b: string): Promise<boolean>;
  /** How long a download waits for the next piece before it tries again. */
  stallMs: number;
  /** Wait before the first new attempt of a download; it doubles each time. */
  retryMs: number;
  /** What the person's environment says of the hub: `HF_ENDPOINT`, `HF_TOKEN`. */
  environment: Readonly<Record<string, string | undefined>>;
}
