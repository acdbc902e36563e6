import { expect, test } from 'vitest';
import { gridOf, vertexGrid } from './vertex-grid.ts';

const plane = (width: number, height: number) => ({
  width,
  height,
  values: new Float32Array(width * height).fill(1),
});
const photo = {
  width: 800,
  height: 400,
  intrinsics: { fx: 400, fy: 400, cx: 400, cy: 200, source: 'given' as const, note: '' },
};
const map = plane(800, 400);
/** Square pixels of 8 x 8 over the photo and a band above and below it. */
const model = {
  plane: plane(100, 75),
  window: { left: 0, top: -100, width: 800, height: 600 },
  method: 'bicubic' as const,
};
const rule = (edgeCut: number, edgeAngle = 8) => ({ edgeCut, edgeAngle });

test('a surface stands on the pixels of the model', () => {
  const grid = vertexGrid('surface', { map, model }, photo, rule(0.05));
  expect(grid).toMatchObject({ plane: model.plane, threshold: [0.05, 0.05], steps: null });
  expect(grid.photoWindow).toEqual([0, -0.25, 1, 1.5]);
  expect(grid.pinhole).toEqual([50, 50, 50, 37.5]);
});

test('points stand on the picture and are cut where the model has its steps', () => {
  const grid = vertexGrid('points', { map, model }, photo, rule(0.05));
  expect(grid).toMatchObject({ plane: map, pinhole: [400, 400, 400, 200], threshold: [0.05, 0.05] });
  expect(grid.steps).toEqual({ plane: model.plane, isClamping: true, window: [0, -100, 800, 600] });
});

test('what no model made is cut on the picture', () => {
  const grid = vertexGrid('points', { map, model: null }, photo, rule(0.01));
  expect(grid).toMatchObject({ plane: map, threshold: [0.01, 0.01], steps: null });
});

test('what is steep is cut on the grid where steps are looked for', () => {
  // 50 model pixels of focal length: at 30 degrees a step is 1 / (50 tan 30) of its depth.
  const steep = 1 / (50 * Math.tan(Math.PI / 6));
  for (const primitive of ['surface', 'points'] as const)
    expect(vertexGrid(primitive, { map, model }, photo, rule(0.3, 30)).threshold).toEqual([
      expect.closeTo(steep, 9),
      expect.closeTo(steep, 9),
    ]);
});

test('an edge cut of 0 cuts nothing', () => {
  const { threshold } = vertexGrid('surface', { map, model }, photo, rule(0));
  expect(Math.min(...threshold)).toBeGreaterThan(1e20);
});

test('a map has a vertex for each pixel as long as a laptop can turn that many, then for every second', () => {
  expect(gridOf({ width: 1000, height: 600 }, 'surface', 1)).toEqual({ columns: 1000, rows: 600, step: 1 });
  expect(gridOf({ width: 1000, height: 601 }, 'surface', 1)).toEqual({ columns: 501, rows: 301, step: 2 });
  expect(gridOf({ width: 1000, height: 601 }, 'points', 1).step).toBe(1);
});

test('a scene that moves is thinned, and a surface still ends at the last pixel', () => {
  expect(gridOf({ width: 10, height: 10 }, 'points', 4)).toEqual({ columns: 3, rows: 3, step: 4 });
  expect(gridOf({ width: 10, height: 9 }, 'surface', 4)).toEqual({ columns: 4, rows: 3, step: 4 });
});
