/** What one process measured on one scene. */
export interface Measurement {
  /** From the maps in memory to the last byte handed to the operating system. */
  seconds: number;
  /** Processor time of all threads in the same span. */
  cpuSeconds: number;
  /** Bringing the file to the disk and giving it its name. */
  syncSeconds: number;
  /** Peak of resident memory of the whole process, less the maps it was given. */
  extraBytes: number;
  bytes: number;
}

/** The run that other programs disturbed least. */
export function fastestOf(measurements: Measurement[]): Measurement {
  return measurements.reduce((best, other) => (other.seconds < best.seconds ? other : best));
}
