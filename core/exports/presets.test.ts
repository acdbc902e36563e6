import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { validateBytes } from 'gltf-validator';
import sharp from 'sharp';
import { type BufferGeometry, type Mesh, MeshBasicMaterial, SRGBColorSpace } from 'three';
import { strFromU8, unzipSync } from 'three/addons/libs/fflate.module.js';
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from '../../contract/exports/geometry.ts';
import { PRESET_NAMES, PRESETS, type Preset, type PresetName } from '../../contract/exports/presets.ts';
import { exportSource, twoPatches } from '../../test/fixtures/export-source.ts';
import { readExr, readExrChannel } from '../../test/fixtures/read-exr.ts';
import { room, sceneCamera, sceneDepth } from '../../test/fixtures/scenes.ts';
import { meshIn, readGlb } from '../../test/fixtures/written-mesh.ts';
import { writeDepthImage } from './image/depth-image.ts';
import { writeMesh } from './mesh/write-mesh.ts';
import { writePointCloud } from './points/point-cloud.ts';

const [WIDTH, HEIGHT] = [96, 64];
const RED = [200, 30, 90];
const BLUE = [10, 60, 250];

/** What an independent reader finds: how many vertices or pixels, and where the first and last lie or what they say. */
type Reader = (file: Uint8Array) => Promise<unknown> | unknown;

const camera = sceneCamera(WIDTH, HEIGHT);
const depth = sceneDepth(room, camera);

function sizeOf(geometry: BufferGeometry): number[] {
  geometry.computeBoundingBox();
  const box = geometry.boundingBox;
  return box ? [box.min, box.max].flatMap((corner) => corner.toArray()) : [];
}

/** Within half a unit. */
function about(values: number[]): unknown[] {
  return values.map((value) => expect.closeTo(value, 0));
}

/** The room is four metres wide, two and a half high and ends at five metres; the camera is at the origin. */
const Y_UP = about([-2, -1.5, -5, 2, 1, -2]);
const Z_UP = about([-2, 2, -1.5, 2, 5, 1]);

const INVERSE = depth.values.map((value) => 1 / value);

/** Z as it stands in the file, and the colour of the first pixel in linear light. */
function exrFacts(file: Uint8Array) {
  const { values } = readExrChannel(Buffer.from(file), 'Z');
  return { z: values, colour: readExr(Buffer.from(file)).at(0, 0) };
}

/** IEC 61966-2-1 of 200, 30, 90, within what 16 bits hold, and alpha. */
const LINEAR_RED = [0.57758, 0.01298, 0.10224, 1].map((value) => expect.closeTo(value, 3));

