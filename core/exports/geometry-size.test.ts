import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type MeshOptions,
  meshOptionsSchema,
  pointCloudOptionsSchema,
} from '../../contract/exports/geometry.ts';
import { describeMesh, describePointCloud } from '../../contract/exports/geometry-size.ts';
import { exportSource, twoPatches } from '../../test/fixtures/export-source.ts';
import { plane, sceneCamera, sceneDepth } from '../../test/fixtures/scenes.ts';
import { writeMesh } from './mesh/write-mesh.ts';
import { writePointCloud } from './points/point-cloud.ts';

const camera = sceneCamera(160, 120);
const depth = sceneDepth(plane, camera);

const facts = { photo: camera, model: depth, window: camera, hasUncertainty: false };

/** The file without its texture, which is not like a photo here, over the estimate. */
async function shareWritten(given: Partial<MeshOptions>): Promise<number> {
  const options = meshOptionsSchema.parse({ triangles: 0, ...given });
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(160, 120, [1, 2, 3], [4, 5, 6]),
    intrinsics: camera,
  });
  const path = join(folder, 'file');
  await writeMesh(source, options, path, { overwrite: false });
  const { bytes } = describeMesh(options, facts);
  return (await readFile(path)).length / bytes;
}

describe('describeMesh', () => {
  test.each<Partial<MeshOptions>>([
    { format: 'glb', texture: 'none' },
    { format: 'glb', texture: 'none', shading: 'flat' },
    { format: 'glb', texture: 'none', levels: 4 },
    { format: 'glb', texture: 'none', quantize: true },
    { format: 'glb', texture: 'jpeg', quantize: true },
    { format: 'glb', texture: 'none', shading: 'flat', quantize: true, levels: 3 },
    { format: 'ply', scalars: true },
    { format: 'stl', shading: 'flat' },
    { format: 'obj', texture: 'none' },
    { format: 'obj', texture: 'none', shading: 'flat' },
  ])('foretells the size of %o', async (given) => {
    const share = await shareWritten(given);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.1);
  });

  test.each<Partial<MeshOptions>>([
    { triangles: 0 },
    { triangles: 0, frame: 3 },
    { triangles: 0, heightsFrom: 'brightness', frame: 3 },
    { triangles: 0, heightsFrom: 'brightness', reliefWidth: 10 },
    { triangles: 0, heightsFrom: 'brightness', size: 'photo', curve: 60, frame: 3 },
    { triangles: 8000, heightsFrom: 'brightness', frame: 3 },
    { triangles: 0, frame: 10 },
    { triangles: 4 },
    { triangles: 4, frame: 2 },
  ])('says the triangles of a print: %o', async (given) => {
    const smaller = { width: 40, height: 30 };
    const { source, folder } = await exportSource({
      depth: {
        kind: 'metric',
        ...smaller,
        values: Float32Array.from({ length: 1200 }, (_, p) => 1 + (p % 40) / 40),
      },
      photo: twoPatches(160, 120, [1, 2, 3], [200, 210, 220]),
      intrinsics: camera,
    });
    const path = join(folder, 'file.stl');
    const options = meshOptionsSchema.parse({ format: 'stl', ...given });
    await writeMesh(source, options, path, { overwrite: false });
    const { triangles, isAtMost } = describeMesh(options, { ...facts, model: smaller });
    const written = (await readFile(path)).readUInt32LE(80);
    expect(isAtMost).toBe(true);
    expect(written).toBeLessThanOrEqual(triangles[0]);
    expect(written).toBeGreaterThan(0.75 * triangles[0]);
  });

  test('walls and planes are in a budget; without one, what cuts add is said as about', () => {
    const describe = (options: Partial<MeshOptions>) => describeMesh(meshOptionsSchema.parse(options), facts);
    const walls = { skirt: 0.5, backPlane: true };
    expect(describe({ ...walls, triangles: 10_000 })).toMatchObject({ triangles: [10_000], isAtMost: true });
    expect(describe({ ...walls, triangles: 0 }).isAtMost).toBe(false);
    expect(describe({ triangles: 0, backPlane: true })).toMatchObject({
      triangles: [2 * 159 * 119 + 2],
      isAtMost: true,
    });
  });

  test('a layer behind the foreground is said as about, and inside a budget as at most', async () => {
    const values = Float32Array.from({ length: 160 * 120 }, (_, p) => {
      const [x, y] = [p % 160, Math.floor(p / 160)];
      return Math.hypot(x - 80, y - 60) < 30 ? 1 : 2;
    });
    const { source, folder } = await exportSource({
      depth: { ...depth, values },
      photo: twoPatches(160, 120, [1, 2, 3], [4, 5, 6]),
      intrinsics: camera,
    });
    for (const [triangles, isAtMost] of [
      [0, false],
      [10_000, true],
    ] as const) {
      const options = meshOptionsSchema.parse({ format: 'ply', fill: 60, skirt: 0.1, triangles });
      const path = join(folder, `${triangles}.ply`);
      await writeMesh(source, options, path, { overwrite: false });
      const header = (await readFile(path)).subarray(0, 2000).toString('latin1');
      const written = Number(header.match(/element face (\d+)/)?.[1]);
      const described = describeMesh(options, facts);
      expect(described.isAtMost).toBe(isAtMost);
      expect(written / described.triangles[0]).toBeGreaterThan(0.9);
      expect(written / described.triangles[0]).toBeLessThan(isAtMost ? 1 + 1e-9 : 1.1);
    }
  });

  test('counts the triangles of each level, and says where there would be too few', () => {
    const describe = (options: Partial<MeshOptions>) => describeMesh(meshOptionsSchema.parse(options), facts);
    expect(describe({ triangles: 16_000, levels: 3 })).toMatchObject({
      triangles: [16_000, 4000, 1000],
      warnings: [],
    });
    expect(describe({ triangles: 1000, levels: 3 }).warnings).toEqual([
      expect.stringContaining('62 triangles'),
    ]);
    expect(describe({ format: 'ply', triangles: 1000 }).triangles).toEqual([1000]);
  });
});

test.each(['ply', 'xyz', 'pts'] as const)('describePointCloud foretells the size of %s', async (format) => {
  const options = pointCloudOptionsSchema.parse({ format });
  const { source, folder } = await exportSource({
    depth,
    photo: twoPatches(160, 120, [100, 200, 30], [40, 150, 60]),
    intrinsics: camera,
  });
  const path = join(folder, 'file');
  const length = await writePointCloud(source, options, path, { overwrite: false });
  const { bytes, points } = describePointCloud(options, facts);
  expect(points).toBe(160 * 120);
  expect(length / bytes).toBeGreaterThan(0.8);
  expect(length / bytes).toBeLessThan(1.1);
});
