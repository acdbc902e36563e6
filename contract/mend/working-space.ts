import type { DepthKind } from '../depth-map.ts';

/**
 * Values as they are mended: 1 / Z of a metric map, in which a plane of the scene is linear in the pixels (a pinhole camera sees a x + b y + c = 1 / Z) and
 * is therefore kept by every method that keeps what is linear; a map relative in disparity is that already, up to scale and shift. A map relative in depth
 * has an unknown shift, so that its values have no inverse: it is mended as it is. NaN where there is no depth.
 */
export function toWorking(value: number, kind: DepthKind): number {
  if (kind === 'metric') return value > 0 && value < Number.POSITIVE_INFINITY ? 1 / value : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Back to the unit of the map; NaN where a metric one would lie behind the camera. */
export function fromWorking(working: number, kind: DepthKind): number {
  if (kind !== 'metric') return working;
  return working > 0 ? 1 / working : Number.NaN;
}
