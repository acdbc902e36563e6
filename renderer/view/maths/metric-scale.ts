import type { DepthKind } from '../../../contract/depth-map.ts';
import type { Intrinsics } from '../../../contract/photo.ts';
import type { StatedPlanes } from '../../state/ranges.ts';
import { type Mapping, mapped } from './mapping.ts';

/** What turns a value of one map into planar depth in metres; relative maps need stated planes. */
export interface MetricScale {
  /** Applied to the raw value first; kind, minimum and maximum are those of what comes out. */
  mapping: Mapping;
  kind: DepthKind;
  minimum: number;
  maximum: number;
  nearInMetres: number;
  farInMetres: number;
}

/** `source` is the map that the values are like once they are mapped. */
export function metricScaleOf(
  { kind, minimum, maximum }: Pick<MetricScale, 'kind' | 'minimum' | 'maximum'>,
  mapping: Mapping,
  stated: StatedPlanes,
): MetricScale {
  return { mapping, kind, minimum, maximum, ...stated };
}

/**
 * Planar depth of a value in metres, NaN where it is not a positive depth. Relative values lie between the stated planes:
 * linear in depth for `affine-depth`, linear in 1 / depth for `affine-disparity` (as the exports do).
 */
export function depthInMetres(raw: number, scale: MetricScale): number {
  const value = mapped(raw, scale.mapping);
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
