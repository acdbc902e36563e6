/**
 * A surface that lies deeper by this many pixel footprints (depth over focal length) from one pixel to the next is seen at
 * less than 6 degrees: nearer to grazing than any map resolves.
 */
const GRAZING_FOOTPRINTS = 10;

/**
 * The relative depth step from which two neighbours of a grid are not connected, in the exports and in the 3D view alike. `fx` and `fy` are
 * the focal lengths in pixels of that grid. On coarse grids a plain threshold would cut floors, whose steps grow with the pixel's
 * footprint: the step must also be a grazing one on this grid. 0 cuts nothing.
 */
export function connectionThreshold(edgeCut: number, { fx, fy }: { fx: number; fy: number }): number {
  if (edgeCut === 0) return Number.POSITIVE_INFINITY;
  return Math.max(edgeCut, GRAZING_FOOTPRINTS / Math.min(fx, fy));
}
