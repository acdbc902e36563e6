import { expect, test } from 'vitest';
import { boxBlur } from './box-blur.ts';
import { coverageOf } from './coverage.ts';
import { fitPlaneOfValues } from './fit-plane-of-values.ts';
import { guidedFilter, guideOf } from './guided-filter.ts';
import { maskPixels, maskRegion } from './mask-runs.ts';
import { membraneFill } from './membrane-fill.ts';
import { KNOWN, nearestFill, WANTED } from './nearest-fill.ts';

const photo = { width: 100, height: 50 };

test('a brush covers what lies within its radius of its line, and a tap is a disc', () => {
  const brush = {
    shape: 'brush',
    points: [
      [20, 25],
      [80, 25],
    ],
    radius: 10,
    softness: 0,
  } as const;
  const { left, top, width, height, weights } = coverageOf(
    { ...brush, points: [...brush.points.map((p) => [...p] as [number, number])] },
    photo,
    photo,
  );
  expect([left, top, width, height]).toEqual([10, 15, 80, 20]);
  const area = weights.reduce((sum, weight) => sum + weight, 0);
  // 60 x 20 and two half discs.
  expect(area).toBeCloseTo(1200 + Math.PI * 100, -1);
  const tap = coverageOf({ shape: 'brush', points: [[50, 25]], radius: 10, softness: 1 }, photo, photo);
  const middle = tap.weights[(24 - tap.top) * tap.width + 49 - tap.left];
  expect(middle).toBeGreaterThan(0.98);
  // Half way out a fully soft brush has faded to a half: 3 t^2 - 2 t^3 at t = 1/2.
  const half = tap.weights[(24 - tap.top) * tap.width + 54 - tap.left];
  expect(half).toBeCloseTo(0.58, 1);
});

test('pressure narrows a brush, and what is painted beyond the photo is cut off', () => {
  const region = {
    shape: 'brush',
    points: [[0, 25, 0.5]] as [number, number, number][],
    radius: 10,
    softness: 0,
  } as const;
  const { left, weights } = coverageOf({ ...region, points: [...region.points] }, photo, photo);
  expect(left).toBe(0);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo((Math.PI * 25) / 2, -0.5);
  const outside = coverageOf({ shape: 'brush', points: [[500, 500]], radius: 10, softness: 0 }, photo, photo);
  expect(outside.width * outside.height).toBe(0);
});

