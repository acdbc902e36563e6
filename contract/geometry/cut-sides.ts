import { cutThresholds, isOnPlane, PLANE_REACH } from '../maths/edge-cut.ts';
import type { Size } from '../schemas.ts';
import { SIDE } from './connected.ts';

/** Where neighbours are not connected. */
export interface CutSides {
  /** height x width bytes with the bits of `SIDE`. */
  sides: Uint8Array;
  /** How many sides that cuts, and how many were kept, as far apart or as steep as they are, since they lie on a plane. */
  cut: number;
  keptOnPlanes: number;
}

/** What is cut: relative depth steps larger than a share, and what is seen at less than so many degrees; 0 is none of either. */
export interface CutRule {
  edgeCut: number;
  edgeAngle: number;
}

/**
 * Finds the sides between valid neighbours of a planar depth map (height x width, row by row, any unit) that cut a surface: where depth jumps by
 * more than `edgeCut` of the nearer one, or the surface is seen at less than `edgeAngle` degrees (`steepStep`), unless that lies on a plane
 * (`isOnPlane`), as on a coarse grid much does. Without an edge cut nothing is. `focal` is in pixels of the map. Beside the picture's
 * border a plane may go on.
 */
export function cutSides(
  depth: Float32Array,
  grid: Size,
  focal: { fx: number; fy: number },
  rule: CutRule,
): CutSides {
  const found: CutSides = { sides: new Uint8Array(depth.length), cut: 0, keptOnPlanes: 0 };
  if (rule.edgeCut === 0) return found;
  const { width, height } = grid;
  const [across, down] = cutThresholds(rule, focal);
  markAlong(depth, width, height, 1, width, across, SIDE.right, found);
  markAlong(depth, height, width, width, 1, down, SIDE.below, found);
  return found;
}

/** Marks along lines of `length` pixels that lie `step` apart in the plane; the `lines` of them begin `stride` apart. */
function markAlong(
  depth: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  threshold: number,
  bit: number,
  found: CutSides,
): void {
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    for (let i = 0, p = start; i + 1 < length; i++, p += step) {
      const a = depth[p];
      const b = depth[p + step];
      // Holes are no sides, and nearly all sides are none that is steep.
      if (!(Math.abs(a - b) > threshold * Math.min(a, b))) continue;
      const from = 1 / a;
      const to = 1 / b;
      const reach = PLANE_REACH * (to - from);
      const before = i >= PLANE_REACH ? 1 / depth[p - PLANE_REACH * step] : from - reach;
      const after = i + 1 + PLANE_REACH < length ? 1 / depth[p + (1 + PLANE_REACH) * step] : to + reach;
      if (isOnPlane(before, from, to, after)) found.keptOnPlanes++;
      else {
        found.sides[p] |= bit;
        found.cut++;
      }
    }
  }
}
