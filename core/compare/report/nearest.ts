import type { Grid } from '../../geometry/edges.ts';

/** A plane (height x width, row by row) brought to another size by its nearest values, NaN as it is. */
export function nearest(values: Float32Array, from: Grid, to: Grid): Float32Array {
  const out = new Float32Array(to.width * to.height);
  for (let y = 0, p = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++, p++)
      out[p] = values[row + Math.floor(((x + 0.5) * from.width) / to.width)];
  }
  return out;
}
