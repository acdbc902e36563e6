import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { readExrChannel } from '../../../test/fixtures/read-exr.ts';
import { plane, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { writeDepthImage } from './depth-image.ts';

const photo = twoPatches(40, 30, [200, 30, 90], [10, 60, 250]);
const camera = { ...sceneCamera(40, 30), cx: 18, cy: 16 };

test('each point of the plane that is moved by what the picture says has its depth', async () => {
  const depth = sceneDepth(plane, camera);
  depth.values[7] = Number.NaN;
  const { source, folder } = await exportSource({ depth, photo, intrinsics: camera });
  const path = join(folder, 'plane.zip');
  await writeDepthImage(source, depthImageOptionsSchema.parse({ format: 'displacement' }), path, {
    overwrite: false,
  });
  const files = unzipSync(await readFile(path));
  const text = new TextDecoder().decode(files['plane.obj']);
  const rows = (word: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.split(' ').slice(1));
  const vertices = rows('v').map((row) => row.map(Number));
  const uvs = rows('vt').map((row) => row.map(Number));
  const faces = rows('f').map((row) => row.map((corner) => Number(corner.split('/')[0]) - 1));
  expect([vertices.length, uvs.length, faces.length]).toEqual([41 * 31, 41 * 31, 40 * 30]);
  for (const [a, b, c] of faces) {
    const [ux, uy] = [vertices[b][0] - vertices[a][0], vertices[b][1] - vertices[a][1]];
    const [vx, vy] = [vertices[c][0] - vertices[b][0], vertices[c][1] - vertices[b][1]];
    expect(ux * vy - uy * vx).toBeGreaterThan(0);
  }
  const { values } = readExrChannel(Buffer.from(files['displacement.exr']), 'Y');
  const facts = JSON.parse(await readFile(`${path}.json`, 'utf8')).depthImage;
  expect(facts).toMatchObject({ midlevel: 0, strength: 1, metresPerUnit: 1, invalidPixels: 1 });
  const [, , distance] = facts.plane.camera;
  expect(values[7]).toBe(0);
  for (const [p, z] of depth.values.entries()) if (p !== 7) expect(distance - values[p]).toBeCloseTo(z, 5);
  // Seen from the camera, the texture lies where the photo does.
  for (const [k, [x, y]] of vertices.entries()) {
    expect((x / distance) * camera.fx + camera.cx).toBeCloseTo(40 * uvs[k][0], 3);
    expect((-y / distance) * camera.fy + camera.cy).toBeCloseTo(30 * (1 - uvs[k][1]), 3);
  }
});

test('a relative map and one without a value are refused', async () => {
  const options = depthImageOptionsSchema.parse({ format: 'displacement' });
  for (const depth of [
    { ...sceneDepth(plane, camera), kind: 'affine-depth' as const },
    { ...sceneDepth(plane, camera), values: new Float32Array(1200).fill(Number.NaN) },
  ]) {
    const { source, folder } = await exportSource({ depth, photo, intrinsics: camera });
    const writing = writeDepthImage(source, options, join(folder, 'plane.zip'), { overwrite: false });
    await expect(writing).rejects.toMatchObject({ code: 'bad-input' });
  }
});
