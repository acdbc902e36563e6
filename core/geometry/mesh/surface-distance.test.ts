import { expect, test } from 'vitest';
import { classifyQuads } from '../quads.ts';
import { findLeaks, openEdges } from './open-edges.ts';
import { surfaceDistance } from './surface-distance.ts';

const camera = { fx: 32, fy: 32, cx: 16, cy: 16 };

function wallAt(metres: number) {
  const grid = { width: 32, height: 32 };
  const depth = new Float32Array(32 * 32).fill(metres);
  return { ...grid, depth, camera, quads: classifyQuads(depth, grid, 0.05) };
}

test('the distance of a wall to a wall a little before it', () => {
  const mesh = {
    positions: new Float32Array([-5, -5, 1.98, 5, -5, 1.98, -5, 5, 1.98, 5, 5, 1.98]),
    indices: new Uint32Array([0, 2, 1, 1, 2, 3]),
  };
  const found = surfaceDistance(wallAt(2), mesh, 500);
  expect(found.points).toBeGreaterThan(400);
  for (const value of [found.rms, found.p99, found.maximum]) expect(value).toBeCloseTo(0.02, 6);
  expect(found.relativeRms).toBeCloseTo(0.01, 6);
});

test('points beside a triangle are measured to its side', () => {
  const mesh = {
    positions: new Float32Array([-1, -2, 2, -1, 2, 2, -0.9, 0, 2]),
    indices: new Uint32Array([0, 1, 2]),
  };
  // The farthest points that find it lie less than two buckets of eight pixels, a metre, away.
  const { maximum } = surfaceDistance(wallAt(2), mesh, 4000);
  expect(maximum).toBeGreaterThan(0.4);
  expect(maximum).toBeLessThanOrEqual(1.05);
});

test('a tetrahedron is watertight until a side is missing or turned', () => {
  const skin = Uint32Array.of(0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3);
  expect(findLeaks(skin, 4)).toEqual({ openEdges: 0, crowdedEdges: 0 });
  expect(findLeaks(skin.subarray(0, 9), 4)).toEqual({ openEdges: 3, crowdedEdges: 0 });
  expect([...openEdges(skin.subarray(0, 9), 4)]).toEqual([0, 2, 3, 0, 2, 3]);
  const turned = skin.slice();
  turned.set([0, 2, 3], 9);
  expect(findLeaks(turned, 4).crowdedEdges).toBeGreaterThan(0);
});