const READERS: Record<PresetName, { read: Reader; expected: unknown }> = {
  blender: { read: glbFacts, expected: { errors: 0, warnings: 0, isUnlit: true, box: Y_UP } },
  unreal: { read: glbFacts, expected: { errors: 0, warnings: 0, isUnlit: true, box: Y_UP } },
  houdini: {
    read: (file) => sizeOf((new OBJLoader().parse(strFromU8(file)).children[0] as Mesh).geometry),
    expected: Y_UP,
  },
  'unreal-points': {
    read: (file) => {
      const rows = strFromU8(file)
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number));
      const range = (axis: number) => [
        Math.min(...rows.map((row) => row[axis])),
        Math.max(...rows.map((row) => row[axis])),
      ];
      const [x, y, z] = [range(0), range(1), range(2)];
      return { columns: rows[0].length, box: [x[0], y[0], z[0], x[1], y[1], z[1]], colour: rows[0].slice(3) };
    },
    expected: { columns: 6, box: Z_UP, colour: RED },
  },
  cloudcompare: {
    read: (file) => sizeOf(new PLYLoader().parse(file.buffer as ArrayBuffer)),
    expected: Z_UP,
  },
  splats: {
    read: (file) => {
      const header = strFromU8(file.subarray(0, 4000), true).split('end_header')[0];
      const names = [...header.matchAll(/property float (\w+)/g)].map(([, name]) => name);
      return { names, box: sizeOf(new PLYLoader().parse(file.buffer as ArrayBuffer)) };
    },
    expected: {
      names: [
        ...['x', 'y', 'z', 'f_dc_0', 'f_dc_1', 'f_dc_2', 'opacity'],
        ...['scale_0', 'scale_1', 'scale_2', 'rot_0', 'rot_1', 'rot_2', 'rot_3'],
      ],
      box: about([-2, -1, 2, 2, 1.5, 5]),
    },
  },
  print: {
    read: (file) => sizeOf(new STLLoader().parse(file.buffer as ArrayBuffer)),
    expected: about([0, 0, 0, 120, 79.6, 17]),
  },
  lithophane: {
    read: (file) => sizeOf(new STLLoader().parse(file.buffer as ArrayBuffer)),
    expected: about([0, 0, 0, 126, 85.6, 3.2]),
  },
  apple: {
    read: (file) => {
      const scene = strFromU8(unzipSync(file)['scene.usda']).replace(/.*inputs:file.*\n/, '');
      const found = new USDLoader().parse(scene).getObjectsByProperty('isMesh', true);
      return sizeOf((found[0] as Mesh).geometry);
    },
    expected: Y_UP,
  },
  'blender-depth': {
    read: (file) => readExrChannel(Buffer.from(file), 'Y').values,
    expected: [...depth.values],
  },
  'blender-displacement': {
    read: (file) => {
      const files = unzipSync(file);
      const { values } = readExrChannel(Buffer.from(files['displacement.exr']), 'Y');
      const box = sizeOf((new OBJLoader().parse(strFromU8(files['plane.obj'])).children[0] as Mesh).geometry);
      return { smallest: Math.min(...values), isFlat: box[2] === 0 && box[5] === 0 };
    },
    expected: { smallest: 0, isFlat: true },
  },
  'nuke-z': { read: exrFacts, expected: { z: [...depth.values], colour: LINEAR_RED } },
  'nuke-inverse-z': { read: exrFacts, expected: { z: [...INVERSE], colour: LINEAR_RED } },
  'after-effects': { read: greyEnds, expected: { bits: 16, nearest: 'black', farthest: 'white' } },
  resolve: { read: greyEnds, expected: { bits: 16, nearest: 'white', farthest: 'black' } },
  photoshop: {
    read: async (file) => {
      const { width, height, channels } = await sharp(file).metadata();
      return { width, height, channels, ...(await greyEnds(file)) };
    },
    expected: {
      width: WIDTH,
      height: HEIGHT,
      channels: 4,
      bits: 16,
      nearest: 'black',
      farthest: 'white',
    },
  },
};

async function glbFacts(file: Uint8Array) {
  const { issues } = await validateBytes(file);
  const { geometry, material } = meshIn((await readGlb(file)).scene);
  return {
    errors: issues.numErrors,
    warnings: issues.numWarnings,
    // three shows unlit materials with this one, and colours of textures as sRGB.
    isUnlit: material instanceof MeshBasicMaterial && material.map?.colorSpace === SRGBColorSpace,
    box: sizeOf(geometry),
  };
}

/** Whether the nearest and the farthest pixel of the last channel of a TIFF are white or black; code 0 may be for pixels without depth. */
async function greyEnds(file: Uint8Array) {
  const image = await (await fromArrayBuffer(file.buffer as ArrayBuffer)).getImage();
  const grey = ((await image.readRasters()) as unknown as Uint16Array[]).at(-1) ?? [];
  const nearest = depth.values.indexOf(Math.min(...depth.values));
  const farthest = depth.values.indexOf(Math.max(...depth.values));
  const wordOf = (code: number) => (code === 65535 ? 'white' : code <= 1 ? 'black' : 'grey');
  return {
    bits: image.getBitsPerSample(),
    nearest: wordOf(grey[nearest]),
    farthest: wordOf(grey[farthest]),
  };
}

test.each(PRESET_NAMES)('what %s is given can be opened', async (name) => {
  const preset: Preset = PRESETS[name];
  // three takes minutes for the text of a large USD.
  const fewer = name === 'apple' ? { triangles: 300 } : {};
  const photo = twoPatches(WIDTH, HEIGHT, RED, BLUE);
  const { source, folder } = await exportSource({ depth, photo, intrinsics: camera });
  const path = join(folder, 'file');
  const writing = { overwrite: false };
  if (preset.kind === 'mesh')
    await writeMesh(source, meshOptionsSchema.parse({ ...preset.options, ...fewer }), path, writing);
  else if (preset.kind === 'point-cloud')
    await writePointCloud(source, pointCloudOptionsSchema.parse(preset.options), path, writing);
  else await writeDepthImage(source, depthImageOptionsSchema.parse(preset.options), path, writing);
  const file = new Uint8Array(await readFile(path));
  const { read, expected } = READERS[name];
  expect(await read(file)).toEqual(expected);
});
