import { expect, test } from 'vitest';
import { connectionThreshold } from '../../contract/maths/edge-cut.ts';
import { classifyQuads, countTriangles, putQuad, QUAD } from './quads.ts';

function cornersOf(quad: number): number[] {
  const out = new Uint32Array(6);
  return [...out.subarray(0, putQuad(quad, 0, 1, 2, 3, out, 0))];
}

test.each([
  ['a flat piece', [1, 1, 1, 1], QUAD.fall],
  ['the diagonal along which disparity changes less', [1, 1.01, 1.01, 1.04], QUAD.rise],
  ['a corner behind a step', [1, 1, 1, 2], QUAD.withoutD],
  ['a corner before a step', [1, 2, 2, 2], QUAD.withoutA],
  ['a hole at a corner', [1, Number.NaN, 1, 1], QUAD.withoutB],
  ['another hole', [1, 1, Number.NaN, 1], QUAD.withoutC],
  ['a step down the middle', [1, 2, 1, 2], QUAD.empty],
])('%s', (_, depth, quad) => {
  const quads = classifyQuads(Float32Array.from(depth), { width: 2, height: 2 }, 0.05);
  expect([...quads]).toEqual([quad]);
  expect(3 * countTriangles(quads)).toBe(cornersOf(quad).length);
});

test('every triangle turns anticlockwise for the camera', () => {
  const place = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  for (const quad of Object.values(QUAD)) {
    const corners = cornersOf(quad);
    for (let k = 0; k < corners.length; k += 3) {
      const [[ax, ay], [bx, by], [cx, cy]] = corners.slice(k, k + 3).map((corner) => place[corner]);
      // Rows run downwards: what turns left for the eye has a negative area here.
      expect((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)).toBe(-1);
    }
  }
});

test('a threshold is what was asked for, and none at all without a cut', () => {
  expect(connectionThreshold(0.05)).toBe(0.05);
  expect(connectionThreshold(0.001)).toBe(0.001);
  expect(connectionThreshold(0)).toBe(Number.POSITIVE_INFINITY);
});
