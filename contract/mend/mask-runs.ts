import { DepthroomError } from '../errors.ts';
import { MOST_MASK_RUNS, type Region } from './recipe.ts';

export type MaskRegion = Extract<Region, { shape: 'mask' }>;

/**
 * A grey mask (height x width bytes, row by row, 255 inside) as a region of a recipe. Own rule: runs of equal pixels, since masks are mostly
 * flat. Throws `too-large` where there are more runs than a recipe holds.
 */
export function maskRegion(grey: ArrayLike<number>, width: number, height: number): MaskRegion {
  const runs: number[] = [];
  const pixels = width * height;
  for (let p = 0; p < pixels; ) {
    const value = grey[p];
    const from = p;
    while (p < pixels && grey[p] === value) p++;
    runs.push(p - from, value);
    if (runs.length > 2 * MOST_MASK_RUNS)
      throw new DepthroomError(
        'too-large',
        `Expected a mask of at most ${MOST_MASK_RUNS} runs of equal pixels, but this one has more: save it smaller, or with harder edges and without noise.`,
      );
  }
  return { shape: 'mask', width, height, runs };
}

/** The pixels of a mask region: height x width bytes, 255 inside. Throws `bad-input` where its runs do not fill it or hold more than a byte. */
export function maskPixels({ width, height, runs }: MaskRegion): Uint8Array {
  const grey = new Uint8Array(width * height);
  let p = 0;
  for (let k = 0; k + 1 < runs.length; k += 2) {
    const end = p + runs[k];
    if (end > grey.length || runs[k + 1] > 255) break;
    grey.fill(runs[k + 1], p, end);
    p = end;
  }
  if (p !== grey.length || runs.length % 2 !== 0)
    throw new DepthroomError(
      'bad-input',
      `Expected the runs of a mask to fill its ${width} x ${height} pixels with greys of 0 to 255, but they fill ${p}.`,
    );
  return grey;
}
