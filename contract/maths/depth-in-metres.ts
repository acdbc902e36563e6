import type { DepthKind, DepthMap } from '../depth-map.ts';
import { DepthroomError } from '../errors.ts';
import { finiteRange } from './finite-range.ts';

/** How values of one map become planar depth in metres. `minimum` and `maximum` are of the map at the model's size. */
export type MetricScale =
  | { kind: 'metric' }
  | {
      kind: Exclude<DepthKind, 'metric'>;
      minimum: number;
      maximum: number;
      nearInMetres: number;
      farInMetres: number;
    };

/**
 * The scale that turns values of a map into planar metres. Relative kinds need a stated range: `near` becomes the depth of the map's
 * nearest value, `far` that of its farthest, in metres as the person states them. A metric map needs no range and ignores one. Own rule: a
 * relative map has no metres that could be computed. Throws `bad-input` where the map is relative and the range is missing or not 0 < near
 * < far.
 */
export function metricScale(depth: DepthMap, near: number | undefined, far: number | undefined): MetricScale {
  if (depth.kind === 'metric') return { kind: 'metric' };
  if (near === undefined || far === undefined) {
    const missing =
      near === undefined && far === undefined ? 'neither' : near === undefined ? 'only far' : 'only near';
    throw new DepthroomError(
      'bad-input',
      `A relative depth map has no metres of its own: state the depth of its nearest and farthest point as near and far (--near, --far), of which ${missing} was given, or use a metric pack.`,
    );
  }
  if (!(near > 0 && near < far && Number.isFinite(far))) {
    throw new DepthroomError(
      'bad-input',
      `Near must be positive and smaller than far, but near is ${near} and far is ${far}.`,
    );
  }
  const { minimum, maximum } = finiteRange(depth.values);
  return { kind: depth.kind, minimum, maximum, nearInMetres: near, farInMetres: far };
}

/**
 * Planar depth in metres of one value; NaN where it is not a positive finite depth. The shaders do the same (glsl.ts).
 * With v = (value - minimum) / (maximum - minimum), held within 0..1 because a resampler may overshoot:
 * - `affine-depth`: near + v (far - near);
 * - `affine-disparity`: 1 / (1/far + v (1/near - 1/far)).
 * A map of one single value has v = 0.
 */
export function depthInMetres(value: number, scale: MetricScale): number {
  if (scale.kind === 'metric') return value > 0 && value < Number.POSITIVE_INFINITY ? value : Number.NaN;
  const { minimum, maximum, nearInMetres: near, farInMetres: far } = scale;
  if (!Number.isFinite(value)) return Number.NaN;
  const v = maximum > minimum ? Math.min(1, Math.max(0, (value - minimum) / (maximum - minimum))) : 0;
  return scale.kind === 'affine-depth' ? near + v * (far - near) : 1 / (1 / far + v * (1 / near - 1 / far));
}

/** Turns a whole plane (any size, in the unit of its kind) into planar metres, in place; NaN where a value is no positive finite depth. */
export function convertToMetres(values: Float32Array, scale: MetricScale): void {
  for (let i = 0; i < values.length; i++) values[i] = depthInMetres(values[i], scale);
}
