import type { DepthKind } from '../../contract/depth-map.ts';
import type { Intrinsics } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import type { StatedPlanes } from '../state/ranges.ts';

/** What turns a value of one map into planar depth in metres; relative maps need stated planes. */
export interface MetricScale {
  kind: DepthKind;
  minimum: number;
  maximum: number;
  nearInMetres: number;
  farInMetres: number;
}

export function metricScaleOf(result: Result, stated: StatedPlanes): MetricScale {
  return { kind: result.kind, minimum: result.minimum, maximum: result.maximum, ...stated };
}

/**
 * Planar depth of a value in metres, NaN where it is not a positive depth. Relative values lie between the stated planes:
 * linear in depth for `affine-depth`, linear in 1 / depth for `affine-disparity` (as the exports do).
 */
export function depthInMetres(value: number, scale: MetricScale): number {
  if (!Number.isFinite(value)) return Number.NaN;
  if (scale.kind === 'metric') return value > 0 ? value : Number.NaN;
  const { minimum, maximum, nearInMetres: near, farInMetres: far } = scale;
  const place = maximum > minimum ? Math.min(1, Math.max(0, (value - minimum) / (maximum - minimum))) : 0;
  if (scale.kind === 'affine-depth') return near + place * (far - near);
  return 1 / (1 / far + place * (1 / near - 1 / far));
}

/** Point in camera axes (x right, y down, z forward, metres) of a photo point at a planar depth; pinhole, no distortion. */
export function pointInCamera(
  x: number,
  y: number,
  depth: number,
  camera: Intrinsics,
): [number, number, number] {
  return [((x - camera.cx) / camera.fx) * depth, ((y - camera.cy) / camera.fy) * depth, depth];
}
