import { expect, test } from 'vitest';
import { boxStatistics, pixelsOfBox } from './box.ts';
import { fitPlane } from './plane.ts';

const grid = { width: 40, height: 30 };
const camera = { fx: 50, fy: 50, cx: 20, cy: 15 };
const whole = { left: 0, top: 0, right: 40, bottom: 30 };
/** Depth of the plane 0.2 X + 0.5 Y + Z = 4 seen by the camera: 1 / Z = (0.2 x + 0.5 y + 1) / 4 along the ray (x, y, 1). */
const inverse = (p: number) =>
  (0.2 * (((p % 40) + 0.5 - 20) / 50) + 0.5 * ((Math.floor(p / 40) + 0.5 - 15) / 50) + 1) / 4;
const plane = Float32Array.from({ length: 1200 }, (_, p) => 1 / inverse(p));

test('a wall is flat in metres, also when it is oblique', () => {
  const { planarityInMetres, planarityShare, pixels } = boxStatistics(plane, 'metric', grid, whole, camera);
  expect(pixels).toBe(1200);
  expect(planarityInMetres).toBeLessThan(1e-6);
  expect(planarityShare).toBeLessThan(1e-6);
  const bumpy = plane.map((z, p) => z + 0.01 * (p % 2 === 0 ? 1 : -1));
  const bumps = boxStatistics(bumpy, 'metric', grid, whole, camera);
  // Bumps of a centimetre along the axis are a little less across the wall.
  expect(bumps.planarityInMetres).toBeCloseTo(0.01 / Math.hypot(0.2, 0.5, 1), 3);
});

test('a wall is flat in relative disparity whatever its scale and shift, and unknown in relative depth', () => {
  const disparity = plane.map((z) => 7 / z - 0.3);
  expect(boxStatistics(disparity, 'affine-disparity', grid, whole, camera)).toMatchObject({
    planarityInMetres: null,
    planarityShare: expect.closeTo(0, 5),
  });
  expect(boxStatistics(plane, 'affine-depth', grid, whole, camera)).toMatchObject({ planarityShare: null });
});

test('statistics of a box with holes', () => {
  const values = new Float32Array([1, 2, Number.NaN, 4, 5, 60]);
  const box = { left: 0, top: 0, right: 3, bottom: 2 };
  expect(boxStatistics(values, 'affine-depth', { width: 3, height: 2 }, box, camera)).toEqual({
    pixels: 5,
    minimum: 1,
    maximum: 60,
    mean: 14.4,
    median: 4,
    deviation: expect.closeTo(22.8438, 4),
    planarityInMetres: null,
    planarityShare: null,
  });
  expect(
    boxStatistics(values, 'metric', { width: 3, height: 2 }, { left: 2, top: 0, right: 3, bottom: 1 }, camera)
      .pixels,
  ).toBe(0);
});

test('a box of the photo has the pixels of a smaller map whose centres lie in it', () => {
  const photo = { width: 400, height: 300 };
  expect(pixelsOfBox({ left: 100, top: 50, width: 100, height: 104 }, photo, grid)).toEqual({
    left: 10,
    top: 5,
    right: 20,
    bottom: 15,
  });
  expect(pixelsOfBox({ left: 103, top: 50, width: 1, height: 1 }, photo, grid)).toEqual({
    left: 10,
    top: 5,
    right: 11,
    bottom: 6,
  });
});

test('points on a line, or fewer than three, have no plane', () => {
  expect(fitPlane(new Float64Array([0, 0, 1, 1, 1, 2, 2, 2, 3]), 3)).toBeNull();
  expect(fitPlane(new Float64Array([0, 0, 1, 1, 0, 2]), 2)).toBeNull();
});
