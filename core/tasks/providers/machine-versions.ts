import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { runtimeVersion } from '../../../models/session.ts';

/** Where the kernel's NVIDIA driver says its version. */
const NVIDIA = '/proc/driver/nvidia/version';

/**
 * What decides whether an execution provider works here, in one line: onnxruntime's version and the driver's, which on Windows and macOS
 * comes with the system. While it stays the same, what was refused once would be refused again.
 */
export function machineVersions(): string {
  return `onnxruntime ${runtimeVersion()}, ${process.platform} ${process.arch}, ${driverVersion()}`;
}

function driverVersion(): string {
  if (process.platform !== 'linux') return release();
  try {
    return /Kernel Module\s+(?:for \S+\s+)?([\d.]+)/.exec(readFileSync(NVIDIA, 'utf8'))?.[1] ?? 'NVIDIA';
  } catch {
    return 'no NVIDIA driver';
  }
}
