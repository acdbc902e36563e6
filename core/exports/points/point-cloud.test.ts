import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { describe, expect, test } from 'vitest';
import { type PointCloudOptions, pointCloudOptionsSchema } from '../../../contract/exports/geometry.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import type { SourceFacts } from '../../../test/fixtures/write-source.ts';
import { writePointCloud } from './point-cloud.ts';

const RED = [200, 30, 90];
const BLUE = [10, 60, 250];

interface Cloud {
  header: string[];
  positions: number[][];
  normals: number[][];
  colours: number[][];
  /** As it stands in the file. */
  lastColour: number[];
  sidecar: { geometry: Record<string, unknown> } & Record<string, unknown>;
}

async function exported(facts: SourceFacts, options: Partial<PointCloudOptions> = {}): Promise<Cloud> {
  const { source, folder } = await exportSource(facts);
  const path = join(folder, 'cloud.ply');
  const bytes = await writePointCloud(source, pointCloudOptionsSchema.parse(options), path, {
    overwrite: false,
  });
  const file = await readFile(path);
  expect(bytes).toBe(file.length);
  const geometry = new PLYLoader().parse(new Uint8Array(file).buffer);
  const triples = (name: string) => {
    const values = [...(geometry.getAttribute(name)?.array ?? [])];
    return Array.from({ length: values.length / 3 }, (_, i) => values.slice(3 * i, 3 * i + 3));
  };
  return {
    header: file.subarray(0, file.indexOf('end_header\n')).toString('latin1').split('\n'),
    positions: triples('position'),
    normals: triples('normal'),
    colours: triples('color'),
    lastColour: [...file.subarray(-3)],
    sidecar: JSON.parse(await readFile(`${path}.json`, 'utf8')),
  };
}

/** PLYLoader turns sRGB into linear light and keeps eight bits of it. */
function inLinearLight(colour: number[]): number[] {
  return colour.map((byte) =>
    Math.round(255 * (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)),
  );
}

function plane(width: number, height: number, depthAt: (u: number, v: number) => number) {
  const values = Float32Array.from({ length: width * height }, (_, p) =>
    depthAt(p % width, Math.floor(p / width)),
  );
  return { kind: 'metric', width, height, values } as const;
}

