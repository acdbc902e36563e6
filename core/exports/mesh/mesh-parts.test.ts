import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { describe, expect, test } from 'vitest';
import { type MeshOptions, meshOptionsSchema } from '../../../contract/exports/geometry.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { ball, plane, sceneCamera, step } from '../../../test/fixtures/scenes.ts';
import {
  BLUE,
  factsOf,
  inCamera,
  meshesIn,
  meshIn,
  RED,
  readGlb,
  triples,
  written,
} from '../../../test/fixtures/written-mesh.ts';
import { writeMesh } from './write-mesh.ts';

type Point = readonly number[];

const minus = (a: Point, b: Point) => a.map((value, c) => value - b[c]);
const cross = ([a, b, c]: Point, [d, e, f]: Point) => [b * f - c * e, c * d - a * f, a * e - b * d];

/** The corners of each triangle, in the camera's axes. */
async function trianglesOf(...asked: Parameters<typeof written>): Promise<Point[][]> {
  const [facts, options] = asked;
  const { file } = await written(facts, { ...options, format: 'ply', axes: 'opencv' });
  const geometry = new PLYLoader().parse(file.buffer as ArrayBuffer);
  const points = triples(geometry, 'position');
  const index = geometry.getIndex()?.array ?? [];
  return Array.from({ length: index.length / 3 }, (_, k) =>
    [0, 1, 2].map((corner) => points[index[3 * k + corner]]),
  );
}

const normalOf = ([a, b, c]: Point[]) => cross(minus(b, a), minus(c, a));
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('a skirt', () => {
  test('goes back from every open edge along its rays, and faces away from the surface', async () => {
    const all = await trianglesOf(factsOf(step, 40, 30), { triangles: 0, edgeCut: 0.1, skirt: 0.1 });
    const depths = new Set(all.flat().map(([, , z]) => Math.round(1000 * z)));
    expect([...depths].sort((a, b) => a - b)).toEqual([1000, 1100, 2000, 2200]);
    const walls = all.filter((corners) => new Set(corners.map(([, , z]) => z.toFixed(2))).size > 1);
    // Two patches of 20 x 30 points: two triangles for each of their 2 (19 + 29) outer edges.
    expect(walls).toHaveLength(2 * 2 * 2 * (19 + 29));
    for (const corners of walls) {
      const isNear = corners.some(([, , z]) => z < 1.05);
      const rays = corners.map(([x, y, z]) => [x / z, y / z]);
      const distinct = new Set(rays.map((ray) => ray.map((value) => value.toFixed(5)).join()));
      expect(distinct.size).toBe(2);
      const { fx } = sceneCamera(40, 30);
      const middle = [((isNear ? -10 : 10) * (isNear ? 1 : 2)) / fx, 0, 0];
      const outwards = minus(corners[0], middle);
      const normal = normalOf(corners);
      expect(normal[0] * outwards[0] + normal[1] * outwards[1]).toBeGreaterThan(0);
    }
  });
});

describe('a back plane', () => {
  test('shows the whole photo behind everything', async () => {
    const { file, geometry } = await written(factsOf(plane), { triangles: 2000, backPlane: true });
    const meshes = meshesIn((await readGlb(file)).scene, 2).map((mesh) => mesh.geometry);
    const [surface, frame] = meshes.map((mesh) => triples(mesh, 'position').map(inCamera));
    expect(frame).toHaveLength(4);
    const farthest = Math.max(...surface.map(([, , z]) => z));
    const { fx, fy, cx, cy, width, height } = sceneCamera(160, 120);
    const uvs = triples(meshes[1], 'uv').map(([u, v]) => [u, v]);
    const corners = [0, 0, 1, 0, 0, 1, 1, 1].map((value) => expect.closeTo(value, 5));
    expect(uvs.flat()).toEqual(corners);
    for (const [k, [x, y, z]] of frame.entries()) {
      expect(z / farthest).toBeCloseTo(1.02, 5);
      expect(((x / z) * fx + cx) / width).toBeCloseTo(uvs[k][0], 4);
      expect(((y / z) * fy + cy) / height).toBeCloseTo(uvs[k][1], 4);
    }
    expect(geometry.vertices).toBe(surface.length + frame.length);
  });
});

