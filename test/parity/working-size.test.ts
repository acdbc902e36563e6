import { expect, test } from 'vitest';
import type { Resampler } from '../../contract/depth-map.ts';
import { prepareImage, workingSizeOf } from '../../models/diffusion/working-size.ts';
import { largestDifference, readUnit } from './read.ts';

type Sides = [number, number];
const sides = ({ width, height }: { width: number; height: number }): Sides => [height, width];

const sizes =
  readUnit<{ from: Sides; resolution: number; resized: Sides; padded: Sides }[]>('marigold-sizes').rows;

test.each(sizes)('$from at $resolution', ({ from: [height, width], resolution, resized, padded }) => {
  const size = workingSizeOf({ width, height }, resolution, 8);
  expect({ resized: sides(size.resized), padded: sides(size.padded) }).toEqual({ resized, padded });
});

type Row = {
  size: Sides;
  resolution: number;
  resample: Resampler;
  pixels: number[];
  shape: number[];
  values: number[];
};
const { rows, tolerance } = readUnit<Row[]>('marigold-preprocess');

test.each(rows)('network input of $size at $resolution, $resample', (row) => {
  const photo = { height: row.size[0], width: row.size[1], rgb: Uint8Array.from(row.pixels) };
  const size = workingSizeOf(photo, row.resolution, 8);
  expect([3, ...sides(size.padded)]).toEqual(row.shape);
  expect(largestDifference(prepareImage(photo, size, row.resample), row.values)).toBeLessThan(tolerance);
});
