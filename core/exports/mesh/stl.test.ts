import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import { mergeVertices } from 'three/addons/utils/BufferGeometryUtils.js';
import { describe, expect, test } from 'vitest';
import { twoPatches } from '../../../test/fixtures/export-source.ts';
import { ball } from '../../../test/fixtures/scenes.ts';
import { BLUE, factsOf, RED, written } from '../../../test/fixtures/written-mesh.ts';
import { findLeaks } from '../../geometry/mesh/open-edges.ts';
import { volumeOf } from '../../geometry/mesh/relief.ts';

describe('STL', () => {
  test.each([0, 600])('is a closed solid of the stated size, budget %i', async (triangles) => {
    const { file, geometry } = await written(factsOf(ball, 60, 45), {
      format: 'stl',
      triangles,
      reliefWidth: 118,
      reliefHeight: 10,
      base: 3,
    });
    const solid = new STLLoader().parse(file.buffer as ArrayBuffer);
    solid.computeBoundingBox();
    expect(solid.boundingBox?.min.toArray()).toEqual([0, 0, 0]);
    const [width, height, top] = solid.boundingBox?.max.toArray() ?? [];
    expect([width, height]).toEqual([118, 88]);
    expect(top).toBeCloseTo(13, triangles === 0 ? 5 : 0);
    const welded = mergeVertices(solid.deleteAttribute('normal'));
    const index = Uint32Array.from(welded.getIndex()?.array ?? []);
    expect(findLeaks(index, welded.getAttribute('position').count)).toEqual({
      openEdges: 0,
      crowdedEdges: 0,
    });
    const volume = volumeOf({
      positions: welded.getAttribute('position').array as Float32Array,
      indices: index,
    });
    expect(geometry).toMatchObject({ isWatertight: true });
    expect(volume / 1000).toBeCloseTo(geometry.volumeInCubicCentimetres, 3);
    // The base, and a hill on it that takes up a part of the box above.
    expect(volume).toBeGreaterThan(118 * 88 * 3);
    expect(volume).toBeLessThan(118 * 88 * 13);
    if (triangles > 0) expect(index.length / 3).toBeLessThanOrEqual(triangles);
  });

  test.each([
    ['is flat', () => 2],
    ['is a chessboard of two heights', (p: number) => 1 + (((p % 240) + Math.floor(p / 240)) % 2)],
  ])('keeps to its budget, walls and floor included, where the map %s', async (_, depthAt) => {
    const values = Float32Array.from({ length: 240 * 160 }, (_, p) => depthAt(p));
    const depth = { kind: 'metric' as const, width: 240, height: 160, values };
    const facts = { depth, photo: twoPatches(240, 160, RED, BLUE) };
    const { geometry } = await written(facts, { format: 'stl', triangles: 1000 });
    expect(geometry.triangles).toBeLessThanOrEqual(1000);
    expect(geometry.triangles).toBeGreaterThan(100);
  });

  test('a relief of a ramp has the volume of a wedge on its base, and needs no metres', async () => {
    const values = Float32Array.from({ length: 41 * 21 }, (_, p) => (p % 41) / 40);
    const depth = { kind: 'affine-disparity' as const, width: 41, height: 21, values };
    const { geometry } = await written(
      { depth, photo: twoPatches(41, 21, RED, BLUE) },
      { format: 'stl', reliefWidth: 40, reliefHeight: 10, base: 2, triangles: 100 },
    );
    expect(geometry.volumeInCubicCentimetres).toBeCloseTo((40 * 20 * 2 + (40 * 20 * 10) / 2) / 1000, 6);
  });

  test('has the shape of the photo, also where the model saw it stretched', async () => {
    const values = Float32Array.from({ length: 41 * 41 }, (_, p) => (p % 41) / 40);
    const depth = { kind: 'affine-disparity' as const, width: 41, height: 41, values };
    const { file } = await written(
      { depth, photo: twoPatches(82, 41, RED, BLUE) },
      { format: 'stl', size: 'model', reliefWidth: 40, reliefHeight: 10, base: 2, triangles: 0 },
    );
    const solid = new STLLoader().parse(file.buffer as ArrayBuffer);
    solid.computeBoundingBox();
    expect(solid.boundingBox?.max.toArray()).toEqual([40, 20, 12]);
  });

  /** From a photo that is black on the left and white on the right, 81 x 41 pixels. */
  const halves = () => {
    const values = Float32Array.from({ length: 81 * 41 }, (_, p) => 1 + (p % 81) / 80);
    const depth = { kind: 'metric' as const, width: 81, height: 41, values };
    return { depth, photo: twoPatches(81, 41, [0, 0, 0], [255, 255, 255]) };
  };
  const LITHOPHANE = {
    format: 'stl',
    heightsFrom: 'brightness',
    reliefWidth: 80,
    reliefHeight: 2,
    base: 1,
    triangles: 0,
  } as const;

  test('a lithophane is thick where the photo is dark, its negative where it is bright', async () => {
    const positive = await written(halves(), LITHOPHANE);
    const negative = await written(halves(), { ...LITHOPHANE, invert: true });
    const heightsOf = (file: Uint8Array) => {
      const { array } = new STLLoader().parse(file.buffer as ArrayBuffer).getAttribute('position');
      const heights: number[][] = [[], []];
      for (let k = 0; k < array.length; k += 3)
        if (array[k + 2] > 0 && Math.abs(array[k] - 40) > 2)
          heights[array[k] < 40 ? 0 : 1].push(array[k + 2]);
      return heights.map((each) => [Math.min(...each), Math.max(...each)]);
    };
    expect(heightsOf(positive.file)).toEqual([
      [3, 3],
      [1, 1],
    ]);
    expect(heightsOf(negative.file)).toEqual([
      [1, 1],
      [3, 3],
    ]);
    const both = positive.geometry.volumeInCubicCentimetres + negative.geometry.volumeInCubicCentimetres;
    expect(both).toBeCloseTo((80 * 40 * (1 + 3)) / 1000, 6);
  });

  test('a frame is added around, as high as the highest point', async () => {
    const { file, geometry } = await written(halves(), { ...LITHOPHANE, frame: 5 });
    const solid = new STLLoader().parse(file.buffer as ArrayBuffer);
    solid.computeBoundingBox();
    expect(solid.boundingBox?.max.toArray()).toEqual([90, 50, 3]);
    const { geometry: bare } = await written(halves(), LITHOPHANE);
    const more = geometry.volumeInCubicCentimetres - bare.volumeInCubicCentimetres;
    // Where it meets the bright half it goes down over one pixel, half of it missing on two sides and an end.
    const slope = ((40 + 40 + 40) * 2) / 2;
    expect(more).toBeCloseTo(((90 * 50 - 80 * 40) * 3 - slope) / 1000, 2);
  });

  test.each([
    [2, 2, 3, {}],
    [2, 2, 0.001, {}],
    [41, 21, 3.1, {}],
    [41, 21, 2.55, {}],
    [41, 21, 100, {}],
    [41, 21, 3.1, { triangles: 500 }],
    [41, 21, 7.7, { curve: 90 }],
    [4, 3, 7.7, { curve: 90, triangles: 60 }],
  ] as const)('a frame around %i x %i pixels is exactly so wide: %f mm, %o', async (width, height, frame, given) => {
    const values = Float32Array.from({ length: width * height }, (_, p) => 1 + ((7 * p) % 5));
    const depth = { kind: 'metric' as const, width, height, values };
    const options = {
      format: 'stl',
      triangles: 0,
      reliefWidth: 80,
      frame,
      base: 2,
      reliefHeight: 1,
    } as const;
    const facts = { depth, photo: twoPatches(width, height, RED, BLUE) };
    const { file } = await written(facts, { ...options, ...given });
    const welded = mergeVertices(
      new STLLoader().parse(file.buffer as ArrayBuffer).deleteAttribute('normal'),
      1e-5,
    );
    const positions = welded.getAttribute('position').array as Float32Array;
    const indices = Uint32Array.from(welded.getIndex()?.array ?? []);
    expect(findLeaks(indices, positions.length / 3)).toEqual({ openEdges: 0, crowdedEdges: 0 });
    expect(volumeOf({ positions, indices })).toBeGreaterThan(0);
    const sides = [0, 1].map((axis) => {
      const along = positions.filter((_, k) => k % 3 === axis);
      return Math.max(...along) - Math.min(...along);
    });
    const down = (80 * (height - 1)) / (width - 1) + 2 * frame;
    expect(sides[1]).toBeCloseTo(down, 4);
    // A bent one has a back of that length.
    const across = 80 + 2 * frame;
    if ('curve' in given) expect(sides[0]).toBeCloseTo((across / (Math.PI / 2) + 3) * Math.SQRT2, 3);
    else expect(sides[0]).toBeCloseTo(across, 4);
  });

  test('a bent plate has the back of a cylinder, its whole thickness, and nothing below the ground', async () => {
    const { file, geometry } = await written(halves(), { ...LITHOPHANE, curve: 60, invert: true });
    const { array } = new STLLoader().parse(file.buffer as ArrayBuffer).getAttribute('position');
    const radius = 80 / (Math.PI / 3);
    const lowest = radius * Math.cos(Math.PI / 6);
    const middle = (radius + 3) * Math.sin(Math.PI / 6);
    const distances = [0, 0, 0];
    for (let k = 0; k < array.length; k += 3) {
      expect(array[k + 2]).toBeGreaterThan(-1e-5);
      const thickness = Math.hypot(array[k] - middle, array[k + 2] + lowest) - radius;
      const nearest = [0, 1, 3].findIndex((each) => Math.abs(thickness - each) < 1e-4);
      expect(nearest).toBeGreaterThanOrEqual(0);
      distances[nearest]++;
    }
    expect(Math.min(...distances)).toBeGreaterThan(100);
    // A ring of that angle, of two thicknesses.
    const ring = (thickness: number) => (Math.PI / 12) * ((radius + thickness) ** 2 - radius ** 2) * 40;
    expect(geometry.volumeInCubicCentimetres).toBeCloseTo((ring(1) + ring(3)) / 1000, 1);
  });

  test.each([
    { curve: 120, triangles: 300 },
    { curve: 20, triangles: 2000, frame: 2 },
    { curve: 90, triangles: 0, frame: 7, invert: true },
    { heightsFrom: 'brightness' as const, curve: 45, triangles: 3000 },
  ])('is closed, bent and framed: %o', async (given) => {
    const { file } = await written(factsOf(ball, 60, 45), { format: 'stl', ...given });
    const welded = mergeVertices(new STLLoader().parse(file.buffer as ArrayBuffer).deleteAttribute('normal'));
    const index = Uint32Array.from(welded.getIndex()?.array ?? []);
    const positions = welded.getAttribute('position').array as Float32Array;
    expect(findLeaks(index, positions.length / 3)).toEqual({ openEdges: 0, crowdedEdges: 0 });
    expect(volumeOf({ positions, indices: index })).toBeGreaterThan(0);
  });

  test('says where a closed solid takes more triangles than were asked for', async () => {
    const { geometry } = await written(factsOf(ball, 60, 45), { format: 'stl', triangles: 4 });
    expect(geometry).toMatchObject({
      notes: [expect.stringMatching(/no fewer than \d+ triangles here, 4 were/)],
    });
  });

  test.each([
    { frame: 2 },
    { frame: 3, heightsFrom: 'brightness' as const },
    { curve: 60 },
  ])('a map of one pixel in width is refused: %o', async (given) => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [9, 1],
    ]) {
      const values = Float32Array.from({ length: width * height }, (_, p) => 1 + p);
      const depth = { kind: 'metric' as const, width, height, values };
      await expect(
        written({ depth, photo: twoPatches(width, height, RED, BLUE) }, { format: 'stl', ...given }),
      ).rejects.toMatchObject({ message: expect.stringMatching(/at least 2 x 2 pixels/) });
    }
  });
});
