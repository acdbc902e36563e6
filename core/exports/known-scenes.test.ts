import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { describe, expect, test } from 'vitest';
import { BALL, ball, box, plane, room, step } from '../../test/fixtures/scenes.ts';
import { factsOf, inCamera, meshIn, readGlb, triples, written } from '../../test/fixtures/written-mesh.ts';

describe('a known scene goes to GLB and comes back', () => {
  test.each([
    ['plane', plane, 0],
    ['ball', ball, 0],
    ['box', box, 0],
    ['step', step, 0],
    ['room', room, 0],
    ['plane, simplified', plane, 2000],
    ['ball, simplified', ball, 5000],
    ['room, simplified', room, 4000],
  ] as const)('%s', async (_, scene, triangles) => {
    const { file, geometry } = await written(factsOf(scene), { triangles, edgeCut: 0.1, islands: 0 });
    const mesh = meshIn((await readGlb(file)).scene);
    const points = triples(mesh.geometry, 'position').map(inCamera);
    const distances = points.map((point) => scene.distanceTo(point) / point[2]);
    const rms = Math.sqrt(distances.reduce((sum, value) => sum + value * value, 0) / distances.length);
    expect(points.length).toBe(geometry.vertices);
    expect(rms).toBeLessThan(triangles === 0 ? 1e-6 : 3e-4);
    if (scene === plane) expect(Math.max(...distances)).toBeLessThan(1e-4);
    if (triangles > 0) {
      expect(geometry.triangles).toBeLessThanOrEqual(triangles);
      const found = geometry.simplification?.distanceOfOriginalPoints;
      expect(found?.relativeRms).toBeLessThan(scene === plane ? 1e-6 : 5e-4);
    }
  });
});

test('a ball keeps its radius', async () => {
  const { file } = await written(factsOf(ball), {
    triangles: 3000,
    texture: 'none',
    axes: 'opencv',
    format: 'ply',
  });
  const points = triples(new PLYLoader().parse(file.buffer as ArrayBuffer), 'position');
  const radii = points.map(([x, y, z]) =>
    Math.hypot(x - BALL.centre[0], y - BALL.centre[1], z - BALL.centre[2]),
  );
  const mean = radii.reduce((sum, radius) => sum + radius, 0) / radii.length;
  expect(mean).toBeCloseTo(BALL.radius, 3);
});

test('nothing hangs between two walls', async () => {
  for (const size of ['model', 'photo'] as const) {
    const { file } = await written(factsOf(step), { triangles: 0, size });
    const { geometry } = meshIn((await readGlb(file)).scene);
    const points = triples(geometry, 'position');
    expect(new Set(points.map(([, , z]) => Math.round(-1e4 * z)))).toEqual(new Set([10_000, 20_000]));
    const index = geometry.getIndex()?.array ?? [];
    for (let k = 0; k < index.length; k += 3) {
      const depths = [0, 1, 2].map((corner) => Math.round(-points[index[k + corner]][2]));
      expect(new Set(depths).size).toBe(1);
    }
  }
});

test.each([0, 3000])('every triangle of a budget of %i faces the camera', async (triangles) => {
  const { file } = await written(factsOf(room), { triangles, axes: 'opencv', format: 'ply' });
  const geometry = new PLYLoader().parse(file.buffer as ArrayBuffer);
  const points = triples(geometry, 'position');
  const index = geometry.getIndex()?.array ?? [];
  let backwards = 0;
  for (let k = 0; k < index.length; k += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) => points[index[k + corner]]);
    const u = b.map((value, at) => value - a[at]);
    const v = c.map((value, at) => value - a[at]);
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const towards = normal[0] * a[0] + normal[1] * a[1] + normal[2] * a[2];
    if (towards > 1e-9) backwards++;
  }
  expect(backwards).toBeLessThanOrEqual(index.length / 3 / 1000);
});
