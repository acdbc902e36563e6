import type { DepthKind } from '../../../contract/depth-map.ts';
import { depthInMetres as metresOf } from '../../../contract/maths/depth-in-metres.ts';
import type { StatedPlanes } from '../../state/ranges.ts';

/** What turns a raw value of one map into planar depth in metres; relative maps need stated planes. No alignment has a say in it. */
export interface MetricScale {
  kind: DepthKind;
  minimum: number;
  maximum: number;
  nearInMetres: number;
  farInMetres: number;
}

export function metricScaleOf(
  { kind, minimum, maximum }: Pick<MetricScale, 'kind' | 'minimum' | 'maximum'>,
  stated: StatedPlanes,
): MetricScale {
  return { kind, minimum, maximum, ...stated };
}

/** Planar depth of a raw value in metres, NaN where it is not a positive depth. */
export function depthInMetres(raw: number, scale: MetricScale): number {
  return metresOf(raw, scale);
}
