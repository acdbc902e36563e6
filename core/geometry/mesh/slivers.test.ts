import { expect, test } from 'vitest';
import { box, type KnownScene, plane, room, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { classifyQuads, type Surface } from '../quads.ts';
import { findLeaks } from './open-edges.ts';
import { reliefSolid } from './relief.ts';
import { thinnerOf } from './simplify.ts';
import { findSlivers, withoutSlivers } from './slivers.ts';
import type { CameraMesh } from './surface-distance.ts';

const grid = { width: 160, height: 120 };

function surfaceOf(scene: KnownScene): Surface {
  const camera = sceneCamera(grid.width, grid.height);
  const depth = sceneDepth(scene, camera).values;
  return { ...grid, depth, camera, quads: classifyQuads(depth, grid, 0.05) };
}

/** Twice the area of the picture that a mesh covers. */
function pictureOf({ positions, indices }: CameraMesh): number {
  const at = (vertex: number, axis: number) => positions[3 * vertex + axis] / positions[3 * vertex + 2];
  let area = 0;
  for (let k = 0; k < indices.length; k += 3) {
    const [a, b, c] = indices.subarray(k, k + 3);
    area += (at(b, 1) - at(a, 1)) * (at(c, 0) - at(a, 0)) - (at(b, 0) - at(a, 0)) * (at(c, 1) - at(a, 1));
  }
  return area;
}

test.each([
  ['plane', plane],
  ['box', box],
  ['room', room],
] as const)('no triangle of a thinned %s is without area', (_, scene) => {
  const surface = surfaceOf(scene);
  for (const slide of [null, { most: 3, across: 1, down: 1 }]) {
    const thin = thinnerOf(surface, slide);
    for (const triangles of [200, 2000, 5000, 12_000, 20_000])
      expect(findSlivers(thin({ triangles, perBorderEdge: 0 }).mesh)).toEqual([]);
  }
});

test('nor is one of a relief, which stays closed', () => {
  const heights = Float32Array.from({ length: 160 * 120 }, (_, p) => (p % 160) / 320 + p / 160 / 240);
  const shape = { width: 100, height: 10, base: 2, rings: [], triangles: 9000, pixelAspect: 1, curve: 0 };
  for (const [width, height] of [
    [160, 120],
    [120, 160],
  ]) {
    const solid = reliefSolid(heights, { width, height }, shape);
    expect(findSlivers(solid)).toEqual([]);
    expect(findLeaks(solid.indices, solid.positions.length / 3)).toEqual({ openEdges: 0, crowdedEdges: 0 });
  }
});

/** Vertices on a plane a metre away. */
const flat = (...corners: [number, number][]) => Float32Array.from(corners.flatMap(([x, y]) => [x, y, 1]));

test('several vertices in a line are shared out among the triangles beside them', () => {
  // Below the line 0 1 2 3 4 lies vertex 5, above it 6; the fan of slivers between them hangs on 0.
  const positions = flat([0, 0], [1, 0], [2, 0], [3, 0], [4, 0], [2, 3], [2, -3]);
  const indices = Uint32Array.of(0, 5, 4, 0, 2, 1, 0, 3, 2, 0, 4, 3, 0, 1, 6, 1, 2, 6, 2, 3, 6, 3, 4, 6);
  const before = { positions, indices };
  expect(findSlivers(before)).toHaveLength(3);
  const after = withoutSlivers(before);
  expect(findSlivers(after)).toEqual([]);
  expect(pictureOf(after)).toBeCloseTo(pictureOf(before), 6);
  expect(findLeaks(after.indices, 7)).toEqual({ openEdges: 4, crowdedEdges: 0 });
});

test('at the border a sliver goes, and two that lie back to back go both', () => {
  const positions = flat([0, 0], [1, 0], [2, 0], [1, 2], [9, 9]);
  const atBorder = { positions, indices: Uint32Array.of(0, 2, 1, 0, 1, 3, 1, 2, 3) };
  expect(withoutSlivers(atBorder)).toEqual({
    positions: flat([0, 0], [1, 0], [1, 2], [2, 0]),
    indices: Uint32Array.of(0, 1, 2, 1, 3, 2),
  });
  const backToBack = { positions, indices: Uint32Array.of(0, 1, 2, 0, 2, 1, 0, 1, 3, 1, 2, 3) };
  expect(withoutSlivers(backToBack)).toEqual(withoutSlivers(atBorder));
});
