/** The range of a log-depth map, in metres. */
export interface LogRange {
  min: number;
  max: number;
}

/** u = ln(d / min) / ln(max / min), held to 0..1 (MetricGold, arXiv 2411.10886, section 3): planar metres in, 0 near to 1 far out. */
export function unitFromMetres(metres: number, { min, max }: LogRange): number {
  return Math.min(Math.max(Math.log(metres / min) / Math.log(max / min), 0), 1);
}

/**
 * d = min (max / min)^u, the inverse of `unitFromMetres` (MetricGold, arXiv 2411.10886, section 3): 0 near to 1 far in, planar metres out.
 */
export function metresFromUnit(unit: number, { min, max }: LogRange): number {
  return min * (max / min) ** unit;
}
