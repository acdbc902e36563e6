import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { Vector3 } from 'three';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { expect, test } from 'vitest';
import { pointCloudOptionsSchema } from '../../../contract/exports/geometry.ts';
import { exportSource } from '../../../test/fixtures/export-source.ts';
import { holesIn, rasterise, seenFromAside } from '../../../test/fixtures/rasterise.ts';
import { ball, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { inCamera, meshesIn, readGlb, triples, written } from '../../../test/fixtures/written-mesh.ts';
import { writePointCloud } from '../points/point-cloud.ts';

const camera = sceneCamera(160, 120);
const WALL = 4;

/** A green ball before a wall that is red on the left and blue on the right; the photo is twice as large as the map. */
function facts() {
  const values = Float32Array.from(sceneDepth(ball, camera).values, (z) => (z > 0 ? z : WALL));
  const rgb = new Uint8Array(3 * 320 * 240);
  for (let p = 0; p < 320 * 240; p++) {
    const [x, y] = [p % 320, Math.floor(p / 320)];
    const isBall = values[(y >> 1) * 160 + (x >> 1)] < WALL;
    rgb.set(isBall ? [0, 255, 0] : x < 160 ? [200, 0, 0] : [0, 0, 200], 3 * p);
  }
  return {
    depth: { kind: 'metric' as const, width: 160, height: 120, values },
    photo: { width: 320, height: 240, rgb },
    intrinsics: { fx: 2 * camera.fx, fy: 2 * camera.fy, cx: 160, cy: 120 },
  };
}

test.each([
  { triangles: 0 },
  { triangles: 4000 },
  { triangles: 20_000, size: 'photo' as const },
  { triangles: 0, quantize: true },
])('a GLB has the background behind the ball as an object of its own: %o', async (given) => {
  const { file, geometry } = await written(facts(), { fill: 120, ...given });
  const { issues } = await validateBytes(file);
  expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
  const meshes = meshesIn((await readGlb(file)).scene, 2);
  const parts = meshes.map((mesh) => {
    mesh.updateWorldMatrix(true, false);
    const places = triples(mesh.geometry, 'position').map((point) =>
      new Vector3(...point).applyMatrix4(mesh.matrixWorld).toArray(),
    );
    return { points: places.map(inCamera), indices: [...(mesh.geometry.getIndex()?.array ?? [])] };
  });
  const [surface, behind] = parts;
  expect(geometry).toMatchObject({
    triangles: (surface.indices.length + behind.indices.length) / 3,
    behind: { triangles: behind.indices.length / 3, filledPixels: expect.any(Number) },
  });
  if (given.triangles > 0) expect(geometry.triangles).toBeLessThanOrEqual(given.triangles);
  for (const [, , z] of behind.points) expect(Math.abs(z / WALL - 1)).toBeLessThan(0.02);
  const mesh = {
    positions: Float32Array.from(parts.flatMap(({ points }) => points.flatMap((point) => [...point]))),
    indices: Uint32Array.from([
      ...surface.indices,
      ...behind.indices.map((vertex) => vertex + surface.points.length),
    ]),
  };
  for (const degrees of [-15, 0, 15])
    expect(holesIn(rasterise(seenFromAside(mesh, degrees, 2), camera), 160).largest).toBeLessThanOrEqual(2);
});

test.each([
  { triangles: 600 },
  { triangles: 2000 },
  { triangles: 1500, size: 'photo' as const },
])('thinned, the background stays behind what is before it: %o', async (given) => {
  const { depth, ...rest } = facts();
  // A wall of waves, which no small number of triangles follows.
  const values = depth.values.map((z, p) =>
    z < WALL ? z : WALL * (1 + 0.01 * Math.sin(0.9 * (p % 160)) * Math.sin(0.7 * Math.floor(p / 160))),
  );
  const { file } = await written({ ...rest, depth: { ...depth, values } }, { fill: 120, ...given });
  const [surface, behind] = meshesIn((await readGlb(file)).scene, 2).map(({ geometry }) => {
    const positions = Float32Array.from(
      triples(geometry, 'position').flatMap((point) => [...inCamera(point)]),
    );
    return rasterise({ positions, indices: Uint32Array.from(geometry.getIndex()?.array ?? []) }, camera);
  });
  let both = 0;
  let before = 0;
  for (let p = 0; p < surface.length; p++) {
    if (!(surface[p] < Number.POSITIVE_INFINITY && behind[p] < Number.POSITIVE_INFINITY)) continue;
    both++;
    if (behind[p] < surface[p] * (1 - 1e-3)) before++;
  }
  expect(both).toBeGreaterThan(1000);
  expect(before).toBe(0);
});

test('a PLY mesh has it with the colours of the wall, and so has a cloud, whose points say which layer they are of', async () => {
  const ply = await written(facts(), { format: 'ply', fill: 120, axes: 'opencv' });
  const mesh = new PLYLoader().parse(new Uint8Array(ply.file).buffer);
  const { source, folder } = await exportSource(facts());
  const options = pointCloudOptionsSchema.parse({ fill: 120, edgeCut: 0.05, axes: 'opencv', size: 'photo' });
  const path = join(folder, 'cloud.ply');
  await writePointCloud(source, options, path, { overwrite: false });
  const loader = new PLYLoader();
  loader.setCustomPropertyNameMapping({ layer: ['scalar_layer'] });
  const cloud = loader.parse(new Uint8Array(await readFile(path)).buffer);
  const sidecar = JSON.parse(await readFile(`${path}.json`, 'utf8'));
  const layers = [...cloud.getAttribute('layer').array];
  expect(layers.filter((layer) => layer === 1)).toHaveLength(sidecar.geometry.filledPoints);
  expect(sidecar.geometry.sides.cut).toBeGreaterThan(100);
  expect(layers).toHaveLength(sidecar.geometry.points);
  for (const geometry of [mesh, cloud]) {
    const colours = triples(geometry, 'color');
    const points = triples(geometry, 'position');
    let hidden = 0;
    for (const [k, [x, y, z]] of points.entries()) {
      // Whether the ball lies between the camera and the point.
      const along = ball.depthAlong(x / z, y / z);
      if (!(along > 0 && along < z - 0.5)) continue;
      hidden++;
      if (geometry === cloud) expect(layers[k]).toBe(1);
      expect(Math.abs(z / WALL - 1)).toBeLessThan(0.02);
      expect(colours[k][1]).toBeLessThan(0.1);
    }
    expect(hidden).toBeGreaterThan(500);
  }
});

test('OBJ and USD have it as a second object with a picture of its own', async () => {
  const obj = await written(facts(), { format: 'obj', fill: 60, triangles: 3000 });
  const text = Buffer.from(obj.file).toString('latin1');
  expect(text).toMatch(/^o behind$/m);
  expect(text).toMatch(/^usemtl behind$/m);
  const corners = [...text.matchAll(/^f (\d+)\S* (\d+)\S* (\d+)\S*$/gm)].flatMap((match) =>
    match.slice(1).map(Number),
  );
  expect(Math.max(...corners)).toBe([...text.matchAll(/^v /gm)].length);
  const material = await readFile(join(obj.folder, 'mesh.mtl'), 'utf8');
  expect(material).toContain('map_Kd mesh.behind.jpg');
  expect((await readFile(join(obj.folder, 'mesh.behind.jpg'))).length).toBeGreaterThan(500);
  const usda = await written(facts(), { format: 'usda', fill: 60, triangles: 3000 });
  expect(Buffer.from(usda.file).toString('latin1')).toContain('def Mesh "Behind"');
  expect((await readFile(join(usda.folder, 'mesh.behind.jpg'))).length).toBeGreaterThan(500);
});

test.each([
  [{ edgeCut: 0 }, /ask for an edge cut/],
  [{ levels: 2 }, /one level of detail/],
  [{ compression: 'meshopt' as const }, /without meshopt/],
])('is refused with %o, where it cannot be', async (given, sentence) => {
  await expect(written(facts(), { fill: 10, ...given })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(sentence),
  });
});
