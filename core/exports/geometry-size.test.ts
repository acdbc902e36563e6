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

const facts = { photo: camera, model: depth, hasUncertainty: false };

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