describe('a map that was stretched onto the photo', () => {
  // 8 x 8 pixels over 40 x 80: one of the model's is 5 pixels of the photo wide and 10 high.
  const values = Float32Array.from({ length: 64 }, (_, p) => (p % 8 < 4 ? 1 : 1.2));
  const facts = {
    depth: { kind: 'metric' as const, width: 8, height: 8, values },
    photo: twoPatches(40, 80, RED, BLUE),
    intrinsics: { fx: 400, fy: 400, cx: 20, cy: 40 },
  };

  test.each([
    'photo',
    'model',
  ] as const)('is cut by the focal length of each direction at %s size', async (size) => {
    // fx 80 and fy 40 on the model's grid: 8 degrees are a step of 9 % along rows and of 18 % along columns.
    const options = { format: 'ply' as const, size, edgeCut: 0.5, triangles: 0, islands: 0 };
    const [width, height] = size === 'photo' ? [40, 80] : [8, 8];
    const whole = 2 * (width - 1) * (height - 1);
    const across = await written(facts, options);
    expect(across.geometry.triangles).toBeLessThan(whole);
    expect(across.geometry).toMatchObject({ sides: { cut: 8, keptOnPlanes: 0 } });
    const turned = Float32Array.from({ length: 64 }, (_, p) => (p < 32 ? 1 : 1.15));
    const down = { ...facts, depth: { ...facts.depth, values: turned } };
    expect((await written(down, options)).geometry).toMatchObject({
      triangles: whole,
      leftOut: { onSteps: 0 },
    });
    expect((await written(down, { ...options, edgeCut: 0.1 })).geometry.triangles).toBeLessThan(whole);
    expect((await written(facts, { ...options, edgeAngle: 0 })).geometry.triangles).toBe(whole);
  });
});

describe('a simplified surface', () => {
  test.each([
    ['step', step, 200],
    ['ball', ball, 1500],
  ] as const)('keeps its outline: %s', async (_, scene, triangles) => {
    const options = { edgeCut: 0.1, islands: 0 };
    const facing = (corners: Point[]) => {
      const flat = corners.map(([x, y, z]) => [x / z, y / z, 0]);
      return Math.abs(normalOf(flat)[2]) / 2;
    };
    const whole = await trianglesOf(factsOf(scene), { ...options, triangles: 0 });
    const thin = await trianglesOf(factsOf(scene), { ...options, triangles });
    expect(thin.length).toBeLessThanOrEqual(triangles);
    // The part of the picture that it covers.
    expect(sum(thin.map(facing)) / sum(whole.map(facing))).toBeCloseTo(1, 3);
    if (scene === ball) return;
    for (const corners of thin) expect(new Set(corners.map(([, , z]) => Math.round(z))).size).toBe(1);
  });

  test.each([0, 500])('has the normals of the surface, with %i triangles', async (triangles) => {
    const { file } = await written(factsOf(plane), { triangles });
    const normals = triples(meshIn((await readGlb(file)).scene).geometry, 'normal').map(inCamera);
    const off = normals.map(([x, y, z]) => Math.hypot(x + 0.36, y - 0.48, z + 0.8));
    expect(Math.max(...off)).toBeLessThan(2e-3);
  });

  test('has depth and uncertainty at each point where they are asked for', async () => {
    const facts = factsOf(plane, 40, 30);
    const { source, folder } = await exportSource(facts);
    const uncertainty = facts.depth.values.map((value) => value / 8);
    const path = join(folder, 'mesh.ply');
    const options = meshOptionsSchema.parse({ format: 'ply', scalars: true, triangles: 0, axes: 'opencv' });
    await writeMesh({ ...source, uncertainty }, options, path, { overwrite: false });
    const loader = new PLYLoader();
    loader.setCustomPropertyNameMapping({ scalars: ['scalar_depth', 'scalar_uncertainty'] });
    const read = loader.parse(new Uint8Array(await readFile(path)).buffer);
    const scalars = [...read.getAttribute('scalars').array];
    const points = triples(read, 'position');
    expect(scalars.filter((_, k) => k % 2 === 0)).toEqual(points.map(([, , z]) => z));
    expect(scalars.filter((_, k) => k % 2 === 1)).toEqual(points.map(([, , z]) => Math.fround(z / 8)));
  });
});

/** Many loose pieces: stripes at an angle, of two depths, and a few holes in them. */
function frayed(width = 40, height = 30) {
  const values = Float32Array.from({ length: width * height }, (_, p) => {
    const [x, y] = [p % width, Math.floor(p / width)];
    if ((7 * x + 11 * y) % 23 === 0) return Number.NaN;
    return 1 + (Math.floor((2 * x + 3 * y) / 19) % 2);
  });
  const { fx, fy } = sceneCamera(width, height);
  return {
    depth: { kind: 'metric' as const, width, height, values },
    photo: twoPatches(width, height, RED, BLUE),
    intrinsics: { fx, fy, cx: width / 2, cy: height / 2 },
  };
}

describe('a small budget', () => {
  test.each<Partial<MeshOptions>>([
    {},
    { skirt: 0.1 },
    { fill: 20 },
    { skirt: 0.2, fill: 20 },
  ])('is kept where it can be: %o', async (given) => {
    const options = { format: 'ply' as const, edgeCut: 0.1, islands: 0, ...given };
    const sizeFor = async (triangles: number) =>
      (await written(frayed(), { ...options, triangles })).geometry.triangles;
    const fewest = Math.min(await sizeFor(1), await sizeFor(20), await sizeFor(80));
    expect(fewest).toBeGreaterThan(0);
    for (const share of [1, 1.02, 1.1, 1.2]) {
      const asked = Math.ceil(share * fewest);
      expect(await sizeFor(asked)).toBeLessThanOrEqual(asked);
    }
  });
});
