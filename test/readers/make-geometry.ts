import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type MeshOptions,
  meshOptionsSchema,
  type PointCloudOptions,
  pointCloudOptionsSchema,
} from '../../contract/exports/geometry.ts';
import { PRESETS } from '../../contract/exports/presets.ts';
import { writeMesh } from '../../core/exports/mesh/write-mesh.ts';
import { writePointCloud } from '../../core/exports/points/point-cloud.ts';
import { room, sceneCamera, sceneDepth } from '../fixtures/scenes.ts';
import { writeSource } from '../fixtures/write-source.ts';

const [WIDTH, HEIGHT] = [240, 160];

const LITHOPHANE: Partial<MeshOptions> = PRESETS.lithophane.options;

const MESHES: Record<string, Partial<MeshOptions>> = {
  'room.usda': { format: 'usda', triangles: 20_000, camera: true },
  'room.usdz': { format: 'usdz', triangles: 20_000 },
  'fill.glb': { triangles: 20_000, fill: 100 },
  'fill.usda': { format: 'usda', triangles: 20_000, fill: 100 },
  'relief.stl': { format: 'stl', triangles: 20_000 },
  'relief-inverted.stl': { format: 'stl', triangles: 20_000, invert: true, frame: 4 },
  'relief-whole-curved.stl': { format: 'stl', triangles: 0, curve: 30, base: 3 },
  'lithophane.stl': { ...LITHOPHANE, triangles: 50_000 },
  'lithophane-negative.stl': { ...LITHOPHANE, triangles: 50_000, invert: true, frame: 0 },
  'lithophane-curved.stl': { ...LITHOPHANE, triangles: 60_000, curve: 60 },
  'lithophane-depth.stl': { ...LITHOPHANE, heightsFrom: 'depth', invert: true, triangles: 20_000, curve: 90 },
};

const CLOUDS: Record<string, Partial<PointCloudOptions>> = {
  'fill-points.ply': { fill: 100, edgeCut: 0.05, axes: 'opencv', size: 'photo' },
  'splats.ply': { format: 'splats', axes: 'opencv', normals: true, edgeCut: 0.05 },
};

/** Writes geometry that other programs read into a folder, with the photo that it is of. Its principal point lies beside the middle. */
export async function makeGeometry(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const camera = { ...sceneCamera(WIDTH, HEIGHT), cx: 117, cy: 84 };
  const depth = sceneDepth(room, camera);
  const rgb = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, k) => {
    const p = Math.floor(k / 3);
    const [x, y] = [p % WIDTH, Math.floor(p / WIDTH)];
    return [x, 255 - y, (x >> 4) % 2 === (y >> 4) % 2 ? 220 : 60][k % 3];
  });
  const source = await writeSource(folder, {
    depth,
    photo: { width: WIDTH, height: HEIGHT, rgb },
    intrinsics: camera,
  });
  for (const [name, given] of Object.entries(MESHES))
    await writeMesh(source, meshOptionsSchema.parse(given), join(folder, name), { overwrite: true });
  for (const [name, given] of Object.entries(CLOUDS))
    await writePointCloud(source, pointCloudOptionsSchema.parse(given), join(folder, name), {
      overwrite: true,
    });
}
