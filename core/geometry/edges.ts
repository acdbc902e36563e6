import type { Window } from '../../contract/depth-map.ts';
import { SIDE } from '../../contract/geometry/connected.ts';

/** Sides in pixels. */
export interface Grid {
  width: number;
  height: number;
}

/**
 * Whether two neighbouring planar depths, in any one unit, lie on different surfaces: their difference is larger than `threshold` (a share)
 * times the nearer one. An invalid neighbour is a hole, not a step. Own rule: a share means the same near and far.
 */
export function isStep(a: number, b: number, threshold: number): boolean {
  return Math.abs(a - b) > threshold * Math.min(a, b);
}

/**
 * Marks the pixels (1) of a planar depth map (height x width, row by row, any unit) that have a step (`isStep`) to one of their four
 * neighbours, or a side of `cutSides`: height x width bytes.
 */
export function pixelsBesideSteps(
  depth: Float32Array,
  { width, height }: Grid,
  threshold: number,
  steep: Uint8Array | null = null,
): Uint8Array {
  const beside = new Uint8Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const sides = steep === null ? 0 : steep[p];
      if (x + 1 < width && ((sides & SIDE.right) !== 0 || isStep(depth[p], depth[p + 1], threshold)))
        beside[p] = beside[p + 1] = 1;
      if (y + 1 < height && ((sides & SIDE.below) !== 0 || isStep(depth[p], depth[p + width], threshold)))
        beside[p] = beside[p + width] = 1;
    }
  }
  return beside;
}

/**
 * Marks the pixels (1) of an enlarged depth map, `size.height` x `size.width` bytes, that lie on steps of the model's own planar map
 * (`grid.height` x `grid.width`, row by row, any unit).
 *
 * Own rule: a step is measured where it was sampled, between neighbouring pixels of the model. Enlarged eighteen times it would be eighteen
 * small ones and pass every test, while exactly those interpolated pixels are the points that hang in the air between two surfaces. So a
 * threshold means the same at every size. `window` says where the model's map lies, in pixels of the enlarged map; a pixel is marked if one
 * of the four sides of the cell of model pixel centres around it is a step, or one of `cutSides` of the model's map.
 */
export function pixelsOnSteps(
  model: Float32Array,
  grid: Grid,
  threshold: number,
  window: Window,
  size: Grid,
  steep: Uint8Array | null = null,
): Uint8Array {
  const cells = cellsWithSteps(model, grid, threshold, steep);
  const column = new Int32Array(size.width);
  for (let x = 0; x < size.width; x++) column[x] = cellAt(x, window.left, window.width, grid.width);
  const marked = new Uint8Array(size.width * size.height);
  for (let y = 0, p = 0; y < size.height; y++) {
    const origin = cellAt(y, window.top, window.height, grid.height) * grid.width;
    for (let x = 0; x < size.width; x++, p++) marked[p] = cells[origin + column[x]];
  }
  return marked;
}

/** Cell (x, y) has the pixel centres (x, y) and (x + 1, y + 1) for corners; stored in rows of the grid's width. */
function cellsWithSteps(
  depth: Float32Array,
  { width, height }: Grid,
  threshold: number,
  steep: Uint8Array | null,
): Uint8Array {
  const cells = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const below = y + 1 < height ? width : 0;
    for (let x = 0, p = y * width; x < width; x++, p++) {
      const right = x + 1 < width ? 1 : 0;
      const a = depth[p];
      const b = depth[p + right];
      const c = depth[p + below];
      const d = depth[p + right + below];
      const hasStep =
        isStep(a, b, threshold) ||
        isStep(a, c, threshold) ||
        isStep(b, d, threshold) ||
        isStep(c, d, threshold);
      cells[p] = hasStep || (steep !== null && hasSteepSide(steep, p, right, below)) ? 1 : 0;
    }
  }
  return cells;
}

/** Whether one of the four sides of a cell is steep; at the picture's border some of them are none. */
function hasSteepSide(steep: Uint8Array, p: number, right: number, below: number): boolean {
  return (
    ((steep[p] | steep[p + below]) & SIDE.right) !== 0 || ((steep[p] | steep[p + right]) & SIDE.below) !== 0
  );
}

/** Index of the cell that a pixel centre of the enlarged map falls into; the outermost half pixels belong to the border cells. */
function cellAt(pixel: number, start: number, length: number, count: number): number {
  const at = Math.floor(((pixel + 0.5 - start) * count) / length - 0.5);
  return Math.max(0, Math.min(Math.max(0, count - 2), at));
}
