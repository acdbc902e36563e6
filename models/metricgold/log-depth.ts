/** The range of a log-depth map, in metres. */
export interface LogRange {
  min: number;
  max: number;
}

/** u = ln(d / min) / ln(max / min), held to 0..1 (MetricGold, arXiv 2411.10886, section 3). */
export function unitFromMetres(metres: number, { min, max }: LogRange): number {
  return Math.min(Math.max(Math.log(metres / min) / Math.log(max / min), 0), 1);
}

/** d = min (max / min)^u: the inverse. */
export function metresFromUnit(unit: number, { min, max }: LogRange): number {
  return min * (max / min) ** unit;
}
