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
});