test('a lasso covers the pixels whose centres lie in it, at any size of the plane', () => {
  const points: [number, number][] = [
    [10, 10],
    [30, 10],
    [30, 30],
    [10, 30],
  ];
  const whole = coverageOf({ shape: 'lasso', points, softness: 0 }, photo, photo);
  expect(whole.weights.reduce((sum, weight) => sum + weight, 0)).toBe(400);
  const half = coverageOf({ shape: 'lasso', points, softness: 0 }, { width: 50, height: 25 }, photo);
  expect(half.weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  const soft = coverageOf({ shape: 'lasso', points, softness: 8 }, photo, photo);
  expect(soft.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(400, 0);
  expect(soft.weights.some((weight) => weight > 0.1 && weight < 0.9)).toBe(true);
});

test('a mask goes through its runs unchanged, and is refused where they do not fill it', () => {
  const grey = Uint8Array.from({ length: 24 }, (_, p) => (p < 10 ? 0 : p < 14 ? 128 : 255));
  const region = maskRegion(grey, 6, 4);
  expect(region.runs).toEqual([10, 0, 4, 128, 10, 255]);
  expect([...maskPixels(region)]).toEqual([...grey]);
  expect(() => maskPixels({ ...region, runs: [3, 0] })).toThrow('fill 3');
  expect(() => maskPixels({ ...region, runs: [24, 300] })).toThrow('greys of 0 to 255');
  expect(coverageOf(region, { width: 6, height: 4 }, photo).weights[13]).toBeCloseTo(128 / 255, 6);
});

test('box means are those of the pixels inside, at the borders too', () => {
  const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  boxBlur(values, 3, 3, 1);
  expect([...values]).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
});

test('the plane of least squares is exact where there is one, and none of a line', () => {
  const values = Float64Array.from({ length: 35 }, (_, p) => 2 * (p % 7) - 3 * Math.floor(p / 7) + 5);
  const plane = fitPlaneOfValues(values, new Float32Array(35).fill(1), 7, 5);
  expect(plane?.across).toBeCloseTo(2, 12);
  expect(plane?.down).toBeCloseTo(-3, 12);
  expect(plane?.offset).toBeCloseTo(5, 12);
  expect(fitPlaneOfValues(values.subarray(0, 7), new Float32Array(7).fill(1), 7, 1)).toBeNull();
  // Against the closed form of a mean: weights count as often as they say.
  const weighted = fitPlaneOfValues(Float64Array.of(0, 0, 0, 3), Float32Array.of(1, 1, 1, 0), 2, 2);
  expect(weighted?.offset).toBeCloseTo(0, 12);
});

test('the nearest known pixel is found as by trying all', () => {
  const [width, height] = [23, 17];
  const roles = new Uint8Array(width * height).fill(WANTED);
  const values = new Float64Array(width * height).fill(Number.NaN);
  for (const p of [5, 77, 130, 200, 301, 388]) {
    roles[p] = KNOWN;
    values[p] = p;
  }
  const known = [...roles.keys()].filter((p) => roles[p] === KNOWN);
  const distance = (p: number, q: number) =>
    (Math.floor(p / width) - Math.floor(q / width)) ** 2 + ((p % width) - (q % width)) ** 2;
  nearestFill(values, roles, width, height);
  for (let p = 0; p < values.length; p++)
    expect(distance(p, values[p])).toBe(Math.min(...known.map((q) => distance(p, q))));
});

test('a membrane keeps what is linear, is the mean of its neighbours, and hangs freely at the border', () => {
  const [width, height] = [60, 40];
  const linear = (p: number) => 0.3 * (p % width) - 0.2 * Math.floor(p / width) + 4;
  const roles = new Uint8Array(width * height).fill(KNOWN);
  const values = Float64Array.from(roles, (_, p) => linear(p));
  for (let p = 0; p < values.length; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    if ((x - 30) ** 2 + (y - 20) ** 2 > 225) continue;
    roles[p] = WANTED;
    values[p] = Number.NaN;
  }
  membraneFill(values, roles, width, height);
  for (let p = 0; p < values.length; p++) expect(Math.abs(values[p] - linear(p))).toBeLessThan(2e-3);

  const corner = new Uint8Array(16).fill(WANTED);
  corner[0] = KNOWN;
  const flat = new Float64Array(16).fill(Number.NaN);
  flat[0] = 7;
  membraneFill(flat, corner, 4, 4);
  expect([...flat].every((value) => Math.abs(value - 7) < 1e-6)).toBe(true);
});

test('the guided filter copies edges of the guide, leaves a line of it as it is, and holes alone', () => {
  const [width, height] = [40, 30];
  const guide = Float64Array.from({ length: width * height }, (_, p) => (p % width < 20 ? 0.2 : 0.8));
  const size = { width, height, reach: 4 };
  // q = a I + b exactly: comes back but for epsilon.
  const line = guide.map((light) => 3 * light + 1);
  const same = guidedFilter(line, guide, { ...size, epsilon: 1e-9 });
  for (let p = 0; p < line.length; p++) expect(Math.abs(same[p] - line[p])).toBeLessThan(1e-5);
  // An edge that lies two pixels beside that of the photo moves onto it.
  const shifted = Float64Array.from({ length: width * height }, (_, p) => (p % width < 22 ? 1 : 2));
  const snapped = guidedFilter(shifted, guide, { ...size, epsilon: 1e-4 });
  const step = (row: Float64Array, x: number) => row[15 * width + x + 1] - row[15 * width + x];
  expect(step(snapped, 19)).toBeGreaterThan(3 * Math.max(0.05, step(snapped, 21)));
  shifted[15 * width + 10] = Number.NaN;
  const holed = guidedFilter(shifted, guide, { ...size, epsilon: 1e-4 });
  expect(Number.isNaN(holed[15 * width + 10])).toBe(true);
  expect(holed[15 * width + 9]).toBeCloseTo(1, 6);
});

test('the guide is the brightness of the photo by Rec. 709', () => {
  const rgb = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
  const same = guideOf(rgb, { width: 2, height: 2, channels: 3 }, { width: 2, height: 2 });
  expect([...same].map((light) => Number(light.toFixed(4)))).toEqual([0.2126, 0.7152, 0.0722, 1]);
  const one = guideOf(rgb, { width: 2, height: 2, channels: 3 }, { width: 1, height: 1 });
  expect(one[0]).toBeCloseTo(0.5, 6);
});
