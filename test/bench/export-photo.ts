import type { DepthMap } from '../../contract/depth-map.ts';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { pointCloudOptionsSchema } from '../../contract/exports/geometry.ts';
import { writeDepthImage } from '../../core/exports/image/depth-image.ts';
import { writePointCloud } from '../../core/exports/points/point-cloud.ts';
import { readPlane } from '../../core/project/planes.ts';
import { peakMemoryInBytes, resetPeakMemory } from '../../core/tasks/peak-memory.ts';
import { photoOf, runOf } from '../fixtures/finished-run.ts';
import type { Measurement } from './measurement.ts';
import type { Scene } from './scene.ts';

/**
 * A process of its own: `export-photo.ts <kind> <scene of the photo> <scene of the model> <JPEG> <path>` exports as the app
 * does, from a JPEG and a map at a model's size, and prints a measurement.
 */
const [kind, photoScene, modelScene, photoPath, path] = process.argv.slice(2);
const photo: Scene = JSON.parse(photoScene);
const { width, height, depthPath }: Scene = JSON.parse(modelScene);
const depth: DepthMap = { kind: 'metric', width, height, values: await readPlane(depthPath, width * height) };
const { fx, fy, cx, cy } = photo;
const facts = { depth, photo, intrinsics: { fx, fy, cx, cy } };
const source = { photo: photoOf(facts), run: runOf(facts), depth, photoPath };

// What reading the inputs left over must neither count nor be there to be used again.
globalThis.gc?.();
const inputs = process.memoryUsage().arrayBuffers;
resetPeakMemory();
const cpu = process.cpuUsage();
const start = performance.now();
const bytes =
  kind === 'depth-image'
    ? await writeDepthImage(source, depthImageOptionsSchema.parse({}), path, { overwrite: false })
    : await writePointCloud(source, pointCloudOptionsSchema.parse({ edgeCut: 0.05, normals: true }), path, {
        overwrite: false,
      });
const used = process.cpuUsage(cpu);
const measurement: Measurement = {
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (used.user + used.system) / 1e6,
  syncSeconds: 0,
  extraBytes: peakMemoryInBytes() - inputs,
  bytes,
};
console.log(JSON.stringify(measurement));
