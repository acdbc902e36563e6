import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import type { Axes } from '../../../contract/exports/geometry.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { exrNumbers, readExrChannel } from '../../../test/fixtures/read-exr.ts';
import { plane, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { writeDepthImage } from './depth-image.ts';

const camera = { ...sceneCamera(40, 30), cx: 18, cy: 16 };
const depth = sceneDepth(plane, camera);
/** Of the plane, towards the camera. */
const NORMAL = [-0.36, 0.48, -0.8];
const spread = depth.values.map((value) => value / 50);

async function written(options: Partial<DepthImageOptions>): Promise<Buffer> {
  const photo = twoPatches(40, 30, [200, 30, 90], [10, 60, 250]);
  const { source, folder } = await exportSource({ depth, photo, intrinsics: camera });
  const path = join(folder, 'depth.exr');
  const given = depthImageOptionsSchema.parse({ format: 'exr', ...options });
  await writeDepthImage({ ...source, uncertainty: spread }, given, path, { overwrite: false });
  return readFile(path);
}

function vectors(file: Buffer, layer: string): number[][] {
  const [x, y, z] = ['X', 'Y', 'Z'].map((axis) => readExrChannel(file, `${layer}.${axis}`).values);
  return x.map((value, p) => [value, y[p], z[p]]);
}

/** A row vector times a matrix, as OpenEXR multiplies (ImathMatrix.h). */
function transformed([x, y, z]: number[], matrix: number[]): number[] {
  return [0, 1, 2].map((c) => x * matrix[c] + y * matrix[4 + c] + z * matrix[8 + c] + matrix[12 + c]);
}

describe('another reader finds', () => {
  test.each<Axes>(['opencv', 'y-up', 'z-up'])('points and normals in %s, and the way back', async (axes) => {
    const file = await written({ positions: true, normals: true, colour: 'half', axes });
    const points = vectors(file, 'P');
    const normals = vectors(file, 'N');
    const matrix = exrNumbers(file, 'worldToCamera', 'm44f', 16);
    for (const p of [0, 39, 613, 1199]) {
      // OpenEXR's camera: x right, y up, z forward.
      const [right, up, forward] = transformed(points[p], matrix);
      expect(plane.distanceTo([right, -up, forward])).toBeLessThan(1e-5);
      expect(forward).toBeCloseTo(depth.values[p], 5);
      expect((right / forward) * camera.fx + camera.cx).toBeCloseTo((p % 40) + 0.5, 3);
      expect((-up / forward) * camera.fy + camera.cy).toBeCloseTo(Math.floor(p / 40) + 0.5, 3);
      const [nx, ny, nz] = transformed(normals[p], matrix);
      [nx, -ny, nz].forEach((value, c) => {
        expect(value).toBeCloseTo(NORMAL[c], 3);
      });
    }
  });

  test('depth and uncertainty, exactly', async () => {
    const file = await written({ colour: 'half' });
    expect(readExrChannel(file, 'Z').values).toEqual([...depth.values]);
    expect(readExrChannel(file, 'uncertainty.Z').values).toEqual([...spread]);
  });

  test('the principal point beside the middle', async () => {
    const file = await written({});
    const pitch = 36_000 / 40;
    expect(exrNumbers(file, 'sensorPhotositePitch', 'float', 1)[0]).toBeCloseTo(pitch, 3);
    const [across, down] = exrNumbers(file, 'sensorCenterOffset', 'v2f', 2);
    expect(across).toBeCloseTo(2 * pitch, 2);
    expect(down).toBeCloseTo(-1 * pitch, 2);
  });

  test('no colours, and no word about them, where none were asked for', async () => {
    const text = (await written({})).toString('latin1', 0, 4000);
    expect(text).not.toMatch(/chromaticities|colorInteropID|whiteLuminance/);
  });

  test('a plane at the size of the model, with the camera scaled', async () => {
    const photo = twoPatches(80, 60, [1, 2, 3], [4, 5, 6]);
    const large = { fx: 2 * camera.fx, fy: 2 * camera.fy, cx: 36, cy: 32 };
    const { source, folder } = await exportSource({ depth, photo, intrinsics: large });
    const path = join(folder, 'depth.exr');
    for (const [size, width] of [
      ['model', 40],
      ['photo', 80],
    ] as const) {
      const options = depthImageOptionsSchema.parse({ format: 'exr', size });
      await writeDepthImage(source, options, path, { overwrite: true });
      const read = readExrChannel(await readFile(path), 'Z');
      expect([read.width, read.height]).toEqual([width, 0.75 * width]);
      if (size === 'model') expect(read.values).toEqual([...depth.values]);
      const { depthImage } = JSON.parse(await readFile(`${path}.json`, 'utf8'));
      expect(depthImage.camera.fx).toBeCloseTo((camera.fx * width) / 40, 6);
      // One point between four pixels of the map is their mean, which lies on a plane whose inverse depth is linear.
      const middle = read.values[(0.75 * width * width) / 2 + width / 2];
      expect(middle).toBeCloseTo(depth.values[15 * 40 + 20], 1);
    }
  });
});

test('the depth is called what was asked for, unless the photo has that name', async () => {
  for (const channel of ['Y', 'R', 'depth.Z'] as const)
    expect(readExrChannel(await written({ channel, uncertainty: false }), channel).values).toEqual([
      ...depth.values,
    ]);
  for (const channel of ['Y', 'R'] as const)
    await expect(written({ channel, colour: 'half' })).rejects.toMatchObject({ code: 'bad-input' });
});
