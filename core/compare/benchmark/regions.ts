import type { Region } from '../../../contract/compare/benchmark-protocols.ts';
import type { Grid } from '../../geometry/edges.ts';

/** A rectangle in pixels; right and bottom are the first ones outside. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Shares of height and width: Eigen et al. 2014 and Garg et al. 2016, as BTS (bts_eval.py) and Marigold (kitti_dataset.py) have them. */
const SHARES = {
  eigen: { top: 0.3324324, bottom: 0.91351351, left: 0.0359477, right: 0.96405229 },
  garg: { top: 0.40810811, bottom: 0.99189189, left: 0.03594771, right: 0.96405229 },
} as const;

/** Rows 45 to 470 and columns 41 to 600 of 640 x 480 (Eigen et al. 2014; nyu_dataset.py). */
const EIGEN_NYU: Rectangle = { left: 41, top: 45, right: 601, bottom: 471 };

/** The part of a picture of `size` pixels that a protocol measures in. */
export function regionOf(region: Region, { width, height }: Grid): Rectangle {
  if (region === 'whole') return { left: 0, top: 0, right: width, bottom: height };
  if (region === 'eigen-nyu') return EIGEN_NYU;
  const { top, bottom, left, right } = SHARES[region];
  return {
    left: Math.trunc(left * width),
    top: Math.trunc(top * height),
    right: Math.trunc(right * width),
    bottom: Math.trunc(bottom * height),
  };
}

/**
 * The rectangle of `cut` pixels at the bottom, in the middle of a picture of `size` pixels (KITTI's benchmark crop); null where the picture
 * is that size or smaller.
 */
export function cutOf(cut: Grid | null, size: Grid): Rectangle | null {
  if (!cut || (size.width <= cut.width && size.height <= cut.height)) return null;
  const left = Math.max(0, Math.trunc((size.width - cut.width) / 2));
  const top = Math.max(0, size.height - cut.height);
  return {
    left,
    top,
    right: Math.min(size.width, left + cut.width),
    bottom: Math.min(size.height, top + cut.height),
  };
}

/** The values of a rectangle of a plane of `width` columns, row by row, as a new plane. */
export function crop(values: Float32Array, width: number, part: Rectangle): Float32Array {
  const columns = part.right - part.left;
  const out = new Float32Array(columns * (part.bottom - part.top));
  for (let y = part.top, at = 0; y < part.bottom; y++, at += columns)
    out.set(values.subarray(y * width + part.left, y * width + part.right), at);
  return out;
}

/** Puts NaN wherever a plane of `size` pixels lies outside of a rectangle. In place. */
export function keepInside(values: Float32Array, { width, height }: Grid, part: Rectangle): void {
  for (let y = 0; y < height; y++) {
    const row = values.subarray(y * width, (y + 1) * width);
    if (y < part.top || y >= part.bottom) row.fill(Number.NaN);
    else {
      row.fill(Number.NaN, 0, Math.min(part.left, width));
      row.fill(Number.NaN, Math.min(part.right, width));
    }
  }
}
