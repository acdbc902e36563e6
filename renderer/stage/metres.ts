import type { DepthKind } from '../../contract/depth-map.ts';
import { depthInMetres as metresOfShown } from '../../contract/maths/depth-in-metres.ts';
import { type Mapping, mapped } from '../../contract/maths/mapping.ts';
import type { StatedPlanes } from '../state/ranges.ts';
import type { MapSource } from './things.ts';

/** What turns a raw value of one map into planar depth in metres; relative maps need stated planes. */
export interface MetricScale extends StatedPlanes {
  /** Applied to the raw value first; kind, minimum and maximum are those of what comes out. */
  mapping: Mapping;
  kind: DepthKind;
  minimum: number;
  maximum: number;
}

/** `source` is the map that the values are like once they are mapped. */
export function metricScaleOf(
  { kind, minimum, maximum }: Omit<MapSource, 'view'>,
  mapping: Mapping,
  stated: StatedPlanes,
): MetricScale {
  return { mapping, kind, minimum, maximum, ...stated };
}

/** Planar depth of a raw value in metres, NaN where it is not a positive depth. */
export function depthInMetres(raw: number, scale: MetricScale): number {
  return metresOfShown(mapped(raw, scale.mapping), scale);
}
