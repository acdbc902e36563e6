import { peakMemoryInBytes, resetPeakMemory } from '../../core/tasks/peak-memory.ts';
import type { Measurement } from './measurement.ts';

/**
 * Measures a piece of work and prints the measurement. `work` answers with the bytes of what it wrote and may say when the last byte
 * was handed to the operating system; what follows counts as bringing it to the disk.
 */
export async function measured(work: (written: () => void) => Promise<number> | number): Promise<void> {
  // What reading the inputs left over must neither count nor be there to be used again.
  globalThis.gc?.();
  // Held against the whole process and not against what was resident before: memory that the inputs left over, and the work took again, would
  // make the peak too small, and once made it negative.
  const inputs = process.memoryUsage().arrayBuffers;
  resetPeakMemory();
  const cpu = process.cpuUsage();
  const start = performance.now();
  let written = 0;
  let used = cpu;
  const bytes = await work(() => {
    written = performance.now();
    used = process.cpuUsage(cpu);
  });
  const end = performance.now();
  if (written === 0) {
    written = end;
    used = process.cpuUsage(cpu);
  }
  const measurement: Measurement = {
    seconds: (written - start) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    syncSeconds: (end - written) / 1000,
    extraBytes: peakMemoryInBytes() - inputs,
    bytes,
  };
  console.log(JSON.stringify(measurement));
}
