import { readFile } from 'node:fs/promises';
import { writeFile } from '../../core/disk/write-file.ts';
import { writePly } from '../../core/exports/points/ply.ts';
import { rotationTo } from '../../core/geometry/axes.ts';
import { readPlane } from '../../core/project/planes.ts';
import { peakMemoryInBytes, resetPeakMemory } from '../../core/tasks/peak-memory.ts';
import type { Measurement } from './measurement.ts';
import type { Scene } from './scene.ts';

/** A process of its own: `write-points.ts <scene as JSON> <path>` writes our point cloud and prints a measurement. */
const scene: Scene = JSON.parse(process.argv[2]);
const path = process.argv[3];
const { width, height, fx, fy, cx, cy } = scene;
const depth = await readPlane(scene.depthPath, width * height);
const rgb = new Uint8Array(await readFile(scene.rgbPath));
const grid = {
  width,
  height,
  depth,
  rgb,
  camera: { fx, fy, cx, cy },
  rotation: rotationTo('opencv'),
  hasNormals: false,
};

// What reading the inputs left over must neither count nor be there to be used again.
globalThis.gc?.();
const inputs = process.memoryUsage().arrayBuffers;
resetPeakMemory();
const cpu = process.cpuUsage();
const start = performance.now();
let written = start;
let used = cpu;
const bytes = await writeFile(path, { overwrite: false }, async (sink) => {
  await writePly(sink, [grid], []);
  written = performance.now();
  used = process.cpuUsage(cpu);
});
const end = performance.now();
const measurement: Measurement = {
  seconds: (written - start) / 1000,
  cpuSeconds: (used.user + used.system) / 1e6,
  syncSeconds: (end - written) / 1000,
  extraBytes: peakMemoryInBytes() - inputs,
  bytes,
};
console.log(JSON.stringify(measurement));
