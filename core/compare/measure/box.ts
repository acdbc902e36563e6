import type { Box, BoxStatistics } from '../../../contract/compare/comparison.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import type { Pinhole } from '../../../contract/maths/pinhole.ts';
import type { Grid } from '../../geometry/edges.ts';
import { fitPlane } from './plane.ts';

/** A box in pixels of a map, from its top left. */
export interface PixelBox {
  left: number;
  top: number;
  /** Exclusive. */
  right: number;
  bottom: number;
}

/**
 * The pixels of a map over a photo whose centres lie in a box of the photo (in pixels of the photo); at least one. Pixel i has its centre
 * at i + 0.5, and the map has the outer edges of the photo.
 */
export function pixelsOfBox(box: Box, photo: Grid, map: Grid): PixelBox {
  const along = (start: number, length: number, from: number, to: number): [number, number] => {
    const low = Math.min(to - 1, Math.max(0, Math.ceil((start * to) / from - 0.5)));
    return [low, Math.max(low + 1, Math.min(to, Math.ceil(((start + length) * to) / from - 0.5)))];
  };
  const [left, right] = along(box.left, box.width, photo.width, map.width);
  const [top, bottom] = along(box.top, box.height, photo.height, map.height);
  return { left, top, right, bottom };
}

/** Numbers in the unit of the map; shares are relative to its mean or spread. */
export type Statistics = Omit<BoxStatistics, 'runId' | 'title' | 'unit' | 'isAligned' | 'note'>;

/**
 * Statistics of the finite values in a box of a map (height x width of `grid`, row by row, in the unit of its kind; `camera` in pixels of
 * the map), and how flat they lie. Own measures: metric depth is unprojected and its distance from the best plane taken in metres. A map
 * relative in disparity is linear over the image on any plane of the scene, whatever its scale and shift (1 / Z = n . ray / distance), so
 * that its residual from the best linear function is given over the spread of the map. A map relative in depth is curved even on a plane:
 * its flatness is not known.
 */
export function boxStatistics(
  values: Float32Array,
  kind: DepthKind,
  grid: Grid,
  box: PixelBox,
  camera: Pinhole,
): Statistics {
  const size = (box.right - box.left) * (box.bottom - box.top);
  const found = new Float64Array(size);
  const points = new Float64Array(3 * size);
  let count = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const value = values[y * grid.width + x];
      if (!Number.isFinite(value)) continue;
      // Relative disparity is taken as the height over the image plane, metric depth as a point of the scene.
      const stretch = kind === 'metric' ? value : 1;
      points[3 * count] = ((x + 0.5 - camera.cx) / camera.fx) * stretch;
      points[3 * count + 1] = ((y + 0.5 - camera.cy) / camera.fy) * stretch;
      points[3 * count + 2] = value;
      found[count++] = value;
    }
  }
  if (count === 0) return EMPTY;
  const sorted = found.subarray(0, count).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  return {
    pixels: count,
    minimum: sorted[0],
    maximum: sorted[count - 1],
    mean,
    median: (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2,
    deviation,
    ...flatness(points, count, kind, mean, deviation),
  };
}

const EMPTY: Statistics = {
  pixels: 0,
  minimum: null,
  maximum: null,
  mean: null,
  median: null,
  deviation: null,
  planarityInMetres: null,
  planarityShare: null,
};

function flatness(
  points: Float64Array,
  count: number,
  kind: DepthKind,
  mean: number,
  deviation: number,
): Pick<Statistics, 'planarityInMetres' | 'planarityShare'> {
  const unknown = { planarityInMetres: null, planarityShare: null };
  if (kind === 'affine-depth' || count < 4) return unknown;
  if (kind === 'metric') {
    const plane = fitPlane(points, count);
    return plane ? { planarityInMetres: plane.deviation, planarityShare: plane.deviation / mean } : unknown;
  }
  return {
    planarityInMetres: null,
    planarityShare: deviation > 0 ? linearResidual(points, count) / deviation : 0,
  };
}

/** Root mean square of z - (a x + b y + c), by the normal equations of centred sums. */
function linearResidual(points: Float64Array, count: number): number {
  let mx = 0;
  let my = 0;
  let mz = 0;
  for (let k = 0; k < 3 * count; k += 3) {
    mx += points[k] / count;
    my += points[k + 1] / count;
    mz += points[k + 2] / count;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let xz = 0;
  let yz = 0;
  for (let k = 0; k < 3 * count; k += 3) {
    const x = points[k] - mx;
    const y = points[k + 1] - my;
    const z = points[k + 2] - mz;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
  }
  const determinant = xx * yy - xy * xy;
  const a = determinant > 0 ? (xz * yy - yz * xy) / determinant : 0;
  const b = determinant > 0 ? (yz * xx - xz * xy) / determinant : 0;
  let squares = 0;
  for (let k = 0; k < 3 * count; k += 3)
    squares += (points[k + 2] - mz - a * (points[k] - mx) - b * (points[k + 1] - my)) ** 2;
  return Math.sqrt(squares / count);
}
