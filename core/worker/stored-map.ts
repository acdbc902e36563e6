import type { DepthKind, Placement } from '../../contract/depth-map.ts';

/** A run's map or ground truth, as it lies in the project: what the worker process is told of it. */
export interface StoredMap {
  /** Null for ground truth. */
  runId: string | null;
  title: string;
  kind: DepthKind;
  model: StoredPlane;
  placement: Placement;
  /** The same at the size of the stage. */
  view: StoredPlane;
}

interface StoredPlane {
  path: string;
  width: number;
  height: number;
}
