import type { DepthKind, Placement } from '../../contract/depth-map.ts';
import type { Pack } from '../../contract/pack.ts';
import type { Result, Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { ProviderFindings, ProviderKnowledge } from './provider-knowledge.ts';

/** A stored depth map at its model's size. */
export interface StoredDepth {
  kind: DepthKind;
  path: string;
  width: number;
  height: number;
  placement: Placement;
}

export interface EstimateTask {
  photoPath: string;
  /** The photo of the run that comes next, to be decoded meanwhile; left out where there is none. */
  nextPhotoPath?: string | undefined;
  pack: Pack;
  packFolder: string;
  packHash: string;
  checkedStamp: string | null;
  options: RunOptions;
  prior: StoredDepth | null;
  provider: string;
  /** What earlier runs taught of the providers; left out: nothing. */
  known?: ProviderKnowledge;
  /** Planes are written below this folder; the engine keeps them by their content. */
  temporaryFolder: string;
  /** Graphs stay open after the run while their weights together take less than this. */
  memoryBudgetInBytes: number;
  selfTestGraph: string;
  brokenProviders: readonly string[];
}

/** A result whose planes are still temporary files: `file` is a path. */
export interface EstimateAnswer {
  result: Result;
  packStamp: string;
  provider: string;
  providerReason: string;
  stages: Run['stages'];
  peakMemoryBytes: number;
  deviceMemoryBytes: number | null;
  notes: string[];
  findings: ProviderFindings;
}
