import { describe, expect, test } from 'vitest';
import { classifyQuads, countTriangles } from '../quads.ts';
import { drawHierarchy, errorsForBudgets, type PixelMesh } from './draw-hierarchy.ts';
import { buildHierarchy } from './hierarchy.ts';
import { openEdges } from './open-edges.ts';

function hierarchyOf(
  width: number,
  height: number,
  depthAt: (x: number, y: number) => number,
  most: number | null = null,
) {
  const depth = Float32Array.from({ length: width * height }, (_, p) =>
    depthAt(p % width, Math.floor(p / width)),
  );
  const quads = classifyQuads(depth, { width, height }, 0.05);
  const values = depth.map((z) => 1 / z);
  return buildHierarchy(
    { width, height, quads },
    { values, kind: 'relative', slide: most === null ? null : { most, across: 1, down: 1 } },
  );
}

/** Twice the area in pixels that triangles cover; negative triangles would be turned away from the camera. */
function areaOf({ pixels, indices }: PixelMesh, width: number): { area: number; isEachFacing: boolean } {
  let area = 0;
  let isEachFacing = true;
  for (let k = 0; k < indices.length; k += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) => pixels[indices[k + corner]]);
    const x = (p: number) => p % width;
    const y = (p: number) => Math.floor(p / width);
    const turn = (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
    area -= turn;
    if (turn > 0) isEachFacing = false;
  }
  return { area, isEachFacing };
}

/** Open edges whose ends do not both lie on the same side of the picture. */
function cracks(mesh: PixelMesh, width: number, height: number): number {
  const edges = openEdges(mesh.indices, mesh.pixels.length);
  let found = 0;
  for (let k = 0; k < edges.length; k += 2) {
    const [p, q] = [mesh.pixels[edges[k]], mesh.pixels[edges[k + 1]]];
    const isOn = (side: (pixel: number) => boolean) => side(p) && side(q);
    const isOnBorder =
      isOn((pixel) => pixel % width === 0) ||
      isOn((pixel) => pixel % width === width - 1) ||
      isOn((pixel) => pixel < width) ||
      isOn((pixel) => pixel >= width * (height - 1));
    if (!isOnBorder) found++;
  }
  return found;
}

const wavy = (x: number, y: number) => 2 + 0.02 * Math.sin(x / 5) * Math.cos(y / 7);

describe('the hierarchy', () => {
  test('draws a tilted plane with the fewest triangles, exactly', () => {
    const hierarchy = hierarchyOf(70, 45, (x, y) => 1 / (0.5 + x / 700 - y / 900));
    const mesh = drawHierarchy(hierarchy, 1e-6);
    expect(mesh.indices.length / 3).toBe(2 * 5 * 3);
    expect(areaOf(mesh, 70)).toEqual({ area: 2 * 69 * 44, isEachFacing: true });
  });

  test.each([17, 40, 65, 97, 130])('covers a curved surface %i pixels wide without a crack', (width) => {
    const hierarchy = hierarchyOf(width, 50, wavy);
    for (const error of [0, 1e-4, 1e-3, 1]) {
      const mesh = drawHierarchy(hierarchy, error);
      expect(areaOf(mesh, width)).toEqual({ area: 2 * (width - 1) * 49, isEachFacing: true });
      expect(cracks(mesh, width, 50)).toBe(0);
    }
  });

  test('keeps to a budget and uses it up', () => {
    const hierarchy = hierarchyOf(200, 150, wavy);
    for (const budget of [500, 2000, 20_000]) {
      const triangles = drawHierarchy(hierarchy, errorsForBudgets(hierarchy)(budget)).indices.length / 3;
      expect(triangles).toBeLessThanOrEqual(budget);
      expect(triangles).toBeGreaterThan(0.8 * budget);
    }
  });

  test('leaves the triangles beside cuts and holes as they are on the full grid', () => {
    const depthAt = (x: number, y: number) => (Math.hypot(x - 40, y - 30) < 15 ? 1 : x > 90 ? Number.NaN : 2);
    const hierarchy = hierarchyOf(100, 70, depthAt);
    const all = drawHierarchy(hierarchy, 0);
    expect(all.indices.length / 3).toBe(countTriangles(hierarchy.quads));
    const few = drawHierarchy(hierarchy, 1);
    expect(areaOf(few, 100)).toEqual(areaOf(all, 100));
    expect(few.indices.length).toBeLessThan(all.indices.length / 4);
    expect(openEdges(few.indices, few.pixels.length).length).toBeLessThanOrEqual(
      openEdges(all.indices, all.pixels.length).length,
    );
  });

  test('splits a plane that recedes where a texture would slide on it', () => {
    const floor = (_: number, y: number) => 100 / (100 - y);
    const plain = drawHierarchy(hierarchyOf(65, 65, floor), 1e-3);
    const textured = drawHierarchy(hierarchyOf(65, 65, floor, 0.5), 1e-3);
    expect(textured.indices.length).toBeGreaterThan(2 * plain.indices.length);
  });
});
