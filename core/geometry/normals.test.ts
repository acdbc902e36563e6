import { describe, expect, test } from 'vitest';
import { normalsRow } from './normals.ts';

const CAMERA = { fx: 2, fy: 2, cx: 1.5, cy: 1.5 };

function normals(depth: number[], width: number): number[][] {
  const height = depth.length / width;
  const out = new Float32Array(3 * width);
  const all: number[][] = [];
  for (let row = 0; row < height; row++) {
    normalsRow(new Float32Array(depth), width, height, row, CAMERA, out);
    for (let u = 0; u < width; u++)
      all.push([...out.subarray(3 * u, 3 * u + 3)].map((x) => Number((x + 0).toFixed(5)) + 0));
  }
  return all;
}

describe('normalsRow', () => {
  test('a wall faces the camera', () => {
    expect(normals([2, 2, 2, 2, 2, 2, 2, 2, 2], 3)).toEqual(Array.from({ length: 9 }, () => [0, 0, -1]));
  });

  test('beside a silhouette each side keeps its own normal', () => {
    expect(normals([1, 1, 9, 9, 1, 1, 9, 9], 4)).toEqual(Array.from({ length: 8 }, () => [0, 0, -1]));
  });

  test('a floor looks up', () => {
    // Depth of the plane y = 1 below a camera whose horizon is above the picture: 1 / ((v + 0.5 + 1) / 2).
    const floor = [0, 1, 2].flatMap((v) => Array.from({ length: 3 }, () => 2 / (v + 1.5)));
    const out = new Float32Array(9);
    normalsRow(new Float32Array(floor), 3, 3, 1, { ...CAMERA, cy: -1 }, out);
    expect([...out].map((x) => Number(x.toFixed(5)) + 0)).toEqual([0, -1, 0, 0, -1, 0, 0, -1, 0]);
  });

  test('a pixel alone faces the camera and an invalid one has none', () => {
    const none = [Number.NaN, Number.NaN, Number.NaN];
    expect(normals([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 5, Number.NaN], 3)).toEqual([
      none,
      none,
      none,
      none,
      [0, 0, -1],
      none,
    ]);
  });
});
