import { expect, test } from 'vitest';
import { cutSides } from '../../contract/geometry/cut-sides.ts';
import { classifyQuads, QUAD } from './quads.ts';

const grid = { width: 96, height: 96 };
const focal = { fx: 100, fy: 100 };

const mapOf = (depthAt: (x: number, y: number) => number) =>
  Float32Array.from({ length: 96 * 96 }, (_, p) => depthAt(p % 96, Math.floor(p / 96)));

/** Share of the quads that are whole. */
function wholeShare(depth: Float32Array, degrees: number): number {
  const { sides } = cutSides(depth, grid, focal, { edgeCut: 0.3, edgeAngle: degrees });
  const quads = classifyQuads(depth, grid, Number.POSITIVE_INFINITY, sides);
  return quads.filter((quad) => quad === QUAD.fall || quad === QUAD.rise).length / quads.length;
}

test('a step that was blurred over four pixels hangs between both sides no more', () => {
  const blurred = mapOf((x) => 1 + Math.max(0, Math.min(1, (x - 46) / 4)));
  expect(wholeShare(blurred, 0)).toBe(1);
  const { cut, keptOnPlanes } = cutSides(blurred, grid, focal, { edgeCut: 0.3, edgeAngle: 8 });
  expect({ cut, keptOnPlanes }).toEqual({ cut: 4 * 96, keptOnPlanes: 0 });
  expect(wholeShare(blurred, 8)).toBe(91 / 95);
});

test('the ground stays as far as the eye sees it, up to its last pixels', () => {
  // Seen from 1.6 m, down to 1.9 degrees.
  const ground = mapOf((_, y) => 160 / (y + 3.5));
  const { cut, keptOnPlanes } = cutSides(ground, grid, focal, { edgeCut: 0.3, edgeAngle: 8 });
  expect(keptOnPlanes).toBeGreaterThan(5 * 96);
  expect(cut).toBe(0);
  expect(wholeShare(ground, 8)).toBe(1);
});

test('a hole is no side, and each direction has its own focal length', () => {
  const depth = mapOf((x, y) => (x === 40 ? Number.NaN : y < 48 ? 1 : 1.1));
  expect(cutSides(depth, grid, { fx: 1000, fy: 40 }, { edgeCut: 0.3, edgeAngle: 8 }).cut).toBe(0);
  expect(cutSides(depth, grid, { fx: 40, fy: 100 }, { edgeCut: 0.3, edgeAngle: 8 }).cut).toBe(95);
});
