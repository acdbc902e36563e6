import { expect, test } from 'vitest';
import { cutSides } from '../../../contract/geometry/cut-sides.ts';
import { removeIslands } from '../../../contract/geometry/islands.ts';
import type { MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import { withoutIslands } from './without-islands.ts';

const [width, height] = [40, 30];
const stated = { nearInMetres: 1, farInMetres: 10 };
const metric: MetricScale = { kind: 'metric' };
const rule = { edgeCut: 0.05, edgeAngle: 0, islands: 64 };
const pinhole: [number, number, number, number] = [40, 40, 20, 15];

const photoWindow: [number, number, number, number] = [0, 0, 1, 1];

/** A wall 4 m away, before it a chip of 5 x 5 pixels and a board of 12 x 10, and a hole with one lone pixel in it. */
function scene() {
  const values = new Float32Array(width * height).fill(4);
  const put = (left: number, top: number, w: number, h: number, value: number) => {
    for (let y = top; y < top + h; y++) values.fill(value, y * width + left, y * width + left + w);
  };
  put(3, 3, 5, 5, 1);
  put(15, 5, 12, 10, 1.5);
  put(30, 20, 5, 5, Number.NaN);
  values[22 * width + 32] = 4;
  return { width, height, values };
}

test('what an export leaves out is not there in space, and nothing else', () => {
  const plane = scene();
  const shown = withoutIslands({ plane, pinhole, photoWindow }, metric, rule);
  const exported = plane.values.slice();
  const { sides } = cutSides(exported, plane, { fx: 40, fy: 40 }, rule);
  expect(removeIslands(exported, plane, Number.POSITIVE_INFINITY, rule.islands, sides)).toEqual({
    islands: 2,
    islandPixels: 26,
  });
  expect(shown.values).toEqual(exported);
  expect([shown.values[5 * width + 5], shown.values[8 * width + 20]]).toEqual([Number.NaN, 1.5]);
  // The map itself stays, and is asked once for each cut.
  expect(plane.values[5 * width + 5]).toBe(1);
  expect(withoutIslands({ plane, pinhole, photoWindow }, metric, rule)).toBe(shown);
});

test('with nothing loose the map is drawn as it is', () => {
  const plane = scene();
  expect(withoutIslands({ plane, pinhole, photoWindow }, metric, { ...rule, islands: 0 })).toBe(plane);
  // Without a cut the chip hangs on the wall; the lone pixel does not.
  const uncut = withoutIslands({ plane, pinhole, photoWindow }, metric, { ...rule, edgeCut: 0 });
  expect([uncut.values[5 * width + 5], uncut.values[22 * width + 32]]).toEqual([1, Number.NaN]);
});

test('of a relative map pieces are those of its stated planes', () => {
  const { values } = scene();
  const plane = { width, height, values: values.map((value) => 1 / value) };
  const scale: MetricScale = { kind: 'affine-disparity', minimum: 0.25, maximum: 1, ...stated };
  expect(withoutIslands({ plane, pinhole, photoWindow }, scale, rule).values[5 * width + 5]).toBeNaN();
  // Between 1 and 1.01 m nothing is a step.
  const flat = { ...scale, farInMetres: 1.01 };
  expect(withoutIslands({ plane, pinhole, photoWindow }, flat, rule).values[5 * width + 5]).toBe(1);
});

test('what a network saw beside the photo joins nothing', () => {
  // The chip and the board beside it are one by a bridge that lies above the photo.
  const values = new Float32Array(width * height).fill(4);
  for (let y = 0; y < 8; y++) values.fill(1, y * width + 3, y * width + 8);
  for (let y = 0; y < 14; y++) values.fill(1, y * width + 12, y * width + 24);
  values.fill(1, 3, 24);
  const plane = { width, height, values };
  expect(withoutIslands({ plane, pinhole, photoWindow }, metric, rule)).toBe(plane);
  const below = [0, -0.1, 1, 1.1] as [number, number, number, number];
  const shown = withoutIslands({ plane, pinhole, photoWindow: below }, metric, rule).values;
  expect([shown[5 * width + 5], shown[5 * width + 15]]).toEqual([Number.NaN, 1]);
});

test('nothing of a map without any depth', () => {
  const plane = { width: 1, height: 1, values: Float32Array.of(Number.NaN) };
  expect(withoutIslands({ plane, pinhole, photoWindow }, metric, rule)).toBe(plane);
});