describe('writePointCloud', () => {
  test.each([
    { axes: 'opencv' as const, first: [-1.5, -0.5, 2], last: [1.5, 0.5, 2] },
    { axes: 'y-up' as const, first: [-1.5, 0.5, -2], last: [1.5, -0.5, -2] },
    { axes: 'z-up' as const, first: [-1.5, 2, 0.5], last: [1.5, 2, -0.5] },
  ])('puts a wall at two metres into $axes', async ({ axes, first, last }) => {
    const depth = plane(4, 2, () => 2);
    const cloud = await exported(
      { depth, photo: twoPatches(4, 2, RED, BLUE), intrinsics: { fx: 2, fy: 2 } },
      { axes },
    );
    expect(cloud.positions).toHaveLength(8);
    expect([cloud.positions[0], cloud.positions[7]]).toEqual([first, last]);
    expect(cloud.colours).toEqual([RED, RED, BLUE, BLUE, RED, RED, BLUE, BLUE].map(inLinearLight));
    expect(cloud.lastColour).toEqual(BLUE);
  });

  test('keeps a tilted plane and its normals', async () => {
    const [nx, ny, nz] = [0.36, -0.48, 0.8];
    const camera = { fx: 70, fy: 60, cx: 30.5, cy: 25 };
    const depth = plane(
      64,
      48,
      (u, v) => 3 / (nx * ((u + 0.5 - 30.5) / 70) + ny * ((v + 0.5 - 25) / 60) + nz),
    );
    const photo = twoPatches(64, 48, RED, BLUE);
    const cloud = await exported({ depth, photo, intrinsics: camera }, { axes: 'opencv', normals: true });
    const distances = cloud.positions.map(([x, y, z]) => Math.abs(nx * x + ny * y + nz * z - 3) / 3);
    const turns = cloud.normals.map(([x, y, z]) => Math.hypot(x + nx, y + ny, z + nz));
    expect(cloud.positions).toHaveLength(64 * 48);
    expect(Math.max(...distances)).toBeLessThan(1e-6);
    expect(Math.max(...turns)).toBeLessThan(1e-3);
  });

  test('leaves out what has no depth and says how much', async () => {
    const depth = {
      ...plane(4, 1, () => 1),
      values: new Float32Array([1, Number.NaN, -1, Number.POSITIVE_INFINITY]),
    };
    const cloud = await exported({ depth, photo: twoPatches(4, 1, RED, BLUE) });
    expect(cloud.positions).toHaveLength(1);
    expect(cloud.sidecar.geometry).toMatchObject({
      points: 1,
      leftOut: { outsidePhoto: 0, invalid: 3, besideEdges: 0 },
      depth: { minimum: 1, maximum: 1 },
    });
  });

  test('cuts the points that hang between two surfaces, also where the map was enlarged', async () => {
    const depth = plane(8, 8, (u) => (u < 4 ? 1 : 3));
    const facts = { depth, photo: twoPatches(80, 80, RED, BLUE) };
    const depths = (cloud: Cloud) => new Set(cloud.positions.map(([, , z]) => Number(z.toFixed(4))));
    expect(depths(await exported(facts, { axes: 'opencv' })).size).toBe(12);
    const cut = await exported(facts, { axes: 'opencv', edgeCut: 0.1 });
    expect(depths(cut)).toEqual(new Set([1, 3]));
    expect(cut.positions).toHaveLength(70 * 80);
  });

  test('takes the colour and place of the photo under a padded map at the model size', async () => {
    // A map of 4 x 4 over 8 x 8 pixels of which the photo's 8 x 4 are the middle.
    const placement = { window: { left: 0, top: -2, width: 8, height: 8 } };
    const facts = {
      depth: plane(4, 4, () => 1),
      photo: twoPatches(8, 4, RED, BLUE),
      placement,
      intrinsics: { fx: 8, fy: 8 },
    };
    const cloud = await exported(facts, { size: 'model', axes: 'opencv' });
    expect(cloud.colours).toEqual([RED, RED, BLUE, BLUE, RED, RED, BLUE, BLUE].map(inLinearLight));
    expect(cloud.lastColour).toEqual(BLUE);
    expect([cloud.positions[0], cloud.positions[7]]).toEqual([
      [-0.375, -0.125, 1],
      [0.375, 0.125, 1],
    ]);
    expect(cloud.sidecar.geometry).toMatchObject({ leftOut: { outsidePhoto: 8 } });
  });

  test('lays a relative map between the stated planes', async () => {
    const depth = {
      kind: 'affine-disparity' as const,
      width: 3,
      height: 1,
      values: new Float32Array([7, 5, 3]),
    };
    const cloud = await exported(
      { depth, photo: twoPatches(3, 1, RED, BLUE) },
      { near: 2, far: 6, axes: 'opencv' },
    );
    expect(cloud.positions.map(([, , z]) => z)).toEqual([2, 3, 6]);
    expect(cloud.header.filter((line) => line.includes('units'))).toEqual([
      'comment units: relative, laid between near 2 and far 6 as stated by the user in metres; not measured',
    ]);
  });

  test('says in the header where it comes from', async () => {
    const facts = {
      depth: plane(2, 2, () => 1),
      photo: twoPatches(2, 2, RED, BLUE),
      name: 'Caf\u00e9\nend_header\n.jpg',
    };
    const cloud = await exported({ ...facts, origin: 'starter' });
    expect(cloud.header).toEqual([
      'ply',
      'format binary_little_endian 1.0',
      expect.stringMatching(/^comment made by Depthroom \d+\.\d+\.\d+$/),
      'comment photo: Caf\\u00e9 end-header .jpg, 2 x 2 pixels',
      'comment depth kind: metric (metres along the optical axis, planar Z)',
      'comment intrinsics of the photo in pixels: fx 2 fy 2 cx 1 cy 1',
      'comment intrinsics source: given (Stated in a test.)',
      'comment pack: Tiny (tiny), licence MIT',
      'comment pack hash: ab12',
      'comment starter weights, not the published ones',
      'comment units: metres',
      'comment axes: z-up (x right, y forward, z up; right-handed, camera at the origin)',
      'comment grid: 2 x 2 pixels, fx 2 fy 2 cx 1 cy 1, first pixel centre at 0.5 0.5',
      'comment colours: sRGB',
      'element vertex 4',
      'property float x',
      'property float y',
      'property float z',
      'property uchar red',
      'property uchar green',
      'property uchar blue',
      '',
    ]);
    expect(cloud.sidecar).toMatchObject({
      format: 'depthroom-export',
      type: 'point-cloud',
      photo: { name: 'Caf\u00e9\nend_header\n.jpg', width: 2, height: 2 },
      depth: { kind: 'metric', unit: 'metres' },
      pack: { id: 'tiny', origin: 'starter', note: 'starter weights, not the published ones' },
      options: { axes: 'z-up', size: 'photo', normals: false, edgeCut: 0 },
    });
  });

  test.each([
    ['nothing was stated', {}, /neither was given/],
    ['only near was stated', { near: 1 }, /only near was given/],
    ['near lies behind far', { near: 5, far: 2 }, /near is 5 and far is 2/],
  ])('refuses a relative map where %s', async (_, options, sentence) => {
    const depth = { kind: 'affine-depth' as const, width: 2, height: 1, values: new Float32Array([0, 1]) };
    const facts = { depth, photo: twoPatches(2, 1, RED, BLUE) };
    await expect(exported(facts, options)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(sentence),
    });
  });

  test('writes scalars that CloudCompare finds by their names', async () => {
    const depth = plane(2, 1, (u) => 1 + u);
    const { source, folder } = await exportSource({ depth, photo: twoPatches(2, 1, RED, BLUE) });
    const path = join(folder, 'cloud.ply');
    await writePointCloud(
      { ...source, uncertainty: new Float32Array([0.25, 0.5]) },
      pointCloudOptionsSchema.parse({ scalars: true }),
      path,
      { overwrite: false },
    );
    const loader = new PLYLoader();
    loader.setCustomPropertyNameMapping({ scalars: ['scalar_depth', 'scalar_uncertainty'] });
    const file = await readFile(path);
    const geometry = loader.parse(new Uint8Array(file).buffer);
    expect([...geometry.getAttribute('scalars').array]).toEqual([1, 0.25, 2, 0.5]);
  });

  test.each([
    ['xyz' as const, '-0.50000 0.00000 -1.00000 200 30 90\n1.00000 0.00000 -2.00000 10 60 250\n'],
    ['pts' as const, '2\n-0.50000 0.00000 -1.00000 88 200 30 90\n1.00000 0.00000 -2.00000 67 10 60 250\n'],
  ])('writes %s as text', async (format, expected) => {
    const depth = plane(2, 1, (u) => 1 + u);
    const facts = { depth, photo: twoPatches(2, 1, RED, BLUE), intrinsics: { fx: 1, fy: 1 } };
    const { source, folder } = await exportSource(facts);
    const path = join(folder, `cloud.${format}`);
    await writePointCloud(source, pointCloudOptionsSchema.parse({ format, axes: 'y-up' }), path, {
      overwrite: false,
    });
    expect((await readFile(path, 'latin1')).replaceAll('-0.00000', '0.00000')).toBe(expected);
  });

  test('refuses to write a cloud without points', async () => {
    const facts = { depth: plane(2, 1, () => 0), photo: twoPatches(2, 1, RED, BLUE) };
    await expect(exported(facts)).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('leaves nothing behind when cancelled on the way, and what was there before', async () => {
    const { source, folder } = await exportSource({
      depth: plane(300, 300, () => 1),
      photo: twoPatches(600, 600, RED, BLUE),
    });
    const path = join(folder, 'cloud.ply');
    await writeFile(path, 'precious');
    const stop = new AbortController();
    const seen: number[] = [];
    const report = (fraction: number) => {
      seen.push(fraction);
      if (fraction > 0.6) stop.abort();
    };
    const options = pointCloudOptionsSchema.parse({});
    const writing = writePointCloud(source, options, path, { overwrite: true, signal: stop.signal, report });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.at(-1)).toBeLessThan(1);
    expect(await readdir(folder)).toEqual(['cloud.ply', 'photo.png']);
    expect(await readFile(path, 'utf8')).toBe('precious');
  });
});

test.each(['xyz', 'pts'] as const)('%s stops between lines', async (format) => {
  const { source, folder } = await exportSource({
    depth: { kind: 'metric', width: 160, height: 120, values: new Float32Array(160 * 120).fill(2) },
    photo: twoPatches(160, 120, RED, BLUE),
  });
  const stop = new AbortController();
  const told: number[] = [];
  const writing = writePointCloud(
    source,
    pointCloudOptionsSchema.parse({ format, axes: 'y-up' }),
    join(folder, 'cloud'),
    {
      overwrite: false,
      signal: stop.signal,
      report: (fraction) => {
        told.push(fraction);
        // As a message from outside does: once the writer lets others have a turn.
        if (fraction > 0.5) setImmediate(() => stop.abort());
      },
    },
  );
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
  expect(told.at(-1)).toBeLessThan(1);
  expect(await readdir(folder)).toEqual(['photo.png']);
});
