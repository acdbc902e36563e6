/**
 * The relative depth step from which two neighbours of a grid are not connected, in the exports and in the 3D view alike: what was asked
 * for, whatever the grid. 0 cuts nothing.
 */
export function connectionThreshold(edgeCut: number): number {
  return edgeCut === 0 ? Number.POSITIVE_INFINITY : edgeCut;
}

/**
 * The relative depth step from one pixel to the next at which a surface is seen at `degrees`, with the focal length in pixels along them:
 * the step over its depth is 1 / (focal tan(degrees)). Own rule: networks blur the steps of a picture over several pixels, each of them small,
 * and what hangs between both sides like a rubber sheet is seen nearly edge-on.
 */
function steepStep(degrees: number, focal: number): number {
  return degrees === 0 ? Number.POSITIVE_INFINITY : 1 / (focal * Math.tan((degrees * Math.PI) / 180));
}

/**
 * From which relative depth step on neighbours along a row and along a column are not connected: the smaller of the edge cut and the steep step, with the focal lengths in pixels of the
 * grid. Without an edge cut nothing is cut.
 */
export function cutThresholds(
  { edgeCut, edgeAngle }: { edgeCut: number; edgeAngle: number },
  { fx, fy }: { fx: number; fy: number },
): [across: number, down: number] {
  const most = connectionThreshold(edgeCut);
  if (edgeCut === 0) return [most, most];
  return [Math.min(most, steepStep(edgeAngle, fx)), Math.min(most, steepStep(edgeAngle, fy))];
}

/** How many pixels to each side of a steep step are looked at, and how much of its slope they must have where it is a plane's. */
export const PLANE_REACH = 3;
export const PLANE_SHARE = 0.6;

/**
 * Whether a steep step belongs to a plane that is seen at a grazing angle, such as the ground: there disparity, which is linear on planes,
 * goes on changing on both sides as it does at the step, while a blurred step ends after a few pixels. Disparities in any unit: of the step's
 * pixels `from` and `to`, and of those `PLANE_REACH` pixels before and after them.
 */
export function isOnPlane(before: number, from: number, to: number, after: number): boolean {
  const least = PLANE_SHARE * PLANE_REACH * Math.abs(to - from);
  const sign = to > from ? 1 : -1;
  return sign * (from - before) >= least && sign * (after - to) >= least;
}
