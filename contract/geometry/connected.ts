/** Bits of a pixel: it is not connected to the one right of it, or to the one below. */
export const SIDE = { right: 1, below: 2 } as const;

/**
 * Whether two neighbouring planar depths, in any one unit, belong to one surface: they differ by at most `threshold` (a share) of the
 * nearer one. False where one is missing. The opposite of `isStep` but for holes.
 */
export function isConnected(a: number, b: number, threshold: number): boolean {
  return Math.abs(a - b) <= threshold * Math.min(a, b);
}
