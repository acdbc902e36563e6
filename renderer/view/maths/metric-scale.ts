import type { DepthKind } from '../../../contract/depth-map.ts';
import { depthInMetres as metresOfShown } from '../../../contract/maths/depth-in-metres.ts';
import { type Mapping, mapped } from '../../../contract/maths/mapping.ts';
import type { StatedPlanes } from '../../state/ranges.ts';

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

/** Planar depth of a raw value in metres, NaN where it is not a positive depth. */
export function depthInMetres(raw: number, scale: MetricScale): number {
  return metresOfShown(mapped(raw, scale.mapping), scale);
}
