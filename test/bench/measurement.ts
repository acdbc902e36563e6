/** What one process measured on one scene. */
export interface Measurement {
  /** From the maps in memory to the last byte handed to the operating system. */
  seconds: number;
  /** Bringing the file to the disk and giving it its name. */
  syncSeconds: number;
  /** Peak of resident memory above what was resident before the work began. */
  extraBytes: number;
  bytes: number;
}

/** The measurement whose total time is the median. */
export function medianOf(measurements: Measurement[]): Measurement {
  const sorted = measurements.toSorted((a, b) => a.seconds - b.seconds);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
