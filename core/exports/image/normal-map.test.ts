import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { type DepthImageOptions, depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { readExrChannel } from '../../../test/fixtures/read-exr.ts';
import { plane, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { writeDepthImage } from './depth-image.ts';

const [WIDTH, HEIGHT] = [60, 44];
const photo = twoPatches(WIDTH, HEIGHT, [200, 30, 90], [10, 60, 250]);
const camera = { ...sceneCamera(WIDTH, HEIGHT), cx: 28, cy: 24 };
/** Towards the camera, in its axes (x right, y down, z forward). */
const PLANE_NORMAL = [-0.36, 0.48, -0.8];

async function written(
  depth: Parameters<typeof exportSource>[0]['depth'],
  options: Partial<DepthImageOptions>,
) {
  const { source, folder } = await exportSource({ depth, photo, intrinsics: camera });
  const path = join(folder, 'normals');
  await writeDepthImage(source, depthImageOptionsSchema.parse(options), path, { overwrite: false });
  return { file: await readFile(path), sidecar: JSON.parse(await readFile(`${path}.json`, 'utf8')) };
}

/** Unit vectors (x right, y up, z towards the camera) of a PNG, by the formula of its sidecar; NaN where there is no depth. */
async function vectorsOf(depth: Parameters<typeof exportSource>[0]['depth'], green: 'opengl' | 'directx') {
  const { file, sidecar } = await written(depth, { format: 'normals', green });
  const { width, height, channels, depth: bits, data } = decode(file);
  expect([width, height, channels, bits]).toEqual([WIDTH, HEIGHT, 3, 16]);
  expect(sidecar.depthImage).toMatchObject({ space: 'camera', green, bitsPerSample: 16 });
  return Array.from({ length: width * height }, (_, p) =>
    [0, 1, 2].map((c) =>
      data[3 * p] + data[3 * p + 1] + data[3 * p + 2] === 0 ? Number.NaN : (2 * data[3 * p + c]) / 65_535 - 1,
    ),
  );
}

test('a plane has one normal, with green up or down', async () => {
  const depth = sceneDepth(plane, camera);
  const [x, y, z] = PLANE_NORMAL;
  for (const [green, up] of [
    ['opengl', -y],
    ['directx', y],
  ] as const)
    for (const vector of await vectorsOf(depth, green))
      for (const [c, value] of [x, up, -z].entries()) expect(Math.abs(vector[c] - value)).toBeLessThan(2e-4);
});

/** Depth of a sphere in front of nothing. */
function sphere(centre: [number, number, number], radius: number) {
  const values = new Float32Array(WIDTH * HEIGHT).fill(Number.NaN);
  for (let p = 0; p < values.length; p++) {
    const ray = [
      ((p % WIDTH) + 0.5 - camera.cx) / camera.fx,
      (Math.floor(p / WIDTH) + 0.5 - camera.cy) / camera.fy,
      1,
    ];
    const dot = (a: number[], b: number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    const [a, b, c] = [dot(ray, ray), dot(ray, centre), dot(centre, centre) - radius ** 2];
    if (b * b > a * c) values[p] = (b - Math.sqrt(b * b - a * c)) / a;
  }
  return { kind: 'metric' as const, width: WIDTH, height: HEIGHT, values };
}

test('a sphere faces away from its centre, and nothing has no normal', async () => {
  const centre: [number, number, number] = [0.3, -0.2, 6];
  const depth = sphere(centre, 1.5);
  const vectors = await vectorsOf(depth, 'opengl');
  let checked = 0;
  for (const [p, z] of depth.values.entries()) {
    if (Number.isNaN(z)) {
      expect(vectors[p]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      continue;
    }
    expect(Math.hypot(...vectors[p])).toBeCloseTo(1, 3);
    const point = [
      (((p % WIDTH) + 0.5 - camera.cx) / camera.fx) * z,
      ((Math.floor(p / WIDTH) + 0.5 - camera.cy) / camera.fy) * z,
      z,
    ];
    const truth = point.map((value, c) => (value - centre[c]) / 1.5);
    // Where a pixel sees little of the slope; at the rim one pixel spans tens of degrees.
    if (truth[2] > -0.8) continue;
    checked++;
    const cosine = vectors[p][0] * truth[0] - vectors[p][1] * truth[1] - vectors[p][2] * truth[2];
    expect(cosine).toBeGreaterThan(Math.cos(0.08));
  }
  expect(checked).toBeGreaterThan(50);
});

test('OpenEXR holds the same colours, and 0 where there is no depth', async () => {
  const depth = sceneDepth(plane, camera);
  depth.values[5] = Number.NaN;
  const { file } = await written(depth, { format: 'normals-exr' });
  const [x, y, z] = PLANE_NORMAL;
  for (const [name, value] of [
    ['R', x],
    ['G', -y],
    ['B', -z],
  ] as const) {
    const { values } = readExrChannel(file, name);
    expect(values[5]).toBe(0);
    expect(values[700]).toBeCloseTo(0.5 + 0.5 * value, 4);
  }
});

test('a relative map has normals between stated planes only', async () => {
  const depth = { ...sceneDepth(plane, camera), kind: 'affine-depth' as const };
  await expect(written(depth, { format: 'normals' })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(written(depth, { format: 'normals', near: 1, far: 4 })).resolves.toBeDefined();
});
