import { depthInMetres, type MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import type { Intrinsics } from '../../../contract/photo.ts';
import type { Vector } from '../../state/camera.ts';

/** A depth map as it was read, and the photo that it belongs to. */
export interface ReadMap {
  width: number;
  height: number;
  values: Float32Array;
  photo: { width: number; height: number; intrinsics: Intrinsics };
}

/** The raw value of the pixel under a photo point; NaN outside of the photo. */
export function valueAt(map: ReadMap, x: number, y: number): number {
  const { width, height, photo } = map;
  if (x < 0 || y < 0 || x >= photo.width || y >= photo.height) return Number.NaN;
  const column = Math.min(width - 1, Math.floor((x * width) / photo.width));
  const row = Math.min(height - 1, Math.floor((y * height) / photo.height));
  return map.values[row * width + column];
}

const STEPS = 1200;

/**
 * The photo point whose depth is first met by a ray (origin and direction in the viewer's axes), or null. The ray is
 * followed in even steps of inverse depth, as the photo's camera sees it, and the crossing is halved until it is sharp.
 */
export function photoPointOnRay(
  map: ReadMap,
  scale: MetricScale,
  depths: { nearest: number; farthest: number },
  origin: Vector,
  direction: Vector,
): { x: number; y: number } | null {
  const { fx, fy, cx, cy } = map.photo.intrinsics;
  const at = { x: 0, y: 0, gap: Number.NaN };
  /** How far behind the surface the ray is at parameter t; NaN where there is no surface. */
  const look = (t: number): number => {
    const z = -(origin[2] + direction[2] * t);
    if (z <= 0) return Number.NaN;
    at.x = ((origin[0] + direction[0] * t) / z) * fx + cx;
    at.y = (-(origin[1] + direction[1] * t) / z) * fy + cy;
    at.gap = z - depthInMetres(valueAt(map, at.x, at.y), scale);
    return at.gap;
  };
  const range = rangeOfRay(depths, origin, direction);
  if (!range) return null;
  let before = Number.NaN;
  let tBefore = range.from;
  for (let step = 0; step <= STEPS; step++) {
    // Even steps of 1 / (1 + t): small near the person, large far away.
    const share = step / STEPS;
    const t = 1 / ((1 - share) / (range.from + range.unit) + share / (range.to + range.unit)) - range.unit;
    const gap = look(t);
    if (before * gap <= 0) return halved(look, at, tBefore, t, before);
    before = gap;
    tBefore = t;
  }
  return null;
}

function halved(
  look: (t: number) => number,
  at: { x: number; y: number },
  from: number,
  to: number,
  gapAtFrom: number,
): { x: number; y: number } {
  let [a, b] = [from, to];
  for (let i = 0; i < 24; i++) {
    const middle = (a + b) / 2;
    const gap = look(middle);
    if (Number.isNaN(gap) || gap * gapAtFrom <= 0) b = middle;
    else a = middle;
  }
  look(a);
  return { x: at.x, y: at.y };
}

/** Where a ray may meet the scene: from the person to beyond its farthest depth. */
function rangeOfRay(
  depths: { nearest: number; farthest: number },
  origin: Vector,
  direction: Vector,
): { from: number; to: number; unit: number } | null {
  const reach = Math.hypot(...origin) + depths.farthest * 4;
  // Between the planes of the nearest and the farthest depth, where the ray crosses them.
  let [from, to] = [0, reach];
  if (Math.abs(direction[2]) > 1e-9) {
    const t1 = (-depths.nearest * 0.98 - origin[2]) / direction[2];
    const t2 = (-depths.farthest * 1.02 - origin[2]) / direction[2];
    from = Math.max(from, Math.min(t1, t2));
    to = Math.min(to, Math.max(t1, t2));
  }
  return to > from ? { from, to, unit: depths.nearest } : null;
}
