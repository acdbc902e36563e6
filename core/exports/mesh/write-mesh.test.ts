import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import sharp from 'sharp';
import { PerspectiveCamera, Vector3 } from 'three';
import { strFromU8, unzipSync } from 'three/addons/libs/fflate.module.js';
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import { describe, expect, test } from 'vitest';
import { meshOptionsSchema } from '../../../contract/exports/geometry.ts';
import { exportSource } from '../../../test/fixtures/export-source.ts';
import { plane, room, sceneCamera } from '../../../test/fixtures/scenes.ts';
import {
  BLUE,
  factsOf,
  inCamera,
  meshIn,
  RED,
  readGlb,
  triples,
  written,
} from '../../../test/fixtures/written-mesh.ts';
import { writeMesh } from './write-mesh.ts';

describe('GLB', () => {
  test.each([
    ['with a texture', {}],
    ['with colours', { texture: 'none' as const, shading: 'flat' as const }],
    ['with a skirt and a back plane', { skirt: 0.05, backPlane: true, texture: 'png' as const }],
  ])('%s passes the validator of Khronos', async (_, options) => {
    const { file } = await written(factsOf(room), { triangles: 5000, edgeCut: 0.1, ...options });
    const { issues, info } = await validateBytes(file);
    // From 2 on they are hints: that a photo's sides are no powers of two is one.
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    const objects = 'backPlane' in options ? 2 : 1;
    expect(info).toMatchObject({ version: '2.0', drawCallCount: objects, materialCount: objects });
  });

  test('has the camera that took the photo, and says where it comes from', async () => {
    const camera = { ...sceneCamera(160, 120), fy: 100 };
    const facts = { ...factsOf(plane), intrinsics: { fx: 2 * camera.fx, fy: 200, cx: 160, cy: 120 } };
    const read = await readGlb((await written(facts, {})).file);
    const [found] = read.cameras;
    expect(found).toBeInstanceOf(PerspectiveCamera);
    const { fov, aspect } = found as PerspectiveCamera;
    expect(Math.tan((fov * Math.PI) / 360)).toBeCloseTo(240 / 2 / 200, 6);
    expect(Math.tan((fov * Math.PI) / 360) * aspect).toBeCloseTo(320 / 2 / (2 * camera.fx), 6);
    expect(read.asset.extras).toMatchObject({
      type: 'mesh',
      pack: { id: 'tiny', licence: 'MIT' },
      geometry: { units: 'metres', isMetric: true },
    });
  });

  test('compressed, it is several times smaller and nearly the same', async () => {
    const options = { triangles: 4000, texture: 'none' as const };
    const plain = await written(factsOf(room), options);
    const { file } = await written(factsOf(room), { ...options, compression: 'meshopt' });
    expect(file.length).toBeLessThan(plain.file.length / 3);
    const { issues } = await validateBytes(file);
    expect(issues.numErrors).toBe(0);
    const mesh = meshIn((await readGlb(file)).scene);
    mesh.updateWorldMatrix(true, false);
    const distances = triples(mesh.geometry, 'position').map((point) =>
      room.distanceTo(inCamera(new Vector3(...point).applyMatrix4(mesh.matrixWorld).toArray())),
    );
    expect(distances).toHaveLength(plain.geometry.vertices);
    expect(Math.max(...distances)).toBeLessThan(5e-3);
    const colours = new Set(triples(mesh.geometry, 'color').map(([red]) => red.toFixed(3)));
    expect(colours.size).toBe(2);
  });

  test('a vertex lies at its own pixel of the texture', async () => {
    const { file } = await written(factsOf(room), { triangles: 4000 });
    const { geometry } = meshIn((await readGlb(file)).scene);
    const uvs = triples(geometry, 'uv');
    const { fx, fy, cx, cy, width, height } = sceneCamera(160, 120);
    const worst = triples(geometry, 'position').map((point, k) => {
      const [x, y, z] = inCamera(point);
      return Math.max(
        Math.abs((x / z) * fx + cx - uvs[k][0] * width),
        Math.abs((y / z) * fy + cy - uvs[k][1] * height),
      );
    });
    expect(Math.max(...worst)).toBeLessThan(1e-3);
  });

  test('the first vertex of the full grid lies at the centre of its pixel', async () => {
    const { file } = await written(factsOf(plane, 20, 10), { triangles: 0 });
    const [first] = triples(meshIn((await readGlb(file)).scene).geometry, 'uv');
    expect(first[0]).toBeCloseTo(0.5 / 20, 6);
    expect(first[1]).toBeCloseTo(0.5 / 10, 6);
  });

  test('the embedded texture is the photo', async () => {
    const { file } = await written(factsOf(plane), { texture: 'png' });
    const start = Buffer.from(file).indexOf('\x89PNG', 0, 'latin1');
    const { data, info } = await sharp(file.subarray(start)).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([320, 240]);
    expect([[...data.subarray(0, 3)], [...data.subarray(-3)]]).toEqual([RED, BLUE]);
  });

  test('colours of vertices are linear light', async () => {
    const { file } = await written(factsOf(plane), { texture: 'none', triangles: 0 });
    const colours = triples(meshIn((await readGlb(file)).scene).geometry, 'color');
    const linear = RED.map((byte) =>
      byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    for (const c of [0, 1, 2]) expect(colours[0][c]).toBeCloseTo(linear[c], 4);
  });
});

describe('PLY', () => {
  test('has sRGB colours, scalars for CloudCompare and faces', async () => {
    const facts = factsOf(plane, 8, 6);
    const { file, geometry } = await written(facts, { format: 'ply', scalars: true, triangles: 0 });
    const header = Buffer.from(file).toString('latin1').split('end_header')[0].split('\n');
    expect(header.filter((line) => /^(element|property)/.test(line))).toEqual([
      'element vertex 48',
      ...['x', 'y', 'z', 'nx', 'ny', 'nz'].map((name) => `property float ${name}`),
      ...['red', 'green', 'blue'].map((name) => `property uchar ${name}`),
      'property float scalar_depth',
      'element face 70',
      'property list uchar int vertex_indices',
    ]);
    const start = Buffer.from(file).indexOf('end_header\n') + 11;
    expect([...file.subarray(start + 24, start + 27)]).toEqual(RED);
    const depth = new DataView(file.buffer).getFloat32(start + 27, true);
    expect(depth).toBeCloseTo(facts.depth.values[0], 6);
    expect(geometry.triangles).toBe(70);
    const read = new PLYLoader().parse(file.buffer as ArrayBuffer);
    expect(read.getIndex()?.count).toBe(210);
  });
});

describe('OBJ', () => {
  test('names its material and texture, and turns v round', async () => {
    const { file, folder } = await written(factsOf(plane, 20, 10), {
      format: 'obj',
      triangles: 0,
      unit: 'centimetres',
    });
    expect((await readdir(folder)).sort()).toEqual([
      'mesh.jpg',
      'mesh.mtl',
      'mesh.obj',
      'mesh.obj.json',
      'photo.png',
    ]);
    const text = Buffer.from(file).toString('latin1');
    expect(text).toContain('mtllib mesh.mtl');
    expect(await readFile(join(folder, 'mesh.mtl'), 'utf8')).toContain('map_Kd mesh.jpg');
    const { geometry } = meshIn(new OBJLoader().parse(text));
    const points = triples(geometry, 'position').map(([x, y, z]) => inCamera([x / 100, y / 100, z / 100]));
    expect(Math.max(...points.map(plane.distanceTo))).toBeLessThan(1e-5);
    expect(points).toHaveLength(3 * 2 * 19 * 9);
    const { fx, fy, cx, cy } = sceneCamera(20, 10);
    const uvs = triples(geometry, 'uv');
    for (const [k, [x, y, z]] of points.entries()) {
      expect(uvs[k][0]).toBeCloseTo(((x / z) * fx + cx) / 20, 4);
      expect(uvs[k][1]).toBeCloseTo(1 - ((y / z) * fy + cy) / 10, 4);
    }
  });
});

test.each([
  ['obj', /^__\.fastdepth-[0-9a-f]{8}\.jpg$/],
  ['usda', /^日本\.fastdepth\.jpg$/],
] as const)('the texture beside an %s of any name is the one that it names, and no other has its name', async (format, name) => {
  const { source, folder } = await exportSource(factsOf(plane, 20, 10));
  const options = meshOptionsSchema.parse({ format });
  for (const stem of ['日本', '中国', 'my photo'])
    await writeMesh(source, options, join(folder, `${stem}.fastdepth.${format}`), { overwrite: false });
  const text = async (file: string) => readFile(join(folder, file), 'utf8');
  const { files } = JSON.parse(await text(`日本.fastdepth.${format}.json`)) as { files: string[] };
  const [picture, material] = files;
  expect(picture).toMatch(name);
  if (format === 'obj') {
    expect(await text('日本.fastdepth.obj')).toContain(`mtllib ${material}\n`);
    expect(await text(material)).toContain(`map_Kd ${picture}\n`);
  } else expect(await text('日本.fastdepth.usda')).toContain(`@${picture}@`);
});

test('an OBJ in an archive brings its material and texture', async () => {
  const { source, folder } = await exportSource(factsOf(plane, 20, 10));
  const path = join(folder, 'my photo.obj.zip');
  await writeMesh(source, meshOptionsSchema.parse({ format: 'obj' }), path, { overwrite: false });
  const files = unzipSync(await readFile(path));
  expect(Object.keys(files)).toEqual(['my_photo.obj', 'my_photo.jpg', 'my_photo.mtl']);
  expect(strFromU8(files['my_photo.obj'])).toContain('mtllib my_photo.mtl');
  expect((await sharp(files['my_photo.jpg']).metadata()).width).toBe(40);
});

describe('USDZ', () => {
  test('is a stored archive aligned to 64 bytes that three reads', async () => {
    const { file } = await written(factsOf(plane, 20, 10), { format: 'usdz', texture: 'png' });
    const bytes = Buffer.from(file);
    for (let at = bytes.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; ) {
      expect(bytes.readUInt16LE(at + 8)).toBe(0);
      expect((at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)) % 64).toBe(0);
      at = bytes.indexOf('PK\x03\x04', at + bytes.readUInt32LE(at + 18), 'latin1');
    }
    const files = unzipSync(file);
    expect(Object.keys(files)).toEqual(['scene.usda', 'photo.png']);
    // Pictures need a browser: only the scene is read.
    const scene = strFromU8(files['scene.usda']).replace(/.*inputs:file.*\n/, '');
    const { geometry } = meshIn(new USDLoader().parse(scene));
    const points = triples(geometry, 'position').map(inCamera);
    expect(points.length).toBeGreaterThan(0);
    expect(Math.max(...points.map(plane.distanceTo))).toBeLessThan(1e-5);
    // The box around it, and the camera of the photo: 36 mm of film are 0.36 tenths of a metre.
    const text = strFromU8(files['scene.usda']);
    const [low, high] = [...text.matchAll(/extent = \[\((.*?)\), \((.*?)\)\]/g)][0].slice(1);
    for (const [axis, bound] of low.split(', ').entries())
      expect(Math.min(...points.map((point) => inCamera([...point])[axis]))).toBeCloseTo(Number(bound), 5);
    for (const [axis, bound] of high.split(', ').entries())
      expect(Math.max(...points.map((point) => inCamera([...point])[axis]))).toBeCloseTo(Number(bound), 5);
    const numberOf = (name: string) => Number(text.match(`float ${name} = (.*)`)?.[1]);
    const { fx } = sceneCamera(20, 10);
    expect(numberOf('focalLength') / numberOf('horizontalAperture')).toBeCloseTo(fx / 20, 6);
    expect(numberOf('horizontalAperture') / numberOf('verticalAperture')).toBeCloseTo(2, 6);
  });
});

test('loose pieces, holes and cuts are counted', async () => {
  const facts = factsOf(plane, 60, 40);
  const { values } = facts.depth;
  for (let p = 0; p < 6; p++) values[20 * 60 + 20 + p] = 1;
  for (let p = 0; p < 4; p++) values[30 * 60 + 20 + p] = Number.NaN;
  const { geometry } = await written(facts, { triangles: 0, islands: 10 });
  expect(geometry.leftOut).toEqual({
    outsidePhoto: 0,
    invalid: 4,
    onSteps: 0,
    islands: 1,
    islandPixels: 6,
    holes: 2,
    holePixels: 10,
    largestHolePixels: 6,
  });
});

test.each([
  'glb',
  'obj',
  'ply',
  'stl',
  'usdz',
] as const)('a cancelled %s leaves nothing behind', async (format) => {
  const { source, folder } = await exportSource(factsOf(room));
  const stop = new AbortController();
  const report = (fraction: number) => {
    if (fraction >= 0.2) stop.abort();
  };
  const writing = { overwrite: false, signal: stop.signal, report };
  const options = meshOptionsSchema.parse({ format });
  await expect(writeMesh(source, options, join(folder, 'mesh'), writing)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await readdir(folder)).toEqual(['photo.png']);
});
