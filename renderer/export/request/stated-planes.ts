import type { StatedPlanes } from '../../state/ranges.ts';

/** The planes, in metres, after a person changed one; null where far would not lie behind near, or near not before the camera. */
export function changedPlanes(planes: StatedPlanes, change: Partial<StatedPlanes>): StatedPlanes | null {
  const next = { ...planes, ...change };
  return next.nearInMetres > 0 && next.farInMetres > next.nearInMetres ? next : null;
}
