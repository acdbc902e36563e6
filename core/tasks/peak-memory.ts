import { readFileSync, writeFileSync } from 'node:fs';

/** Starts a new measurement where the system can (Linux: clears the high-water mark of this process). */
export function resetPeakMemory(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not permitted in some containers: the peak then counts from the start of the process.
  }
}

/** Largest resident memory in bytes since the reset; elsewhere than on Linux since the start of the process. */
export function peakMemoryInBytes(): number {
  if (process.platform === 'linux') {
    try {
      const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
      if (found) return Number(found[1]) * 1024;
    } catch {
      // Fall through to the portable figure.
    }
  }
  return process.resourceUsage().maxRSS * 1024;
}
